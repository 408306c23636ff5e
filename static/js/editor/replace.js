/* Find and replace in the text: in every line, stage directions, titles, captions and originals too; never in addresses or
   in the records behind words. Replacing all is one step, which one undo takes back. */
import { Decoration, DecorationSet, Plugin, PluginKey, TextSelection, closeHistory } from "../vendor/prosemirror.js";
import { schema } from "./schema.js";

const PAUSE = 200; // milliseconds without a key before matches are looked for again
const MARKED = 1000; // matches that are marked in the text; all are counted and replaced
const LIKE = { "'": "['‘’]", '"': '["“”]' }; // as typed on a keyboard, and as they stand in a text

const replaceKey = new PluginKey("replace");

/** The expression for these words, or null for none. */
export function patternOf(words, isExact) {
  if (!words) return null;
  const escaped = words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/['"]/g, (sign) => LIKE[sign]);
  return new RegExp(escaped, isExact ? "gu" : "giu");
}

/** [{from, to}] in the order of the text. */
export function matchesOf(doc, pattern) {
  const found = [];
  if (!pattern) return found;
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    // A line break counts as one, as it does among positions.
    const text = node.textBetween(0, node.content.size, "", "\n");
    for (const { 0: words, index } of text.matchAll(pattern)) {
      const from = position + 1 + index;
      found.push({ from, to: from + words.length });
    }
    return false;
  });
  return found;
}

/** The new words have the marks that all of the old ones had: a title stays a title, of the same film. */
function put(tr, { from, to }, words) {
  if (!words) return tr.delete(from, to);
  let marks = null;
  tr.doc.nodesBetween(from, to, (node) => {
    if (node.isText) marks = marks ? marks.filter((mark) => mark.isInSet(node.marks)) : node.marks;
  });
  return tr.replaceWith(from, to, schema.text(words, marks ?? []));
}

/** `panel()`: its element; the list of matches follows the text while it is open. */
export function replacing(panel, words) {
  return new Plugin({
    key: replaceKey,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, marked) => tr.getMeta(replaceKey) ?? marked.map(tr.mapping, tr.doc),
    },
    props: {
      decorations: (state) => replaceKey.getState(state),
      handleKeyDown(view, event) {
        const replace = view.replacing;
        const isOurs = event.key.toLowerCase() === "h" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
        if (isOurs) replace.open();
        else if (event.key === "Escape" && replace.isOpen) replace.close();
        else return false;
        event.preventDefault();
        return true;
      },
    },
    view(view) {
      view.replacing = new Replace(panel(), view, words);
      return { update: (_view, before) => before.doc === view.state.doc || view.replacing.later() };
    },
  });
}

class Replace {
  constructor(panel, view, words) {
    Object.assign(this, { panel, view, words, matches: [], at: -1 });
    const part = (name) => panel.querySelector(`[data-${name}]`);
    [this.sought, this.put, this.exact, this.status] = ["sought", "put", "exact", "found"].map(part);
    this.sought.addEventListener("input", () => this.look().show());
    this.exact.addEventListener("change", () => this.look().show());
    part("next").addEventListener("click", () => this.step(1));
    part("before").addEventListener("click", () => this.step(-1));
    part("one").addEventListener("click", () => this.replaceOne());
    part("all").addEventListener("click", () => this.replaceAll());
    part("close").addEventListener("click", () => this.close());
    panel.addEventListener("keydown", (event) => this.key(event));
    // What is typed here belongs to no piece.
    for (const name of ["input", "change"]) panel.addEventListener(name, (event) => event.stopPropagation());
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  open() {
    const { from, to, $from, $to } = this.view.state.selection;
    const words = $from.sameParent($to) ? this.view.state.doc.textBetween(from, to, "", " ") : "";
    if (words) this.sought.value = words;
    this.panel.hidden = false;
    this.sought.focus();
    this.sought.select();
    this.look().show();
  }

  /** The caret goes to what was found last. */
  close() {
    clearTimeout(this.timer);
    const match = this.matches[this.at];
    this.panel.hidden = true;
    this.matches = [];
    this.at = -1;
    this.mark();
    this.view.focus();
    if (!match) return;
    const { state } = this.view;
    this.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, match.from, match.to)).scrollIntoView());
  }

  key(event) {
    if (event.key === "Escape") this.close();
    else if (event.key.toLowerCase() === "h" && (event.ctrlKey || event.metaKey)) this.sought.focus();
    else if (event.key !== "Enter" || event.target.matches("button")) return;
    else if (event.target === this.put) this.replaceOne();
    else this.step(event.shiftKey ? -1 : 1);
    event.preventDefault(); // Enter would save the piece
    event.stopPropagation();
  }

  later() {
    if (!this.isOpen) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), PAUSE);
  }

  /** Looks for the words again; the one to go on from is the first behind the caret. */
  look(after = this.view.state.selection.from) {
    clearTimeout(this.timer);
    const { doc } = this.view.state;
    this.matches = matchesOf(doc, patternOf(this.sought.value, this.exact.checked));
    const at = this.matches.findIndex(({ from }) => from >= after);
    this.at = this.matches.length ? Math.max(0, at) : -1;
    this.mark();
    this.tell();
    return this;
  }

  mark() {
    const { state } = this.view;
    const from = Math.max(0, this.at - MARKED / 2);
    const shown = this.matches.slice(from, from + MARKED).map((match, index) => {
      const isHere = from + index === this.at;
      return Decoration.inline(match.from, match.to, { class: isHere ? "is-found is-here" : "is-found" });
    });
    const marked = DecorationSet.create(state.doc, shown);
    this.view.dispatch(state.tr.setMeta(replaceKey, marked).setMeta("addToHistory", false));
  }

  tell(done = "") {
    const { length } = this.matches;
    const place = this.words.found_place.replace("%d", this.at + 1).replace("%s", length);
    const said = length ? place : this.sought.value && this.words.found_none;
    this.status.textContent = [done, said].filter(Boolean).join(" ");
  }

  show() {
    if (this.at < 0) return;
    this.view.dom.querySelector(".is-here")?.scrollIntoView({ block: "center" });
  }

  step(way) {
    const { length } = this.matches;
    if (!length) return this.look();
    this.at = (this.at + way + length) % length;
    this.mark();
    this.tell();
    return this.show();
  }

  replaceOne() {
    const match = this.matches[this.at];
    if (!match) return this.look();
    const tr = closeHistory(this.view.state.tr);
    this.view.dispatch(put(tr, match, this.put.value));
    this.look(match.from + this.put.value.length);
    this.tell(this.words.replaced_one.replace("%d", 1));
    return this.show();
  }

  /** From the last to the first, so that no place moves before its turn. */
  replaceAll() {
    this.look();
    const { length } = this.matches;
    if (!length) return;
    const tr = closeHistory(this.view.state.tr);
    for (const match of [...this.matches].reverse()) put(tr, match, this.put.value);
    this.view.dispatch(tr);
    this.look();
    this.tell(this.words[length === 1 ? "replaced_one" : "replaced_many"].replace("%d", length));
  }
}
