/* What Enter, Shift+Enter, Backspace and Delete do. In a conversation Enter hands over: the next turn begins, by whoever
   spoke before. A second Enter takes that back: the same speaker goes on with a new paragraph. A third one ends the
   conversation with a paragraph that nobody says. */
import { Selection, TextSelection, canJoin } from "../vendor/prosemirror.js";
import { blockOf, paragraphsOf } from "./blocks.js";
import { schema } from "./schema.js";
import { blockAt } from "./speakers.js";

const { turn, paragraph, quote, note, list, heading, direction, picture, p, item, source, original, br } = schema.nodes;

export function enter(speakers) {
  return (state, dispatch) => {
    const tr = state.tr;
    if (!state.selection.empty) {
      if (!(state.selection instanceof TextSelection)) return false;
      tr.deleteSelection();
    }
    const block = blockAt(tr.selection.$from);
    const handler = block && handlers[block.node.type.name];
    if (!handler || !handler(tr, block, tr.selection.$from, speakers)) return false;
    if (dispatch) dispatch(tr.scrollIntoView());
    return true;
  };
}

const handlers = { turn: inTurn, paragraph: inParagraph, quote: inParts, note: inParts, list: inList };
handlers.heading = handlers.direction = handlers.picture = inLine;

/** The same block after a change inside it. */
function ended(tr, block) {
  const node = tr.doc.child(block.index);
  return { ...block, node, to: block.from + node.nodeSize };
}

/** A new block after this one, with the caret in it: a turn where people speak, else a paragraph. */
function follow(tr, block, speakers, spokenNext = true) {
  const by = spokenNext ? speakers.next(tr.doc, block.index) : null;
  const fresh = by ? turn.createAndFill({ by }) : paragraph.createAndFill();
  tr.insert(block.to, fresh);
  tr.setSelection(TextSelection.create(tr.doc, block.to + 2));
  return true;
}

function inTurn(tr, block, $at, speakers) {
  if ($at.node(2).type === original) {
    if ($at.parent.content.size || $at.index(2) + 1 < $at.node(2).childCount) return !!tr.split($at.pos);
    if ($at.node(2).childCount > 1) tr.delete($at.before(), $at.after());
    return follow(tr, ended(tr, block), speakers);
  }
  if (!$at.parent.content.size) return emptyInTurn(tr, block, $at, speakers);
  const by = speakers.next(tr.doc, block.index) ?? block.node.attrs.by;
  if (isDirection($at.parent) && isAlone(block.node)) return makeDirection(tr, block, speakers);
  if ($at.parentOffset === 0 && $at.index(1) === 0) {
    tr.insert(block.from, turn.createAndFill({ by }));
    return true;
  }
  const isLast = $at.index(1) + 1 === spokenParts(block.node);
  if (isLast && $at.parentOffset === $at.parent.content.size) return follow(tr, block, speakers);
  tr.split($at.pos, 2, [{ type: turn, attrs: { ...block.node.attrs, by } }, { type: p }]);
  return true;
}

function emptyInTurn(tr, block, $at, speakers) {
  const before = block.index ? tr.doc.child(block.index - 1) : null;
  if (isAlone(block.node)) {
    if (block.node.childCount > 1) return follow(tr, block, speakers);
    if (before?.type !== turn) {
      tr.setNodeMarkup(block.from, paragraph, { id: block.node.attrs.id, was: block.node.attrs.was });
      return true;
    }
    // The second Enter: nobody else answers, the speaker goes on.
    tr.delete(block.from, block.to);
    const at = block.from - 1 - (before.lastChild.type === original ? before.lastChild.nodeSize : 0);
    tr.insert(at, p.create());
    tr.setSelection(TextSelection.create(tr.doc, at + 1));
    return true;
  }
  if ($at.index(1) + 1 < spokenParts(block.node)) {
    const by = speakers.next(tr.doc, block.index) ?? block.node.attrs.by;
    const at = $at.before();
    tr.delete(at, $at.after());
    if ($at.index(1) === 0) return true;
    tr.split(at, 1, [{ type: turn, attrs: { ...block.node.attrs, by } }]);
    tr.setSelection(TextSelection.create(tr.doc, at + 3));
    return true;
  }
  tr.delete($at.before(), $at.after());
  return follow(tr, ended(tr, block), speakers, false);
}

function inParagraph(tr, block, $at, speakers) {
  if (isDirection($at.parent) && isAlone(block.node)) return makeDirection(tr, block, speakers);
  const more = { ...block.node.attrs };
  tr.split($at.pos, 2, [{ type: paragraph, attrs: more }, { type: p }]);
  return true;
}

function inParts(tr, block, $at, speakers) {
  const isEnd = $at.parentOffset === $at.parent.content.size;
  if ($at.parent.type === source) return isEnd ? follow(tr, block, speakers, false) : false;
  if ($at.parent.content.size || block.node.childCount === 1) {
    if (!$at.parent.content.size) return becomes(tr, block, paragraph);
    return !!tr.split($at.pos);
  }
  tr.delete($at.before(), $at.after());
  return follow(tr, ended(tr, block), speakers, false);
}

function inList(tr, block, $at, speakers) {
  if ($at.parent.content.size) return !!tr.split($at.pos);
  if (block.node.childCount === 1) return becomes(tr, block, paragraph);
  const index = $at.index(1);
  const at = $at.before();
  tr.delete(at, $at.after());
  if (index + 1 === block.node.childCount) {
    return follow(tr, ended(tr, block), speakers, false);
  }
  if (index) tr.split(at);
  const here = index ? at + 1 : at - 1;
  tr.insert(here, paragraph.createAndFill());
  tr.setSelection(TextSelection.create(tr.doc, here + 2));
  return true;
}

function inLine(tr, block, $at, speakers) {
  const isEnd = $at.parentOffset === $at.parent.content.size;
  if (block.node.type === picture) return follow(tr, block, speakers, false);
  if (!block.node.content.size) return becomes(tr, block, paragraph);
  if (isEnd) return follow(tr, block, speakers);
  if ($at.parentOffset === 0) {
    tr.insert(block.from, paragraph.createAndFill());
    return true;
  }
  const rest = block.node.content.cut($at.parentOffset);
  tr.delete($at.pos, $at.end());
  const after = ended(tr, block).to;
  tr.insert(after, blockOf(paragraph, null, [rest]));
  tr.setSelection(TextSelection.create(tr.doc, after + 2));
  return true;
}

/** A line that is nothing but "[He leaves.]" is a direction of its own. */
function makeDirection(tr, block, speakers) {
  const words = schema.text(block.node.textContent.replace(/^\[|\]$/g, ""));
  const { id, was } = block.node.attrs;
  tr.replaceWith(block.from, block.to, direction.create({ id, was }, words));
  return follow(tr, ended(tr, block), speakers);
}

function isDirection(node) {
  const { bracket: mark } = schema.marks;
  return node.childCount === 1 && node.firstChild.isText && Boolean(mark.isInSet(node.firstChild.marks));
}

function spokenParts(node) {
  return node.lastChild.type === original ? node.childCount - 1 : node.childCount;
}

function isAlone(node) {
  return spokenParts(node) === 1;
}

/** Makes the block another type, with the same words, id and place of the caret. */
export function becomes(tr, block, type, attrs = {}) {
  const { id, was, lang, spoiler } = block.node.attrs;
  const kept = { id, was, ...(lang && "lang" in type.spec.attrs ? { lang, spoiler } : {}) };
  const made = blockOf(type, { ...kept, ...attrs }, paragraphsOf(block.node));
  const offset = wordsBefore(block, tr.selection.from);
  tr.replaceWith(block.from, block.to, made);
  tr.setSelection(Selection.near(tr.doc.resolve(placeOf(tr.doc, block.from, offset))));
  return true;
}

/** The caret as a number of characters and part breaks from the start of the block. */
function wordsBefore(block, position) {
  let [count, part] = [0, 0];
  block.node.descendants((node, at) => {
    const inside = position - block.from - 1 - at;
    if (node.isTextblock && inside > 0) {
      part += 1;
      count = Math.min(inside - 1, node.content.size);
    }
    return !node.isTextblock;
  });
  return block.node.isTextblock ? { part: 1, count: position - block.from - 1 } : { part, count };
}

function placeOf(doc, from, { part, count }) {
  const node = doc.nodeAt(from);
  if (node.isTextblock) return from + 1 + Math.min(part > 1 ? node.content.size : count, node.content.size);
  let [place, seen] = [from + 2, 0];
  node.forEach((child, at) => {
    seen += 1;
    if (seen <= Math.max(part, 1)) place = from + 2 + at + Math.min(count, child.content.size);
  });
  return place;
}

/** A further paragraph of the same block where it can have several, else a line break. */
export function more(state, dispatch) {
  const block = blockAt(state.selection.$from);
  if (!block || !state.selection.$from.parent.isTextblock) return false;
  if (![turn, quote, note].includes(block.node.type) || state.selection.$from.parent.type !== p) {
    return lineBreak(state, dispatch);
  }
  if (dispatch) {
    const tr = state.tr.deleteSelection();
    dispatch(tr.split(tr.selection.from).scrollIntoView());
  }
  return true;
}

export function lineBreak(state, dispatch) {
  if (!state.selection.$from.parent.isTextblock) return false;
  if (dispatch) dispatch(state.tr.replaceSelectionWith(br.create()).scrollIntoView());
  return true;
}

const WORDED = new Set([turn, paragraph, quote, note]);

/** Backspace at the start of a block: first it loses what sets it apart, then it joins the one before. */
export function backspace(state, dispatch) {
  const { $cursor } = state.selection;
  const block = $cursor && blockAt($cursor);
  if (!block || $cursor.parentOffset > 0 || !isBlockStart($cursor)) return false;
  const tr = state.tr;
  if (!joinBack(tr, block)) return false;
  if (dispatch) dispatch(tr.scrollIntoView());
  return true;
}

/** Delete at the end of a block: the same, seen from before. */
export function deleteForward(state, dispatch) {
  const { $cursor } = state.selection;
  const block = $cursor && blockAt($cursor);
  const isEnd = block && $cursor.parentOffset === $cursor.parent.content.size && isBlockEnd($cursor);
  if (!isEnd || block.index + 1 >= state.doc.childCount) return false;
  const node = state.doc.child(block.index + 1);
  const after = { node, index: block.index + 1, from: block.to, to: block.to + node.nodeSize };
  const tr = state.tr;
  if (!joinBack(tr, after)) return false;
  if (dispatch) dispatch(tr.setSelection(TextSelection.create(tr.doc, $cursor.pos)).scrollIntoView());
  return true;
}

function isBlockStart($at) {
  for (let depth = 1; depth < $at.depth; depth += 1) if ($at.index(depth)) return false;
  return true;
}

function isBlockEnd($at) {
  for (let depth = 1; depth < $at.depth; depth += 1) {
    if ($at.index(depth) + 1 < $at.node(depth).childCount) return false;
  }
  return true;
}

function joinBack(tr, block) {
  const before = block.index ? tr.doc.child(block.index - 1) : null;
  const { type } = block.node;
  if (type === turn && !block.node.textContent && before && block.node.childCount === 1) {
    return removed(tr, block);
  }
  if (type === turn && before?.type === turn) return spokenJoin(tr, block, before);
  if (type === turn || [heading, direction, quote, note, list].includes(type)) {
    if (type === turn && block.node.lastChild.type === original) return false;
    return becomes(tr, block, paragraph);
  }
  if (type !== paragraph || !before) return false;
  if (before.type === turn) return spokenJoin(tr, block, before);
  if (!block.node.textContent) return removed(tr, block);
  if (WORDED.has(before.type) || before.isTextblock || before.type === list) return wordsJoin(tr, block, before);
  return false;
}

function removed(tr, block) {
  tr.delete(block.from, block.to);
  tr.setSelection(Selection.near(tr.doc.resolve(block.from), -1));
  return true;
}

/** What was another turn, or a paragraph that nobody said, goes on as a paragraph of the turn before. */
function spokenJoin(tr, block, before) {
  if (before.lastChild.type === original || block.node.lastChild.type === original) return false;
  if (!block.node.textContent) return removed(tr, block);
  if (block.node.type === paragraph) {
    const { id, was } = block.node.attrs;
    tr.setNodeMarkup(block.from, turn, { id, was, by: before.attrs.by });
  }
  if (!canJoin(tr.doc, block.from)) return false;
  tr.join(block.from);
  return true;
}

/** The words of the block at the end of the block before. */
function wordsJoin(tr, block, before) {
  const [first, ...others] = paragraphsOf(block.node);
  if (others.length && !WORDED.has(before.type)) return false;
  if (before.type === paragraph) {
    tr.join(block.from, 2);
    return true;
  }
  const place = Selection.near(tr.doc.resolve(block.from), -1);
  const swallowed = block.node.textContent ? [block.node.attrs.id, ...block.node.attrs.was] : [];
  tr.setNodeAttribute(block.from - before.nodeSize, "was", [...before.attrs.was, ...swallowed]);
  tr.delete(block.from, block.to);
  tr.insert(place.from, first);
  others.reverse().forEach((line) => tr.insert(place.$from.after(), p.create(null, line)));
  tr.setSelection(TextSelection.create(tr.doc, place.from));
  return true;
}

/** Moves the blocks that the selection touches one place up (-1) or down (1). */
export function moveBlock(step) {
  return (state, dispatch) => {
    const { $from, $to } = state.selection;
    const range = $from.depth || state.selection.node ? touched(state.doc, $from.index(0), lastIndex($to)) : null;
    const target = range && (step < 0 ? range.first - 1 : range.last + 1);
    if (!range || target < 0 || target >= state.doc.childCount) return false;
    if (dispatch) {
      const shift = (step < 0 ? -1 : 1) * state.doc.child(target).nodeSize;
      const tr = state.tr.delete(range.from, range.to).insert(range.from + shift, range.nodes);
      const selection = shifted(state.selection.toJSON(), shift);
      dispatch(tr.setSelection(state.selection.constructor.fromJSON(tr.doc, selection)).scrollIntoView());
    }
    return true;
  };
}

/** The index of the block that a selection ends in; a selection of a whole block ends behind it. */
function lastIndex($to) {
  return $to.depth ? $to.index(0) : $to.index(0) - 1;
}

function touched(doc, first, last) {
  let [from, size] = [0, 0];
  const nodes = [];
  doc.forEach((node, position, index) => {
    if (index === first) from = position;
    if (index < first || index > last) return;
    nodes.push(node);
    size += node.nodeSize;
  });
  return nodes.length ? { first, last, from, to: from + size, nodes } : null;
}

function shifted(json, shift) {
  const moved = { ...json };
  for (const name of ["anchor", "head", "pos"]) if (name in moved) moved[name] += shift;
  return moved;
}
