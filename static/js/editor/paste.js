/* Pasting and dropping. What comes from this surface keeps its blocks; what comes from elsewhere is read by `foreign`,
   and where lines begin with the label of a speaker they become turns. */
import { Fragment, Plugin, Selection, Slice, TextSelection, canSplit } from "../vendor/prosemirror.js";
import { blockOf } from "./blocks.js";
import { readHtml, readPlain } from "./foreign.js";
import { isId, schema } from "./schema.js";
import { blockAt } from "./speakers.js";

const { turn, paragraph, heading, quote, note, list, rule, direction, p } = schema.nodes;

export function pasting(speakers) {
  return new Plugin({
    props: {
      transformPasted: (slice) => new Slice(checked(slice.content), slice.openStart, slice.openEnd),
      clipboardTextSerializer: (slice) => plainText(slice.content),
      // Before ProseMirror looks at it: what is foreign must not be parsed by anything else than `foreign`.
      handleDOMEvents: {
        paste: (view, event) => take(event, () => receive(view, event.clipboardData, speakers, null)),
        drop(view, event) {
          if (view.dragging) return false;
          const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
          return place ? take(event, () => receive(view, event.dataTransfer, speakers, place.pos)) : false;
        },
      },
    },
  });
}

function take(event, receiving) {
  const taken = receiving();
  if (taken) event.preventDefault();
  return taken;
}

function receive(view, data, speakers, position) {
  const html = data?.getData("text/html") || "";
  const text = data?.getData("text/plain") || "";
  if (/data-pm-slice/.test(html) && /data-block=/.test(html)) return false;
  const begins = (row) => Boolean(labelOf(row, speakers, view.state.doc));
  const fromHtml = html ? readHtml(html) : [];
  const lines = fromHtml.length ? fromHtml : readPlain(text, begins);
  if (!lines.length) return Boolean(html || text);
  const tr = view.state.tr;
  if (position !== null) tr.setSelection(Selection.near(tr.doc.resolve(position)));
  insert(tr, lines, speakers);
  view.dispatch(tr.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"));
  return true;
}

function labelOf(words, speakers, doc) {
  const found = /^([^\s:：][^:：]{0,99}?) ?[:：](?=\s|$)/.exec(words);
  const label = found && speakers.find(found[1].trim(), doc);
  return label ? { label, length: found[0].length } : null;
}

function insert(tr, lines, speakers) {
  if (!tr.selection.empty) tr.deleteSelection();
  const here = blockAt(tr.selection.$from);
  const labelled = lines.some((line) => line.kind === "p" && labelOf(wordsOf(line.content), speakers, tr.doc));
  const plain = lines.every((line) => line.kind === "p") && !labelled;
  const inText = tr.selection instanceof TextSelection && here;
  if (inText && plain && lines.length === 1) {
    tr.replaceSelection(new Slice(lines[0].content, 0, 0));
  } else if (inText && plain && [turn, quote, note].includes(here.node.type) && tr.selection.$from.parent.type === p) {
    tr.replaceSelection(new Slice(Fragment.fromArray(lines.map((line) => p.create(null, line.content))), 1, 1));
  } else {
    insertBlocks(tr, grouped(lines, labelled, speakers, tr.doc), here, plain);
  }
}

function insertBlocks(tr, blocks, here, plain) {
  const { $from } = tr.selection;
  const isEmpty = here && !here.node.isAtom && here.node.content.size && !here.node.textContent;
  if (here && plain && here.node.type === paragraph && here.node.textContent) {
    tr.replaceSelection(new Slice(Fragment.fromArray(blocks), 2, 2));
    return;
  }
  let at = here ? here.to : $from.pos;
  if (isEmpty) {
    tr.replaceWith(here.from, here.to, blocks);
    at = here.from;
  } else if (here && $from.parentOffset === 0 && $from.pos === Selection.near(tr.doc.resolve(here.from)).from) {
    at = here.from;
    tr.insert(at, blocks);
  } else if (here && $from.pos < here.to - $from.depth && canSplit(tr.doc, $from.pos, $from.depth)) {
    tr.split($from.pos, $from.depth);
    at = $from.pos + $from.depth;
    tr.insert(at, blocks);
  } else {
    tr.insert(at, blocks);
  }
  const end = at + blocks.reduce((size, block) => size + block.nodeSize, 0);
  tr.setSelection(Selection.near(tr.doc.resolve(end), -1));
}

function wordsOf(content) {
  return content.textBetween(0, content.size, "\n", "\n");
}

/** Lines as blocks: neighbours of one list or quotation together, and turns with their continuations. */
function grouped(lines, labelled, speakers, doc) {
  const groups = [];
  for (const { kind, content } of lines) {
    const last = groups[groups.length - 1];
    const label = kind === "p" && labelled ? labelOf(wordsOf(content), speakers, doc) : null;
    const spoken = labelled ? directed(label ? cutLabel(content, label.length) : content) : content;
    const alone = kind === "p" && labelled && !label && bracketed(wordsOf(content));
    if (label) groups.push({ type: turn, attrs: { by: label.label }, lines: [spoken] });
    else if (alone) groups.push({ type: direction, attrs: null, lines: [Fragment.from(schema.text(alone))] });
    else if (kind === "rule") groups.push({ type: rule, lines: [] });
    else if (kind === "h2" || kind === "h3") {
      groups.push({ type: heading, attrs: { level: Number(kind[1]) }, lines: [content] });
    } else if (kind === "p" && labelled && goesOn(groups)) goOn(groups, spoken);
    else if (kind !== "p" && last?.kind === kind) last.lines.push(content);
    else groups.push({ ...typeOf(kind), kind, lines: [spoken] });
  }
  return groups.map(({ type, attrs, lines }) => (type === rule ? rule.create() : blockOf(type, attrs, lines)));
}

function typeOf(kind) {
  if (kind === "quote") return { type: quote };
  if (kind === "bullet" || kind === "number") return { type: list, attrs: { ordered: kind === "number" } };
  return { type: paragraph };
}

/** A paragraph without a label is of whoever spoke before, also behind a direction. */
function goesOn(groups) {
  const last = groups[groups.length - 1];
  return last?.type === turn || (last?.type === direction && groups.some((group) => group.type === turn));
}

function goOn(groups, line) {
  const last = groups[groups.length - 1];
  if (last.type === turn) last.lines.push(line);
  else {
    const before = groups.filter((group) => group.type === turn).pop();
    groups.push({ type: turn, attrs: before.attrs, lines: [line] });
  }
}

function cutLabel(content, length) {
  const rest = content.cut(length);
  const space = rest.firstChild?.isText ? /^\s*/.exec(rest.firstChild.text)[0].length : 0;
  return rest.cut(space);
}

function bracketed(words) {
  const found = /^\[([^[\]]*\p{L}[^[\]]*)\]$/u.exec(words.trim());
  return found && found[1];
}

/** Words in brackets as stage directions. */
function directed(content) {
  const nodes = [];
  content.forEach((node) => {
    if (!node.isText) return nodes.push(node);
    let position = 0;
    for (const found of node.text.matchAll(/\[([^[\]]*\p{L}[^[\]]*)\]/gu)) {
      if (found.index > position) nodes.push(node.cut(position, found.index));
      const inside = node.cut(found.index + 1, found.index + found[0].length - 1);
      nodes.push(inside.mark(schema.marks.bracket.create().addToSet(inside.marks)));
      position = found.index + found[0].length;
    }
    if (position < node.nodeSize) nodes.push(node.cut(position));
    return nodes;
  });
  return Fragment.fromArray(nodes);
}

/** A clipboard may say anything in the name of this surface, so attributes are looked at once more. */
function checked(content) {
  const nodes = [];
  content.forEach((node) => {
    const inner = node.isText ? node : node.copy(checked(node.content));
    nodes.push("id" in node.attrs ? inner.type.create(checkedAttrs(node), inner.content, inner.marks) : inner);
  });
  return Fragment.fromArray(nodes);
}

function checkedAttrs({ attrs }) {
  const found = { ...attrs, id: isId(attrs.id) ? attrs.id : null };
  found.was = Array.isArray(attrs.was) ? attrs.was.filter(isId) : [];
  if ("level" in attrs) found.level = attrs.level === 3 ? 3 : 2;
  if ("lang" in attrs) found.lang = typeof attrs.lang === "string" ? attrs.lang : "";
  if ("spoiler" in attrs) found.spoiler = attrs.spoiler === true;
  if ("ordered" in attrs) found.ordered = attrs.ordered === true;
  return found;
}

/** What is copied as plain text: labels before turns, directions in brackets. */
function plainText(content) {
  const { bracket: mark } = schema.marks;
  const lines = [];
  content.descendants((node, position, parent) => {
    if (!node.isTextblock) return true;
    let words = "";
    node.forEach((child) => {
      const text = child.isText ? child.text : "\n";
      words += mark.isInSet(child.marks) ? `[${text}]` : text;
    });
    if (parent?.type === turn && parent.firstChild === node) words = `${parent.attrs.by}: ${words}`;
    lines.push(node.type === direction ? `[${words}]` : words);
    return false;
  });
  if (lines.length) return lines.join("\n\n");
  return content.textBetween(0, content.size, "\n\n", "\n");
}
