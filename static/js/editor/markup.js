/* Inline markup, the string in which words and marks are stored, to and from the editor's inline nodes. The grammar is
   that of journal/document/inline.py: whatever it does not know is words. */
import { Fragment } from "../vendor/prosemirror.js";
import { schema } from "./schema.js";
import { safeHref } from "./addresses.js";

const TAG =
  /<(em|strong|direction|cite)>|<\/(em|strong|direction|cite|a)>|<a href="([^"<>]*)">|<cite film="([1-9][0-9]{0,14})">|<(br)>/g;

export function escape(words) {
  return words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

function unescape(words) {
  return words.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

/** The paragraphs of markup, each a Fragment of inline nodes. */
export function readParagraphs(markup) {
  return markup.split(/\n[ \t]*\n\s*/).map(readLine);
}

/** One paragraph of markup as a Fragment. */
export function readLine(markup) {
  const open = { em: [], strong: [], direction: [], cite: [], a: [] };
  const nodes = [];
  const words = (text) => {
    const plain = unescape(text).replace(/\n/g, " ");
    if (plain) nodes.push(schema.text(plain, marksOf(open)));
  };
  let position = 0;
  for (const tag of markup.matchAll(TAG)) {
    const [, opened, closed, href, film, br] = tag;
    if (closed && !open[closed].length) continue;
    words(markup.slice(position, tag.index));
    position = tag.index + tag[0].length;
    if (br) nodes.push(schema.nodes.br.create(null, null, marksOf(open)));
    else if (closed) open[closed].pop();
    else if (href !== undefined) open.a.push(safeHref(unescape(href)));
    else if (film) open.cite.push(Number(film));
    else open[opened].push(null);
  }
  words(markup.slice(position));
  return Fragment.fromArray(nodes);
}

function marksOf(open) {
  const last = (name) => open[name][open[name].length - 1];
  const { bracket, a, cite, em, strong } = schema.marks;
  let found = [];
  const add = (mark) => {
    found = mark.addToSet(found);
  };
  if (open.direction.length) add(bracket.create());
  if (open.a.length && last("a")) add(a.create({ href: last("a") }));
  if (open.cite.length) add(cite.create({ film: last("cite") }));
  if (open.em.length) add(em.create());
  if (open.strong.length) add(strong.create());
  return found;
}

const opening = {
  bracket: () => "<direction>",
  a: (mark) => `<a href="${escape(mark.attrs.href)}">`,
  cite: (mark) => (mark.attrs.film ? `<cite film="${mark.attrs.film}">` : "<cite>"),
  em: () => "<em>",
  strong: () => "<strong>",
};

function closing({ type }) {
  return type === schema.marks.bracket ? "</direction>" : `</${type.name}>`;
}

/** Markup of a Fragment of inline nodes. */
export function writeLine(fragment) {
  const open = [];
  let written = "";
  const close = (count) => {
    while (open.length > count) written += closing(open.pop());
  };
  fragment.forEach((node) => {
    let shared = 0;
    while (shared < open.length && shared < node.marks.length && open[shared].eq(node.marks[shared])) shared += 1;
    close(shared);
    for (const mark of node.marks.slice(shared)) {
      open.push(mark);
      written += opening[mark.type.name](mark);
    }
    written += node.isText ? escape(node.text) : "<br>";
  });
  close(0);
  return written;
}

/** The words of markup as a reader sees them: directions in brackets, no marks. */
export function plainLine(markup) {
  return unescape(
    markup.replace(TAG, (tag, opened, closed, href, film, br) => {
      if (br) return "\n";
      if (opened === "direction") return "[";
      return closed === "direction" ? "]" : "";
    }),
  );
}
