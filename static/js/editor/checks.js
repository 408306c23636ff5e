/* What the copy desk finds in the text as it stands now (journal/desk/checking.py), beside the text. Nothing here waits
   for anything while somebody writes: the server is asked after a pause, one question at a time. */
import { NodeSelection, Selection, TextSelection } from "../vendor/prosemirror.js";
import { blockOfId, rangeInField, rangeOf } from "./places.js";

const PAUSE = 1200; // milliseconds without a change before the server is asked
const NARROW = matchMedia("(max-width: 64rem)"); // one column: the panel is a fold at the foot of the window
const ROWS = { byline: "bylines", translator: "bylines", films: "mentions", people: "mentions", rating: "review" };
const WATCHED = /^(headline|dek|picture|lang|participants-.*)$/;

let count = 0;

export class Checks {
  /** `panel`: its element; `url` asks, `standUrl` lets a finding stand; `read()`: the text as the server takes it. */
  constructor({ panel, view, form, url, standUrl, read, words }) {
    Object.assign(this, { panel, view, form, url, standUrl, read, words, rows: new Map(), isAsking: false, isStale: false });
    this.part = (name) => panel.querySelector(`[data-${name}]`);
    this.list = panel.querySelector("ol");
    this.row = panel.querySelector("template").content;
    panel.classList.add("is-live");
    this.part("plain").hidden = true;
    this.part("fold").hidden = false;
    this.open(!NARROW.matches);
    NARROW.addEventListener("change", () => this.open(!NARROW.matches));
    this.part("fold").addEventListener("click", () => this.open(!this.isOpen));
    panel.addEventListener("click", (event) => this.pressed(event));
    panel.addEventListener("keydown", (event) => this.key(event));
    // What is typed here belongs to no piece.
    for (const name of ["input", "change"]) panel.addEventListener(name, (event) => event.stopPropagation());
    for (const name of ["input", "change"]) {
      form.addEventListener(name, ({ target }) => WATCHED.test(target.name ?? "") && this.changed());
    }
    this.ask();
  }

  get isOpen() {
    return this.part("fold").getAttribute("aria-expanded") === "true";
  }

  open(isOpen) {
    this.part("fold").setAttribute("aria-expanded", String(isOpen));
    this.part("body").hidden = !isOpen;
  }

  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    if (this.isAsking) {
      this.isStale = true;
      return;
    }
    this.isAsking = true;
    this.isStale = false;
    try {
      const answer = await fetch(this.url, { method: "POST", body: this.read() });
      const found = await answer.json();
      if (answer.ok) this.show(found);
      else this.say(found.said);
    } catch {
      this.say(this.words.checks_failed);
    } finally {
      this.isAsking = false;
      if (this.isStale) this.ask();
    }
  }

  /** Said aloud as well, so only when it is new. */
  say(words) {
    const status = this.part("count-said");
    if (status.textContent !== words) status.textContent = words;
  }

  show({ found, more, blocking, waived }) {
    const count = found.length + more;
    const number = this.part("number");
    number.textContent = count || "";
    number.classList.toggle("is-grave", blocking > 0);
    this.say(this.counted(count, blocking));
    const rest = [more && this.words.checks_more.replace("%d", more), waived && this.words.checks_waived.replace("%d", waived)];
    this.part("rest").textContent = rest.filter(Boolean).join(" ");
    this.draw(found);
  }

  counted(count, blocking) {
    if (!count) return this.words.checks_none;
    const said = this.words[count === 1 ? "checks_one" : "checks_many"].replace("%d", count);
    if (!blocking) return said;
    return `${said} ${this.words[blocking === 1 ? "checks_blocking_one" : "checks_blocking_many"].replace("%d", blocking)}`;
  }

  /** Rows that are there stay where they are, with the focus and with a reason that is being typed. */
  draw(found) {
    const seen = new Map();
    const rows = found.map((finding) => {
      const nth = (seen.get(finding.fingerprint) ?? 0) + 1;
      seen.set(finding.fingerprint, nth);
      const key = `${finding.fingerprint} ${nth}`;
      return [key, this.fill(this.rows.get(key) ?? this.row.cloneNode(true).firstElementChild, finding)];
    });
    const kept = new Map(rows);
    const focused = document.activeElement.closest("li");
    const lost = this.list.contains(focused) && !rows.some(([, row]) => row === focused);
    const at = lost ? Array.from(this.list.children).indexOf(focused) : -1;
    for (const [key, row] of this.rows) if (!kept.has(key)) row.remove();
    rows.forEach(([, row], index) => {
      if (this.list.children[index] !== row) this.list.insertBefore(row, this.list.children[index] ?? null);
    });
    this.rows = kept;
    if (lost) this.focus(at);
  }

  fill(row, finding) {
    const told = JSON.stringify(finding);
    if (row.dataset.told === told) return row;
    const part = (name) => row.querySelector(`[data-${name}]`);
    row.dataset.told = told;
    row.finding = finding;
    row.className = `editor-finding is-${finding.severity}`;
    part("said").textContent = finding.said;
    part("todo").textContent = finding.todo;
    part("before").textContent = finding.before;
    part("excerpt").textContent = finding.excerpt;
    part("after").textContent = finding.after;
    part("words").hidden = !finding.excerpt || !finding.block;
    part("write").hidden = !finding.suggestion || !finding.block;
    part("write").textContent = this.words.write_instead.replace("%s", finding.suggestion);
    part("stand").hidden = !finding.may_stand;
    part("said").id ||= `finding-${(count += 1)}`;
    part("stand").setAttribute("aria-describedby", part("said").id);
    part("verbs").hidden = part("write").hidden && part("stand").hidden;
    return row;
  }

  /** To the finding at this place, or to the heading where none is left. */
  focus(at) {
    const rows = this.list.querySelectorAll("[data-lead]");
    (rows[Math.min(at, rows.length - 1)] ?? this.part("fold")).focus();
  }

  pressed(event) {
    const button = event.target.closest("li button");
    if (!button) return;
    const row = button.closest("li");
    if ("lead" in button.dataset) this.lead(row.finding);
    else if ("write" in button.dataset) this.write(row.finding);
    else if ("stand" in button.dataset) this.explain(row, row.querySelector("[data-why]").hidden);
    else if ("keep" in button.dataset) this.letStand(row);
    else if ("cancel" in button.dataset) this.explain(row, false);
  }

  key(event) {
    const row = event.target.closest("li");
    const isReason = event.target.matches("input");
    if (event.key === "Enter" && isReason) {
      event.preventDefault(); // else the piece would be saved
      this.letStand(row);
    } else if (event.key === "Escape") {
      if (row && !row.querySelector("[data-why]").hidden) this.explain(row, false);
      else if (NARROW.matches && this.isOpen) {
        this.open(false);
        this.part("fold").focus();
      } else return;
      event.stopPropagation();
    }
  }

  explain(row, isOpen) {
    row.querySelector("[data-why]").hidden = !isOpen;
    row.querySelector("[data-stand]").setAttribute("aria-expanded", String(isOpen));
    row.querySelector("[data-trouble]").textContent = "";
    row.querySelector(isOpen ? "input" : "[data-stand]").focus();
  }

  async letStand(row) {
    const trouble = row.querySelector("[data-trouble]");
    const input = row.querySelector("input");
    if (!input.value.trim()) {
      trouble.textContent = this.words.why_it_stands;
      input.focus();
      return;
    }
    const data = this.read();
    data.set("fingerprint", row.finding.fingerprint);
    data.set("reason", input.value);
    try {
      const answer = await fetch(this.standUrl, { method: "POST", body: data });
      if (!answer.ok) {
        trouble.textContent = (await answer.json()).said;
        return;
      }
      this.ask();
    } catch {
      trouble.textContent = this.words.checks_failed;
    }
  }

  /** To the words that are meant, selected; where they are gone, to their passage. */
  lead(finding) {
    if (NARROW.matches) this.open(false);
    if (!finding.block) return this.leadToField(finding);
    const { state } = this.view;
    const range = rangeOf(state.doc, finding);
    const block = blockOfId(state.doc, finding.block);
    if (!block) {
      this.say(this.words.checks_gone);
      this.ask();
      return null;
    }
    this.view.focus();
    this.view.dispatch(state.tr.setSelection(range ? between(state.doc, range) : placeOf(state.doc, block)));
    if (!range) return this.view.nodeDOM(block.position).scrollIntoView({ block: "center" });
    // The words and not their paragraph, which may be higher than the window.
    const { top } = this.view.coordsAtPos(range.from);
    return window.scrollBy({ top: top - innerHeight / 2, behavior: "instant" });
  }

  /** What stands in no passage stands in a field, or in rows beside the text. */
  leadToField(finding) {
    const { elements } = this.form;
    const field = elements.namedItem(finding.field) ?? rowsOf(finding.field) ?? elements.namedItem("headline");
    const fold = field.closest("details");
    if (fold) fold.open = true;
    // A field that is looked up in is drawn beside its own, hidden one.
    (field.parentElement.querySelector(`[aria-labelledby*="${field.id}"][role="combobox"]`) ?? field).focus();
    if (!finding.excerpt || !field.setSelectionRange) return field.scrollIntoView({ block: "center" });
    const { from, to } = rangeInField(field.value, finding);
    field.setSelectionRange(from, to);
    return field.scrollIntoView({ block: "center" });
  }

  /** Puts what is proposed in the place of what was found; one undo takes it back. */
  write(finding) {
    const { state } = this.view;
    const range = rangeOf(state.doc, finding);
    if (!range) return this.lead(finding);
    this.view.dispatch(state.tr.insertText(finding.suggestion, range.from, range.to));
    return this.lead({ ...finding, excerpt: finding.suggestion });
  }
}

/** The first field of the rows that a finding is about: those that stand, then whatever adds one. */
function rowsOf(name) {
  const group = document.getElementById(`${ROWS[name] ?? name}-group`);
  const fields = group?.querySelectorAll("input:not([type=hidden]), select, .add-row a") ?? [];
  return Array.from(fields).find((field) => !field.closest(".empty-form"));
}

const between = (doc, { from, to }) => TextSelection.create(doc, from, to);

/** The caret at the start of a block; a block without words as a whole. */
function placeOf(doc, { node, position }) {
  return node.isAtom ? NodeSelection.create(doc, position) : Selection.near(doc.resolve(position + 1));
}
