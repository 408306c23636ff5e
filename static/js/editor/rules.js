/* What turns into something else while one types. Backspace right after takes each of them back. */
import { InputRule, inputRules, smartQuotes } from "../vendor/prosemirror.js";
import { becomes } from "./enter.js";
import { schema } from "./schema.js";
import { blockAt } from "./speakers.js";

const { turn, paragraph, heading, quote, list, rule, p } = schema.nodes;
const { em, strong, bracket, cite } = schema.marks;

/** `speakers`: whose labels begin a turn. `english`: whether quotation marks are those of English. */
export function typing(speakers, english) {
  return inputRules({
    rules: [
      label(speakers),
      marked(/\[([^[\]]*\p{L}[^[\]]*)\]$/u, bracket),
      marked(/\{([^{}]*[\p{L}\p{N}][^{}]*)\}$/u, cite),
      marked(/(?<![\p{L}\p{N}_])_([^_\s](?:[^_]*[^_\s])?)_$/u, em),
      marked(/(?<![\p{L}\p{N}*])\*([^*\s](?:[^*]*[^*\s])?)\*$/u, strong),
      block(/^## $/, heading, { level: 2 }),
      block(/^### $/, heading, { level: 3 }),
      block(/^> $/, quote),
      block(/^[-*] $/, list, { ordered: false }),
      block(/^1[.)] $/, list, { ordered: true }),
      line(/^(?:—-|---)$/),
      new InputRule(/--$/, "—"),
      ...(english ? smartQuotes : []),
    ],
  });
}

/** "JD: " at the start of a paragraph: from there on JD speaks. */
function label(speakers) {
  return new InputRule(/^([^\s:：][^:：]{0,99}?) ?[:：] $/, (state, match, start, end) => {
    const at = state.doc.resolve(start);
    const found = blockAt(at);
    const by = found && speakers.find(match[1], state.doc);
    if (!by || at.parent.type !== p || at.depth !== 2 || ![turn, paragraph].includes(found.node.type)) return null;
    const tr = state.tr.delete(start, end);
    const { id, was, lang, spoiler } = found.node.attrs;
    if (at.index(1) === 0) return tr.setNodeMarkup(found.from, turn, { ...found.node.attrs, by });
    return tr.split(at.before(), 1, [{ type: turn, attrs: { id, was, lang, spoiler, by } }]);
  });
}

/** Words between two signs get a mark, and the signs go. */
function marked(pattern, type) {
  return new InputRule(pattern, (state, match, start, end) => {
    if (!state.doc.resolve(start).parent.inlineContent) return null;
    const tr = state.tr.addMark(start + 1, end, type.create());
    return tr.delete(start, start + 1).removeStoredMark(type);
  });
}

function block(pattern, type, attrs = {}) {
  return new InputRule(pattern, (state, match, start, end) => {
    const found = blockAt(state.doc.resolve(start));
    if (found?.node.type !== paragraph || found.node.childCount > 1) return null;
    const tr = state.tr.delete(start, end);
    becomes(tr, { ...found, node: tr.doc.child(found.index), to: tr.mapping.map(found.to) }, type, attrs);
    return tr;
  });
}

function line(pattern) {
  return new InputRule(pattern, (state, match, start) => {
    const found = blockAt(state.doc.resolve(start));
    const isAll = found?.node.type === paragraph && found.node.textContent.length === match[0].length - 1;
    return isAll ? insertLine(state, found) : null;
  });
}

function insertLine(state, found) {
  const { id, was } = found.node.attrs;
  const tr = state.tr.replaceWith(found.from, found.to, [rule.create({ id, was }), paragraph.createAndFill()]);
  return tr.setSelection(state.selection.constructor.near(tr.doc.resolve(found.from + 2)));
}
