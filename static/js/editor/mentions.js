/* Films, people and festivals that the text names and does not lead to yet: the server finds them (journal/desk/noticing.py),
   a person confirms or refuses each. A title is marked wherever it was found, a person or an edition is linked once. */
import { Decoration, DecorationSet, Plugin, PluginKey, TextSelection } from "../vendor/prosemirror.js";
import { schema } from "./schema.js";

const { a, cite } = schema.marks;
const SHOWN = 4; // places of one proposal that are listed
export const mentionsKey = new PluginKey("mentions");

/** Underlines what was found; the places move along while somebody writes. */
export function mentionMarks() {
  return new Plugin({
    key: mentionsKey,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, found) {
        const given = tr.getMeta(mentionsKey);
        if (given) return given(found, tr.doc);
        return found.map(tr.mapping, tr.doc);
      },
    },
    props: { decorations: (state) => mentionsKey.getState(state) },
  });
}

/** The words of a block and where each of its lines begins, as the server reads them. */
function linesOf(block, position) {
  const lines = [];
  block.descendants((node, at) => {
    if (node.type.name === "original" || node.type.name === "source") return false;
    if (node.isTextblock) lines.push({ at: position + 2 + at, node });
    return !node.isTextblock;
  });
  if (block.isTextblock) lines.push({ at: position + 1, node: block });
  return lines;
}

/** {from, to} of the place in the document, or null where the words no longer stand there. */
export function find(doc, { block, words, nth }) {
  let found = null;
  doc.forEach((node, position) => {
    if (found || node.attrs.id !== block) return;
    let left = nth;
    for (const { at, node: line } of linesOf(node, position)) {
      const text = line.textBetween(0, line.content.size, "", "\n");
      for (let from = text.indexOf(words); from >= 0; from = text.indexOf(words, from + words.length)) {
        if (left === 0) found ??= { from: at + from, to: at + from + words.length };
        left -= 1;
      }
    }
  });
  return found;
}

export class Mentions {
  /** `panel`: its element; `url`: asks, `refuseUrl`: refuses; `read()`: the text as the server takes it. */
  constructor({ panel, view, url, refuseUrl, read, words }) {
    Object.assign(this, { panel, view, url, refuseUrl, read, words });
    this.list = panel.querySelector("ul");
    this.status = panel.querySelector("[role=status]");
    this.row = panel.querySelector("template").content;
    this.found = new Map();
    panel.addEventListener("click", (event) => this.pressed(event));
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  async open() {
    this.panel.hidden = false;
    await this.look();
    this.focus();
  }

  close() {
    this.panel.hidden = true;
    this.show([]);
  }

  /** To what is to be done next: the first proposal, or the button that looks again. */
  focus() {
    (this.list.querySelector("[data-confirm]") ?? this.panel.querySelector("[data-again]")).focus();
  }

  async look() {
    this.say(this.words.looking);
    try {
      const answer = await fetch(this.url, { method: "POST", body: this.read() });
      const { found, said } = await answer.json();
      if (answer.ok) this.show(found);
      this.say(answer.ok ? this.counted() : said);
    } catch {
      this.say(this.words.mentions_failed);
    }
  }

  say(words) {
    this.status.textContent = words;
  }

  counted() {
    const count = this.found.size;
    if (!count) return this.words.mentions_none;
    return this.words[count === 1 ? "mentions_one" : "mentions_many"].replace("%d", count);
  }

  show(found) {
    this.found = new Map(found.map((proposal) => [proposal.key, proposal]));
    this.list.replaceChildren(...found.map((proposal) => this.drawn(proposal)));
    this.change((_before, doc) =>
      DecorationSet.create(
        doc,
        found.flatMap(({ key, places }) =>
          places.flatMap((place) => {
            const range = find(doc, place);
            return range ? [Decoration.inline(range.from, range.to, { class: "is-named" }, { key })] : [];
          }),
        ),
      ),
    );
    this.panel.querySelector("[data-all]").hidden = !found.some((proposal) => proposal.sure);
  }

  drawn({ key, kind, choices, places, sure }) {
    const row = this.row.cloneNode(true).firstElementChild;
    row.dataset.key = key;
    row.classList.toggle("is-unsure", !sure);
    row.querySelector("[data-words]").textContent = places[0].words;
    row.querySelector("[data-kind]").textContent = this.words[`kind_${kind}`];
    const select = row.querySelector("select");
    const named = ({ name, told }) => (told ? `${name} · ${told}` : name);
    for (const choice of choices) select.add(new Option(named(choice), choice.id));
    select.setAttribute("aria-label", this.words.which.replace("%s", places[0].words));
    select.hidden = choices.length === 1;
    row.querySelector("[data-only]").textContent = choices.length === 1 ? named(choices[0]) : "";
    const where = row.querySelector("ol");
    for (const [index, place] of places.slice(0, SHOWN).entries()) where.append(this.context(place, index));
    const more = places.length - SHOWN;
    if (more > 0) where.append(Object.assign(document.createElement("li"), { textContent: `+ ${more}` }));
    for (const button of row.querySelectorAll("[data-confirm], [data-refuse]")) {
      button.setAttribute("aria-label", `${button.textContent}: ${places[0].words}, ${named(choices[0])}`);
    }
    return row;
  }

  /** A place as a button that leads there. */
  context({ before, words, after }, index) {
    const item = document.createElement("li");
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.dataset.place = index;
    const strong = document.createElement("strong");
    strong.textContent = words;
    button.append(before, strong, after);
    item.append(button);
    return item;
  }

  pressed(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const row = button.closest("[data-key]");
    const proposal = row && this.found.get(row.dataset.key);
    if ("again" in button.dataset) this.look();
    else if ("all" in button.dataset) this.confirmAll();
    else if ("place" in button.dataset) this.lead(proposal, Number(button.dataset.place));
    else if ("confirm" in button.dataset) this.confirm(proposal, Number(row.querySelector("select").value));
    else if ("refuse" in button.dataset) this.refuse(proposal);
  }

  ranges(key) {
    return mentionsKey.getState(this.view.state).find(undefined, undefined, (spec) => spec.key === key);
  }

  lead({ key }, index) {
    const range = this.ranges(key)[index];
    if (!range) return this.say(this.words.mention_gone);
    const { state } = this.view;
    this.view.focus();
    return this.view.dispatch(
      state.tr.setSelection(TextSelection.create(state.doc, range.from, range.to)).scrollIntoView(),
    );
  }

  /** The change that confirming makes: the id or the address goes into the text. */
  mark(tr, { key, kind, choices }, id) {
    const choice = choices.find((one) => one.id === id) ?? choices[0];
    const ranges = this.ranges(key);
    if (kind === "film") {
      const mark = cite.create({ film: choice.id });
      for (const { from, to } of ranges) tr.removeMark(from, to, cite).addMark(from, to, mark);
    } else {
      for (const { from, to } of ranges.slice(0, 1)) tr.addMark(from, to, a.create({ href: choice.address }));
    }
    return ranges.length > 0;
  }

  confirm(proposal, id) {
    const { tr } = this.view.state;
    const isThere = this.mark(tr, proposal, id);
    if (isThere) this.view.dispatch(tr);
    this.settle([proposal.key]);
    this.say(isThere ? `${this.words.mention_marked} ${this.counted()}` : this.words.mention_gone);
  }

  /** What the finder is sure of, in one step that one undo takes back. */
  confirmAll() {
    const { tr } = this.view.state;
    const sure = [...this.found.values()].filter((proposal) => proposal.sure);
    for (const proposal of sure) this.mark(tr, proposal, proposal.choices[0].id);
    this.view.dispatch(tr);
    this.settle(sure.map((proposal) => proposal.key));
    this.say(`${this.words.mention_marked} ${this.counted()}`);
  }

  async refuse(proposal) {
    const data = this.read();
    data.delete("blocks");
    data.set("key", proposal.key);
    data.set("words", proposal.places[0].words);
    try {
      const answer = await fetch(this.refuseUrl, { method: "POST", body: data });
      if (!answer.ok) throw new Error(String(answer.status));
      this.settle([proposal.key]);
      this.say(`${this.words.mention_refused} ${this.counted()}`);
    } catch {
      this.say(this.words.mentions_failed);
    }
  }

  /** These proposals are done with; the focus goes on to the next. */
  settle(keys) {
    const rows = Array.from(this.list.children);
    const last = rows.findLast((row) => keys.includes(row.dataset.key));
    const next = last && rows.slice(rows.indexOf(last)).find((row) => !keys.includes(row.dataset.key));
    for (const row of rows) if (keys.includes(row.dataset.key)) row.remove();
    for (const key of keys) this.found.delete(key);
    this.change((before) => before.remove(before.find(undefined, undefined, (spec) => keys.includes(spec.key))));
    this.panel.querySelector("[data-all]").hidden = ![...this.found.values()].some((proposal) => proposal.sure);
    if (next) next.querySelector("[data-confirm]").focus();
    else this.focus();
  }

  change(made) {
    this.view.dispatch(this.view.state.tr.setMeta(mentionsKey, made).setMeta("addToHistory", false));
  }
}
