/* What the toolbar, the lists and the keys can do to a text. */
import { NodeSelection, Selection, TextSelection, toggleMark } from "../vendor/prosemirror.js";
import { meantHref } from "./addresses.js";
import { becomes } from "./enter.js";
import { ask, lookUp } from "./lookup.js";
import { writeLine } from "./markup.js";
import { schema } from "./schema.js";
import { blockAt } from "./speakers.js";

const { paragraph, heading, quote, list, note, direction, rule, embed, picture, pullquote, turn } = schema.nodes;
const { a, cite } = schema.marks;

export const toggle = (name) => toggleMark(schema.marks[name], null, { removeWhenPresent: false });

const CONVERTIBLE = new Set([paragraph, heading, quote, list, note, direction, turn]);

/** Makes every block that the selection touches one of this type. */
export function setBlock(type, attrs = {}) {
  return (state, dispatch) => {
    const { $from, $to } = state.selection;
    const tr = state.tr;
    for (let index = $from.index(0); index <= Math.min($to.index(0), state.doc.childCount - 1); index += 1) {
      const node = tr.doc.child(index);
      if (!CONVERTIBLE.has(node.type) || node.lastChild?.type.name === "original") continue;
      let from = 0;
      for (let before = 0; before < index; before += 1) from += tr.doc.child(before).nodeSize;
      becomes(tr, { node, index, from, to: from + node.nodeSize }, type, attrs);
    }
    if (!tr.docChanged) return false;
    if (dispatch) dispatch(tr.scrollIntoView());
    return true;
  };
}

/** Puts a block after the one with the caret, or in its place where that is empty; the caret goes behind it. */
export function insertBlock(view, node) {
  const block = blockAt(view.state.selection.$from);
  const tr = view.state.tr;
  const isEmpty = block && block.node.type === paragraph && !block.node.textContent;
  let at = block ? block.to : view.state.selection.to;
  if (isEmpty) {
    tr.replaceWith(block.from, block.to, node);
    at = block.from;
  } else tr.insert(at, node);
  const behind = at + node.nodeSize;
  if (behind >= tr.doc.content.size && node.isAtom) tr.insert(behind, paragraph.createAndFill());
  tr.setSelection(Selection.near(tr.doc.resolve(node.isAtom ? behind : at + 1)));
  view.dispatch(tr.scrollIntoView());
  view.focus();
}

export const insertRule = (view) => insertBlock(view, rule.create());

/** The film behind the selected words, or words and film at the caret. */
export async function askForFilm(view, dialog, url) {
  const { from, to } = wordsAround(view.state);
  const found = await lookUp(dialog, url, view.state.doc.textBetween(from, to, " "));
  view.focus();
  if (!found) return;
  const mark = cite.create({ film: found.id });
  const tr = view.state.tr;
  if (from < to) tr.removeMark(from, to, cite).addMark(from, to, mark);
  else if (found.text) tr.insert(from, schema.text(titleOf(found.text), [mark]));
  else return;
  view.dispatch(tr.removeStoredMark(cite).scrollIntoView());
}

/** "Her (2013)" is how the catalogue tells films apart; in a sentence the title stands alone. */
function titleOf(text) {
  return text.replace(/ \(\d{4}[^)]*\)$/, "");
}

/** The selection, or the whole of a link or title that the caret stands in. */
function wordsAround({ selection, doc }) {
  if (!selection.empty) return selection;
  const $at = selection.$from;
  const mark = $at.marks().find((one) => one.type === cite || one.type === a);
  if (!mark) return selection;
  let [from, to] = [$at.pos, $at.pos];
  doc.nodesBetween($at.start(), $at.end(), (node, at) => {
    const touches = at <= selection.to && at + node.nodeSize >= selection.from;
    if (node.isText && touches && mark.isInSet(node.marks)) [from, to] = [at, at + node.nodeSize];
  });
  return { from, to, empty: from === to };
}

export async function askForLink(view, dialog, words) {
  const { from, to } = wordsAround(view.state);
  let href = "";
  view.state.doc.nodesBetween(from, to, (node) => {
    href = href || a.isInSet(node.marks)?.attrs.href || "";
  });
  const given = await ask(dialog, { href }, ({ href: typed }) => (!typed || meantHref(typed) ? "" : words.bad_address));
  view.focus();
  if (!given) return;
  const meant = meantHref(given.href || "");
  const tr = view.state.tr.removeMark(from, to, a);
  if (meant && from < to) tr.addMark(from, to, a.create({ href: meant }));
  else if (meant) tr.insert(from, schema.text(meant, [a.create({ href: meant })]));
  view.dispatch(tr.scrollIntoView());
}

export async function askForEmbed(view, dialog, words) {
  const isWeb = (typed) => /^https?:/.test(meantHref(typed) || "");
  const given = await ask(dialog, { url: "", title: "" }, ({ url }) => (isWeb(url) ? "" : words.bad_address));
  view.focus();
  if (given?.url) insertBlock(view, embed.create({ url: meantHref(given.url), title: given.title.trim() }));
}

/** `chooser`: the dialog of pictures; what is chosen is told to `known`, which draws it. */
export async function askForPicture(view, chooser, known) {
  const found = await chooser.choose();
  view.focus();
  if (!found) return;
  known[found.id] = { src: found.whole, label: found.alt || found.title };
  insertBlock(view, picture.create({ picture: found.id }));
}

/** The selected words of a turn or paragraph, set large after it. Without a selection there is nothing to take. */
export function pullQuote(state, dispatch) {
  const { $from, $to, empty } = state.selection;
  const block = blockAt($from);
  const isSource = block && (block.node.type === turn || block.node.type === paragraph);
  if (empty || !isSource || $to.index(0) !== block.index || !$from.sameParent($to)) return false;
  if (dispatch) {
    const text = writeLine($from.parent.content.cut($from.parentOffset, $to.parentOffset)).trim();
    const made = pullquote.create({ of: block.node.attrs.id, text });
    const tr = state.tr.insert(block.to, made);
    dispatch(tr.setSelection(NodeSelection.create(tr.doc, block.to)).scrollIntoView());
  }
  return true;
}

/** A line under a quotation that says where it comes from; or the caret into the one that is there. */
export function quoteSource(state, dispatch) {
  const block = blockAt(state.selection.$from);
  if (block?.node.type !== quote) return false;
  if (dispatch) {
    const tr = state.tr;
    if (block.node.lastChild.type.name !== "source") tr.insert(block.to - 1, schema.nodes.source.create());
    const end = block.from + tr.doc.child(block.index).nodeSize - 2;
    dispatch(tr.setSelection(TextSelection.create(tr.doc, end)).scrollIntoView());
  }
  return true;
}

/** Hides the block until a reader asks for it, or shows it again. */
export function toggleSpoiler(state, dispatch) {
  const block = blockAt(state.selection.$from);
  if (!block || !("spoiler" in block.node.attrs)) return false;
  if (dispatch) dispatch(state.tr.setNodeAttribute(block.from, "spoiler", !block.node.attrs.spoiler));
  return true;
}
