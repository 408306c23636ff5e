/* The writing surface. It takes the place of the plain-text area whose widget it stands in; where anything here fails,
   the area is still there. What it holds is posted as JSON beside the area (see journal/desk/editor.py). */
import {
  EditorState,
  EditorView,
  Selection,
  dropCursor,
  gapCursor,
  history,
  baseKeymap,
  keymap,
} from "../vendor/prosemirror.js";
import { readDocument, writeDocument } from "./blocks.js";
import { Checks } from "./checks.js";
import * as commands from "./commands.js";
import { showCounts } from "./counts.js";
import { Handle } from "./handle.js";
import { ids, idsKey } from "./ids.js";
import { keys } from "./keys.js";
import { Mentions, mentionMarks } from "./mentions.js";
import { leadPicture } from "./lead-picture.js";
import { Menu } from "./menu.js";
import { insertions, types } from "./offers.js";
import { orderRows } from "./order.js";
import { pasting } from "./paste.js";
import { Pictures, filmsOf } from "./pictures.js";
import { Preview } from "./preview.js";
import { replacing } from "./replace.js";
import { typing } from "./rules.js";
import { schema } from "./schema.js";
import { slash } from "./slash.js";
import { Speakers, blockAt, speak } from "./speakers.js";
import { Toolbar } from "./toolbar.js";
import { nodeViews, placeholder, pullQuoteWatch } from "./views.js";

const IDLE = 300; // milliseconds without a key before words are counted

const { paragraph, heading, list, turn } = schema.nodes;

class Surface {
  constructor(root, config) {
    this.root = root;
    this.area = root.querySelector("textarea");
    this.posted = root.querySelector("input[data-blocks]");
    this.form = this.area.form;
    Object.assign(this, { words: config.words, urls: config.urls, pictures: config.pictures });
    this.turns = new Set();
    this.released = false;
    this.speakers = new Speakers(config.speakers, this.form);
    this.build();
    this.start(config);
  }

  /** The parts of the page that the template keeps for us; dialogs hold forms, so they go outside the desk's own. */
  build() {
    const parts = this.root.querySelector("template").content.cloneNode(true);
    this.dialogs = {};
    for (const dialog of parts.querySelectorAll("dialog")) {
      this.dialogs[dialog.dataset.dialog] = dialog;
      document.body.append(dialog);
    }
    this.root.append(parts);
    this.part = (name) => this.root.querySelector(`[data-part="${name}"]`);
  }

  start({ blocks, lang: usual, label, errors }) {
    this.kept = new Set(blocks.flatMap((block) => [block.id, ...(block.was ?? [])]));
    const doc = readDocument(blocks);
    const lang = this.form.elements.namedItem("lang")?.value || usual;
    const state = EditorState.create({ doc, plugins: this.plugins(lang.startsWith("en")) });
    const attributes = {
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": label,
      "aria-describedby": `${errors} ${this.part("hint").id}`.trim(),
      "aria-invalid": String(Boolean(errors)),
      spellcheck: "true",
      tabindex: "0",
      lang,
    };
    this.view = new EditorView(this.part("sheet"), {
      state,
      attributes,
      nodeViews: nodeViews(this),
      dispatchTransaction: (tr) => this.dispatch(tr),
      handleDOMEvents: { focus: () => void (this.released = false), mousedown: () => void (this.released = false) },
    });
    this.menu = new Menu(this.part("desk"), this.view);
    this.toolbar = new Toolbar(this.part("bar"), this);
    this.handle = new Handle({
      button: this.part("handle"),
      line: this.part("line"),
      desk: this.part("desk"),
      view: this.view,
      menu: this.menu,
      scroller: () => this.scroller(),
      words: this.words,
      moved: () => void (this.part("said").textContent = this.words.moved),
    });
    this.counts = [this.part("count"), document.getElementById("desk-count")].filter(Boolean);
    this.counts[0].classList.toggle("is-double", this.counts.length > 1);
    const films = () => filmsOf(this.view.state.doc, this.form);
    this.chooser = new Pictures({ dialog: this.dialogs.picture, url: this.urls.pictures, form: this.form, films, words: this.words });
    leadPicture(this.form, this.chooser, this.words);
    this.join();
    this.check();
    this.shown();
    showCounts(this.counts, doc, this.words);
  }

  plugins(english) {
    return [
      typing(this.speakers, english),
      slash(() => this.menu, () => insertions(this), this.words.insert),
      replacing(() => this.part("replace"), this.words),
      keymap(keys(this)),
      keymap(baseKeymap),
      pasting(this.speakers),
      ids(this.kept),
      history(),
      dropCursor({ class: "editor-drop", color: false }),
      gapCursor(),
      pullQuoteWatch(),
      mentionMarks(),
      placeholder(this.words),
    ];
  }

  /** From here on the form posts what the surface holds. */
  join() {
    this.area.disabled = true;
    this.posted.disabled = false;
    this.form.addEventListener("formdata", (event) => event.formData.set(this.posted.name, this.json()));
    this.form.addEventListener("input", (event) => {
      if (event.target.name?.startsWith("participants-")) this.meet();
    });
    this.form.addEventListener("change", (event) => {
      if (event.target.name?.startsWith("participants-")) this.meet();
    });
    orderRows(this.form, () => this.meet());
    for (const name of ["preview", "mentions"]) {
      for (const button of this.root.querySelectorAll(`[data-do="${name}"]`)) button.hidden = !this.urls[name];
    }
    this.part("mentions").addEventListener("click", (event) => {
      if (event.target.closest("[data-do]")) this.toggleMentions();
    });
    for (const label of document.querySelectorAll(`label[for="${this.area.id}"]`)) {
      label.addEventListener("click", () => this.view.focus());
    }
    this.part("more").addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.press("insert", this.part("more"));
    });
    // The preview covers the page: whoever goes on by Tab closes it, so that no field has the focus behind it.
    document.addEventListener("focusin", ({ target }) => {
      if (this.isOn("preview") && !this.root.contains(target) && !target.closest("dialog")) this.togglePreview(false);
    });
    this.root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.escape();
    });
    window.addEventListener("resize", () => {
      this.handle.block = null;
      this.shown();
    });
    this.root.classList.add("is-ready");
  }

  /** What the copy desk finds, beside the text; a form without that column has no such part. */
  check() {
    const panel = this.form.querySelector("[data-checks]");
    const { view, form, words, urls } = this;
    if (!panel || !urls.checks) return;
    this.checks = new Checks({ panel, view, form, words, url: urls.checks, standUrl: urls.stand, read: () => this.draft() });
  }

  /** Participants were named or renamed. */
  meet() {
    this.speakers.refresh();
    for (const view of this.turns) view.paint();
    this.shown();
  }

  json() {
    const { saved } = idsKey.getState(this.view.state);
    const blocks = writeDocument(this.view.state.doc, this.kept);
    // What has been posted may have been kept by the server: from now on merging must remember these ids.
    for (const block of blocks) saved.add(block.id);
    return JSON.stringify(blocks);
  }

  dispatch(tr) {
    const before = this.view.state;
    const state = before.apply(tr);
    this.view.updateState(state);
    if (!state.doc.eq(before.doc)) this.changed();
    if (tr.docChanged || !state.selection.eq(before.selection)) {
      if (tr.docChanged) this.released = false;
      this.shown();
    }
  }

  changed() {
    this.posted.dispatchEvent(new Event("input", { bubbles: true }));
    this.preview?.changed();
    this.checks?.changed();
    clearTimeout(this.counting);
    this.counting = setTimeout(() => showCounts(this.counts, this.view.state.doc, this.words), IDLE);
  }

  /** What the toolbar, the button in the margin and the screen reader say about the place of the caret. */
  shown() {
    const { selection } = this.view.state;
    const node = blockAt(selection.$from)?.node ?? selection.node;
    if (!node) return;
    const name = this.nameOf(node);
    this.toolbar.show(node.type === turn ? `${this.words.turn} ${node.attrs.by}` : name);
    if (name !== this.said) {
      this.said = name;
      this.part("said").textContent = name;
    }
    this.standBeside(node);
  }

  /** What the text scrolls in, and the edges of what is seen of it. */
  scroller() {
    const desk = this.part("desk");
    const bar = this.part("bar").getBoundingClientRect();
    if (!this.isOn("preview")) return { target: window, top: bar.bottom, bottom: innerHeight };
    const { top, bottom } = desk.getBoundingClientRect();
    return { target: desk, top, bottom };
  }

  standBeside(node) {
    const { $from, from } = this.view.state.selection;
    const block = this.view.nodeDOM($from.depth ? $from.before(1) : from);
    // Asking where it stands makes the browser lay out the page: not at every key.
    if (block?.dataset?.block && block !== this.handle.block && this.view.hasFocus()) this.handle.standBeside(block);
    const isEmpty = node.type === paragraph && !node.textContent && this.view.hasFocus();
    const more = this.part("more");
    if (more.hidden === isEmpty) more.hidden = !isEmpty;
    if (!isEmpty) return;
    const at = this.view.coordsAtPos(this.view.state.selection.from);
    more.style.top = `${at.top - this.part("desk").getBoundingClientRect().top}px`;
  }

  nameOf(node) {
    if (node.type === turn) return this.words.turn_of.replace("%s", this.speakers.name(node.attrs.by));
    if (node.type === heading) return this.words[node.attrs.level === 2 ? "heading" : "subheading"];
    if (node.type === list) return this.words[node.attrs.ordered ? "numbers" : "list"];
    return this.words[node.type.name] ?? node.type.name;
  }

  // -- what can be done ------------------------------------------------------------------------------------------------

  run(command) {
    command(this.view.state, this.view.dispatch, this.view);
    this.view.focus();
  }

  press(name, button) {
    const at = () => button.getBoundingClientRect();
    if (["em", "strong", "bracket"].includes(name)) this.run(commands.toggle(name));
    else if (name === "type") this.list(types(this), at(), this.words.block);
    else if (name === "insert") this.list(insertions(this), at(), this.words.insert);
    else this.open(name);
  }

  isOn(name) {
    if (name === "preview") return this.root.classList.contains("has-preview");
    if (name === "mentions") return Boolean(this.mentions?.isOpen);
    const { from, to, empty, $from } = this.view.state.selection;
    const type = schema.marks[name];
    if (empty) return Boolean(type.isInSet(this.view.state.storedMarks || $from.marks()));
    return this.view.state.doc.rangeHasMark(from, to, type);
  }

  list(items, at, label) {
    const now = this.toolbar.type.textContent;
    const chosen = Math.max(0, items.findIndex((item) => item.name === now));
    this.view.focus();
    this.menu.open({ items, at, label, chosen });
  }

  /** Opens what has a name: a dialog, the preview, the toolbar. */
  open(name) {
    const { view, dialogs, urls, words } = this;
    if (name === "film") commands.askForFilm(view, dialogs.film, urls.films);
    else if (name === "link") commands.askForLink(view, dialogs.link, words);
    else if (name === "embed") commands.askForEmbed(view, dialogs.embed, words);
    else if (name === "picture") commands.askForPicture(view, this.chooser, this.pictures);
    else if (name === "help") this.help();
    else if (name === "preview") this.togglePreview();
    else if (name === "mentions") this.toggleMentions();
    else if (name === "replace") view.replacing.open();
    else if (name === "toolbar") this.toolbar.focus();
  }

  help() {
    const { help } = this.dialogs;
    help.querySelector("[data-cancel]").onclick = () => help.close();
    help.onclose = () => this.view.focus();
    help.showModal();
  }

  escape() {
    if (this.menu.close()) return true;
    if (this.isOn("preview")) this.togglePreview();
    else if (this.isOn("mentions")) this.toggleMentions();
    else return false;
    return true;
  }

  toggleMentions() {
    if (!this.urls.mentions) return;
    this.mentions ??= new Mentions({
      panel: this.part("mentions"),
      view: this.view,
      url: this.urls.mentions,
      refuseUrl: this.urls.refuse,
      read: () => this.draft(),
      words: this.words,
    });
    if (this.mentions.isOpen) {
      this.mentions.close();
      this.view.focus();
    } else this.mentions.open();
    this.shown();
  }

  togglePreview(takesFocus = true) {
    if (!this.urls.preview) return;
    const isOpen = this.root.classList.toggle("has-preview");
    document.body.classList.toggle("is-writing", isOpen);
    this.preview ??= new Preview({
      panel: this.part("preview"),
      url: this.urls.preview,
      read: () => this.draft(),
      scroller: this.part("desk"),
      words: this.words,
    });
    if (isOpen) this.preview.open();
    else this.preview.close();
    this.handle.block = null;
    this.shown();
    if (!takesFocus) return;
    this.view.focus();
    this.view.dispatch(this.view.state.tr.scrollIntoView());
  }

  /** What the preview, the checks and the search for names are made from. */
  draft() {
    const data = new FormData();
    for (const name of ["csrfmiddlewaretoken", "headline", "dek", "kind"]) {
      data.set(name, this.form.elements.namedItem(name)?.value ?? "");
    }
    const picture = this.form.elements.namedItem("picture");
    if (picture) data.set("picture", picture.value);
    data.set("voices", JSON.stringify([...this.speakers.known.values()]));
    data.set("blocks", this.json());
    return data;
  }

  openSpeakers(view, position, at) {
    const labels = this.speakers.labels(view.state.doc);
    const by = view.state.doc.nodeAt(position).attrs.by;
    view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(position + 1))));
    const items = labels.map((label) => ({
      name: label,
      hint: this.speakers.name(label) === label ? "" : this.speakers.name(label),
      run: () => this.run(speak(label)),
    }));
    view.focus();
    this.menu.open({ items, at, label: this.words.change_speaker, chosen: labels.indexOf(by) });
  }
}

/** The words stand in the page once, in the area; the blocks that they are made of are fetched. */
async function begin(root) {
  const config = JSON.parse(root.querySelector("script[type='application/json']").textContent);
  const area = root.querySelector("textarea");
  if (!config.blocks) {
    area.readOnly = true; // what is typed now would be lost
    try {
      const answer = await fetch(config.urls.text, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      ({ blocks: config.blocks } = await answer.json());
    } catch {
      root.querySelector("[data-trouble]").textContent = config.words.unreachable;
      return;
    } finally {
      area.readOnly = false;
    }
  }
  new Surface(root, config);
}

for (const root of document.querySelectorAll("[data-editor]")) begin(root);
