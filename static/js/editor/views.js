/* How blocks show themselves while one writes: the speaker's chip beside a turn, the picture above its caption, a pull
   quote that says whether its words still stand in the text. */
import { DOMSerializer, Decoration, DecorationSet, Plugin } from "../vendor/prosemirror.js";
import { plainLine, readLine } from "./markup.js";
import { schema } from "./schema.js";

function element(tag, className, attrs = {}) {
  const made = document.createElement(tag);
  made.className = className;
  for (const [name, value] of Object.entries(attrs)) made.setAttribute(name, value);
  return made;
}

/** Node views by type. `surface` has `speakers`, `pictures`, `words`, `openSpeakers(view, position, rectangle)`. */
export function nodeViews(surface) {
  return {
    turn: (node, view, position) => new TurnView(node, view, position, surface),
    picture: (node) => new PictureView(node, surface),
    pullquote: (node) => new PullQuoteView(node, surface),
    embed: (node) => new EmbedView(node),
  };
}

function mark(dom, node) {
  dom.dataset.id = node.attrs.id ?? "";
  dom.dataset.block = node.type.name;
}

class TurnView {
  constructor(node, view, position, surface) {
    this.surface = surface;
    this.dom = element("div", "turn", { role: "group" });
    this.chip = element("button", "speaker", { type: "button", tabindex: "-1", contenteditable: "false" });
    this.contentDOM = element("div", "spoken");
    this.dom.append(this.chip, this.contentDOM);
    this.chip.addEventListener("mousedown", (event) => {
      event.preventDefault();
      surface.openSpeakers(view, position(), this.chip.getBoundingClientRect());
    });
    surface.turns.add(this);
    this.update(node);
  }

  update(node) {
    if (node.type !== schema.nodes.turn) return false;
    this.node = node;
    this.paint();
    return true;
  }

  paint() {
    const { speakers, words } = this.surface;
    const { by, lang, spoiler } = this.node.attrs;
    const name = speakers.name(by);
    mark(this.dom, this.node);
    this.dom.classList.toggle("is-asking", speakers.isAsking(by));
    this.dom.classList.toggle("is-spoiler", spoiler);
    this.dom.classList.toggle("is-unknown", speakers.known.size > 0 && !speakers.known.has(by));
    const said = words.turn_of.replace("%s", name);
    this.dom.setAttribute("aria-label", name === by ? said : `${said} (${by})`);
    if (lang) this.dom.lang = lang;
    else this.dom.removeAttribute("lang");
    this.chip.textContent = by;
    this.chip.title = name === by ? words.change_speaker : `${name}. ${words.change_speaker}`;
    // The visible words begin the name: whoever steers by voice says what stands there.
    this.chip.setAttribute("aria-label", `${by}. ${this.chip.title}`);
  }

  stopEvent(event) {
    return this.chip.contains(event.target);
  }

  ignoreMutation(record) {
    return record.type !== "selection" && !this.contentDOM.contains(record.target);
  }

  destroy() {
    this.surface.turns.delete(this);
  }
}

class PictureView {
  constructor(node, surface) {
    this.surface = surface;
    this.dom = element("figure", "picture");
    this.shown = element("div", "shown", { contenteditable: "false" });
    this.contentDOM = element("figcaption", "", { "data-empty": surface.words.caption });
    this.dom.append(this.shown, this.contentDOM);
    this.update(node);
  }

  update(node) {
    if (node.type !== schema.nodes.picture) return false;
    mark(this.dom, node);
    this.contentDOM.classList.toggle("is-empty", !node.content.size);
    if (node.attrs.picture === this.picture) return true;
    this.picture = node.attrs.picture;
    const known = this.surface.pictures[this.picture];
    this.shown.replaceChildren();
    if (known?.src) {
      const image = element("img", "", { src: known.src, alt: known.label });
      this.shown.append(image);
    } else {
      this.shown.textContent = known ? known.label : this.surface.words.picture_missing;
    }
    return true;
  }

  ignoreMutation(record) {
    return record.type !== "selection" && !this.contentDOM.contains(record.target);
  }
}

class PullQuoteView {
  constructor(node, surface) {
    this.surface = surface;
    this.dom = element("figure", "pullquote");
    this.quoted = element("blockquote", "");
    this.remark = element("figcaption", "");
    this.dom.append(this.quoted, this.remark);
    this.update(node, []);
  }

  update(node, decorations) {
    if (node.type !== schema.nodes.pullquote) return false;
    mark(this.dom, node);
    const serializer = DOMSerializer.fromSchema(schema);
    this.quoted.replaceChildren(serializer.serializeFragment(readLine(node.attrs.text)));
    const stale = decorations.some((one) => one.spec.stale);
    this.remark.textContent = stale ? this.surface.words.pull_quote_stale : this.surface.words.pull_quote;
    return true;
  }
}

class EmbedView {
  constructor(node) {
    this.dom = element("div", "embed");
    mark(this.dom, node);
    this.dom.textContent = node.attrs.title || node.attrs.url;
    this.dom.title = node.attrs.url;
  }
}

/** Marks pull quotes whose words no longer stand in the passage that they are taken from. */
export function pullQuoteWatch() {
  const { pullquote } = schema.nodes;
  const find = (doc) => {
    const blocks = doc.content.content;
    if (!blocks.some((node) => node.type === pullquote)) return DecorationSet.empty;
    const sources = new Map(blocks.flatMap((node) => [node.attrs.id, ...node.attrs.was].map((id) => [id, node])));
    const found = [];
    doc.forEach((node, position) => {
      if (node.type !== pullquote || holds(sources.get(node.attrs.of), node.attrs.text)) return;
      found.push(Decoration.node(position, position + node.nodeSize, { class: "is-stale" }, { stale: true }));
    });
    return DecorationSet.create(doc, found);
  };
  const plugin = new Plugin({
    state: { init: (_config, state) => find(state.doc), apply: (tr, value) => (tr.docChanged ? find(tr.doc) : value) },
    props: { decorations: (state) => plugin.getState(state) },
  });
  return plugin;
}

function holds(source, markup) {
  if (!source) return false;
  const squeezed = (words) => words.split(/\s+/).filter(Boolean).join(" ");
  return squeezed(spokenWords(source)).includes(squeezed(plainLine(markup)));
}

function spokenWords(node) {
  const { bracket } = schema.marks;
  let words = "";
  node.descendants((child, position, parent) => {
    if (child.isText) words += bracket.isInSet(child.marks) ? `[${child.text}]` : child.text;
    else if (child.type.name !== "original") words += " ";
    return child.type.name !== "original";
  });
  return words;
}

/** An empty document says what can be done with it. */
export function placeholder(words) {
  return new Plugin({
    props: {
      attributes: (state) => {
        const { doc } = state;
        const isEmpty = doc.childCount === 1 && !doc.textContent && doc.firstChild.type.name === "paragraph";
        return isEmpty ? { class: "is-empty", "data-empty": words.placeholder } : {};
      },
    },
  });
}
