/* Where words stand: from a place in the plain words of a block, as the server counts them, to positions in the text. */
import { schema } from "./schema.js";

const { p, item, source, original } = schema.nodes;

/** The lines of a field of a block, as [{node, at}] with the position of each line's first character. */
function linesOf(block, position, field) {
  const lines = [];
  const add = (node, at) => lines.push({ node, at: at + 1 });
  if (block.isTextblock) add(block, position);
  block.forEach((child, offset) => {
    const at = position + 1 + offset;
    if (child.type === original && field === "original") child.forEach((line, from) => add(line, at + 1 + from));
    else if (child.type === source && field === "cite") add(child, at);
    else if (child.type === item && field === "items") add(child, at);
    else if (child.type === p && field === "text" && child.textContent.trim()) add(child, at);
  });
  return lines;
}

/** One entry for each character (not half of one) that the server counts: {sign, from, to}. */
function signsOf(lines) {
  const signs = [];
  for (const [index, { node, at }] of lines.entries()) {
    if (index) signs.push({ sign: "\n", from: at, to: at }, { sign: "\n", from: at, to: at });
    let isDirection = false;
    node.forEach((child, offset) => {
      const from = at + offset;
      const marked = Boolean(schema.marks.bracket.isInSet(child.marks));
      if (marked !== isDirection) signs.push({ sign: marked ? "[" : "]", from, to: from });
      isDirection = marked;
      if (child.type === schema.nodes.br) signs.push({ sign: "\n", from, to: from + 1 });
      let place = from;
      for (const sign of child.text ?? "") {
        signs.push({ sign, from: place, to: place + sign.length });
        place += sign.length;
      }
    });
    if (isDirection) signs.push({ sign: "]", from: at + node.content.size, to: at + node.content.size });
  }
  return signs;
}

/** Where the excerpt begins among the signs: at `start` if it stands there, else at the nearest other place; -1. */
export function nearest(signs, wanted, start) {
  const stands = (at) => wanted.every((sign, index) => signs[at + index]?.sign === sign);
  let best = -1;
  for (let at = 0; at + wanted.length <= signs.length; at += 1) {
    const isNearer = best < 0 || Math.abs(at - start) < Math.abs(best - start);
    if (isNearer && stands(at)) best = at;
  }
  return best;
}

/** {node, position} of the block with this id, or null. */
export function blockOfId(doc, id) {
  let found = null;
  doc.forEach((node, position) => {
    if (node.attrs.id === id) found = { node, position };
  });
  return found;
}

/** {from, to} of what was found, or null where its words stand in the block no more. */
export function rangeOf(doc, { block, field, start, excerpt }) {
  const found = blockOfId(doc, block);
  if (!found || !excerpt) return null;
  const signs = signsOf(linesOf(found.node, found.position, field));
  const wanted = Array.from(excerpt);
  const at = nearest(signs, wanted, start);
  return at < 0 ? null : { from: signs[at].from, to: signs[at + wanted.length - 1].to };
}

/** The same in a field of one line, such as the headline: {from, to} for its own selection. */
export function rangeInField(value, { start, excerpt }) {
  const signs = Array.from(value, (sign) => ({ sign }));
  const wanted = Array.from(excerpt);
  const at = wanted.length ? nearest(signs, wanted, start) : -1;
  if (at < 0) return { from: 0, to: value.length };
  const from = signs.slice(0, at).reduce((sum, { sign }) => sum + sign.length, 0);
  return { from, to: from + excerpt.length };
}
