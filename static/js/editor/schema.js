/* The document as the writing surface knows it. Every node at the top is one block of the stored JSON, with its id and
   what it swallowed as attributes; `p`, `item`, `source` and `original` are parts of a block and have none. */
import { Schema } from "../vendor/prosemirror.js";
import { safeHref } from "./addresses.js";

const ID = /^[0-9a-hjkmnp-tv-z]{8}$/;

/* Attributes that every block has, and how they travel through the clipboard. */
const common = { id: { default: null }, was: { default: [] } };

function commonDom(node, more = {}) {
  const attrs = { "data-block": node.type.name, "data-id": node.attrs.id, ...more };
  if (node.attrs.was.length) attrs["data-was"] = node.attrs.was.join(" ");
  if (node.attrs.lang) attrs.lang = node.attrs.lang;
  if (node.attrs.spoiler) attrs["data-spoiler"] = "";
  return attrs;
}

function commonAttrs(dom) {
  const id = dom.getAttribute("data-id");
  const was = (dom.getAttribute("data-was") || "").split(" ").filter((old) => ID.test(old));
  return { id: ID.test(id) ? id : null, was };
}

function spoken(dom) {
  return { lang: dom.getAttribute("lang") || "", spoiler: dom.hasAttribute("data-spoiler") };
}

function rule(name, tag, attrs = () => ({}), more = {}) {
  const getAttrs = (dom) => {
    const own = attrs(dom);
    return own ? { ...commonAttrs(dom), ...own } : false; // false alone means that the rule does not match
  };
  return { tag: `${tag}[data-block=${name}]`, getAttrs, ...more };
}

function record(dom, name) {
  const number = Number(dom.getAttribute(name));
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}

function time(dom) {
  const found = /^(\d{1,15})-(\d{1,15})$/.exec(dom.getAttribute("data-t") || "");
  return found ? [Number(found[1]), Number(found[2])] : null;
}

const nodes = {
  doc: { content: "block+" },
  paragraph: {
    group: "block",
    content: "p+",
    attrs: { ...common, lang: { default: "" }, spoiler: { default: false } },
    toDOM: (node) => ["div", commonDom(node), 0],
    parseDOM: [rule("paragraph", "div", spoken)],
  },
  heading: {
    group: "block",
    content: "inline*",
    defining: true,
    attrs: { ...common, level: { default: 2 } },
    toDOM: (node) => [`h${node.attrs.level}`, commonDom(node), 0],
    parseDOM: [rule("heading", "h2", () => ({ level: 2 })), rule("heading", "h3", () => ({ level: 3 }))],
  },
  quote: {
    group: "block",
    content: "p+ source?",
    defining: true,
    attrs: common,
    toDOM: (node) => ["blockquote", commonDom(node), 0],
    parseDOM: [rule("quote", "blockquote")],
  },
  list: {
    group: "block",
    content: "item+",
    attrs: { ...common, ordered: { default: false } },
    toDOM: (node) => [node.attrs.ordered ? "ol" : "ul", commonDom(node), 0],
    parseDOM: [rule("list", "ul", () => ({ ordered: false })), rule("list", "ol", () => ({ ordered: true }))],
  },
  picture: {
    group: "block",
    content: "inline*",
    isolating: true,
    attrs: { ...common, picture: {} },
    toDOM: (node) => ["figure", commonDom(node, { "data-picture": node.attrs.picture }), 0],
    parseDOM: [
      rule("picture", "figure", (dom) => {
        const picture = record(dom, "data-picture");
        return picture && { picture };
      }),
    ],
  },
  rule: {
    group: "block",
    attrs: common,
    toDOM: (node) => ["div", commonDom(node, { class: "rule" }), ["hr"]],
    parseDOM: [rule("rule", "div")],
  },
  note: {
    group: "block",
    content: "p+",
    defining: true,
    attrs: common,
    toDOM: (node) => ["aside", commonDom(node), 0],
    parseDOM: [rule("note", "aside")],
  },
  embed: {
    group: "block",
    atom: true,
    attrs: { ...common, url: {}, title: { default: "" } },
    toDOM: (node) => [
      "div",
      commonDom(node, { "data-url": node.attrs.url, "data-title": node.attrs.title }),
      node.attrs.title || node.attrs.url,
    ],
    parseDOM: [
      rule("embed", "div", (dom) => {
        const url = safeHref(dom.getAttribute("data-url") || "");
        return url && /^https?:/.test(url) && { url, title: dom.getAttribute("data-title") || "" };
      }),
    ],
  },
  turn: {
    group: "block",
    content: "p+ original?",
    defining: true,
    attrs: { ...common, by: {}, t: { default: null }, lang: { default: "" }, spoiler: { default: false } },
    toDOM: (node) => {
      const more = { "data-by": node.attrs.by };
      if (node.attrs.t) more["data-t"] = node.attrs.t.join("-");
      return ["div", commonDom(node, more), 0];
    },
    parseDOM: [
      rule("turn", "div", (dom) => {
        const by = (dom.getAttribute("data-by") || "").trim().slice(0, 100);
        return by && { by, t: time(dom), ...spoken(dom) };
      }),
    ],
  },
  direction: {
    group: "block",
    content: "inline*",
    defining: true,
    attrs: common,
    toDOM: (node) => ["div", commonDom(node), 0],
    parseDOM: [rule("direction", "div")],
  },
  pullquote: {
    group: "block",
    atom: true,
    attrs: { ...common, of: {}, text: {} },
    toDOM: (node) => ["div", commonDom(node, { "data-of": node.attrs.of, "data-text": node.attrs.text })],
    parseDOM: [
      rule("pullquote", "div", (dom) => {
        const of = dom.getAttribute("data-of");
        return ID.test(of) && { of, text: dom.getAttribute("data-text") || "" };
      }),
    ],
  },
  p: { content: "inline*", toDOM: () => ["p", 0], parseDOM: [{ tag: "p" }] },
  item: { content: "inline*", toDOM: () => ["li", 0], parseDOM: [{ tag: "li" }] },
  source: { content: "inline*", toDOM: () => ["footer", 0], parseDOM: [{ tag: "footer" }] },
  original: {
    content: "p+",
    attrs: { lang: {} },
    toDOM: (node) => ["div", { class: "original", lang: node.attrs.lang }, 0],
    parseDOM: [{ tag: "div.original", getAttrs: (dom) => (dom.lang ? { lang: dom.lang } : false) }],
  },
  text: { group: "inline" },
  br: {
    group: "inline",
    inline: true,
    selectable: false,
    linebreakReplacement: true,
    toDOM: () => ["br"],
    parseDOM: [{ tag: "br" }],
  },
};

/* The order is the order of nesting in the stored markup, outermost first. A stage direction inside a line is a mark
   called `bracket`, because `direction` is the block. */
const marks = {
  bracket: {
    toDOM: () => ["i", { class: "direction" }, 0],
    parseDOM: [{ tag: "i.direction", priority: 60 }],
  },
  a: {
    attrs: { href: {} },
    inclusive: false,
    toDOM: (mark) => ["a", { href: mark.attrs.href, rel: "noopener" }, 0],
    parseDOM: [
      {
        tag: "a[href]",
        getAttrs: (dom) => {
          const href = safeHref(dom.getAttribute("href"));
          return href ? { href } : false;
        },
      },
    ],
  },
  cite: {
    attrs: { film: { default: null } },
    inclusive: false,
    toDOM: (mark) => ["cite", mark.attrs.film ? { "data-film": mark.attrs.film } : {}, 0],
    parseDOM: [{ tag: "cite", getAttrs: (dom) => ({ film: record(dom, "data-film") }) }],
  },
  em: { toDOM: () => ["em", 0], parseDOM: [{ tag: "em" }, { tag: "i:not(.direction)" }] },
  strong: { toDOM: () => ["strong", 0], parseDOM: [{ tag: "strong" }, { tag: "b" }] },
};

export const schema = new Schema({ nodes, marks });
export const isId = (id) => typeof id === "string" && ID.test(id);
