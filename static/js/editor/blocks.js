/* The stored JSON to and from the editor's document: one block, one node at the top. */
import { Fragment } from "../vendor/prosemirror.js";
import { mint } from "./ids.js";
import { schema } from "./schema.js";
import { readLine, readParagraphs, writeLine } from "./markup.js";

const types = schema.nodes;

function ps(markup) {
  return readParagraphs(markup).map((line) => types.p.create(null, line));
}

const reading = {
  paragraph: (block) => ps(block.text),
  heading: (block) => readLine(block.text),
  quote: (block) => (block.cite ? [...ps(block.text), types.source.create(null, readLine(block.cite))] : ps(block.text)),
  list: (block) => block.items.map((item) => types.item.create(null, readLine(item))),
  picture: (block) => readLine(block.caption || ""),
  rule: () => [],
  note: (block) => ps(block.text),
  embed: () => [],
  turn: (block) => {
    if (!block.original) return ps(block.text);
    return [...ps(block.text), types.original.create({ lang: block.original.lang }, ps(block.original.text))];
  },
  direction: (block) => readLine(block.text),
  pullquote: () => [],
};

/** The node of one stored block. */
export function readBlock(block) {
  const type = types[block.type];
  const attrs = {};
  for (const name of Object.keys(type.spec.attrs)) {
    if (block[name] !== undefined) attrs[name] = block[name];
  }
  return type.createChecked(attrs, reading[block.type](block));
}

/** The editor's document of a list of stored blocks; never empty, so that there is a place to write. */
export function readDocument(blocks) {
  const first = () => types.paragraph.createAndFill({ id: mint(new Set()) });
  return types.doc.create(null, blocks.length ? blocks.map(readBlock) : [first()]);
}

function writePs(node) {
  const lines = [];
  node.forEach((child) => {
    if (child.type === types.p) lines.push(writeLine(child.content));
  });
  return lines.filter((line) => line.trim()).join("\n\n");
}

function writePart(node, type) {
  let found = null;
  node.forEach((child) => {
    if (child.type === type) found = child;
  });
  return found;
}

const writing = {
  paragraph: (node) => ({ text: writePs(node), ...heard(node) }),
  heading: (node) => ({ text: writeLine(node.content), level: node.attrs.level }),
  quote: (node) => {
    const source = writePart(node, types.source);
    const cite = source ? writeLine(source.content) : "";
    return cite ? { text: writePs(node), cite } : { text: writePs(node) };
  },
  list: (node) => {
    const items = node.content.content.map((item) => writeLine(item.content));
    return node.attrs.ordered ? { items, ordered: true } : { items };
  },
  picture: (node) => {
    const caption = writeLine(node.content);
    return caption ? { picture: node.attrs.picture, caption } : { picture: node.attrs.picture };
  },
  rule: () => ({}),
  note: (node) => ({ text: writePs(node) }),
  embed: ({ attrs }) => (attrs.title ? { url: attrs.url, title: attrs.title } : { url: attrs.url }),
  turn: (node) => {
    const original = writePart(node, types.original);
    const data = { by: node.attrs.by, text: writePs(node), ...heard(node) };
    if (node.attrs.t) data.t = node.attrs.t;
    if (original) data.original = { lang: original.attrs.lang, text: writePs(original) };
    return data;
  },
  direction: (node) => ({ text: writeLine(node.content) }),
  pullquote: ({ attrs }) => ({ of: attrs.of, text: attrs.text }),
};

function heard({ attrs }) {
  const data = {};
  if (attrs.lang) data.lang = attrs.lang;
  if (attrs.spoiler) data.spoiler = true;
  return data;
}

/** The stored form of one node. */
export function writeBlock(node) {
  const block = { id: node.attrs.id, type: node.type.name, ...writing[node.type.name](node) };
  if (node.attrs.was.length) block.was = node.attrs.was;
  return block;
}

const LINES = new Set(["paragraph", "heading", "quote", "note", "turn", "direction"]);

/** The stored form of the document. A line that was opened and never written in is left out, unless its id is in
    `kept`: then somebody stored it so. */
export function writeDocument(doc, kept) {
  return doc.content.content
    .filter((node) => kept.has(node.attrs.id) || !LINES.has(node.type.name) || node.textContent.trim())
    .map(writeBlock);
}

/** The paragraphs of a block that holds words, as Fragments: what it becomes another type from. */
export function paragraphsOf(node) {
  if (node.isTextblock) return [node.content];
  const found = [];
  node.forEach((child) => {
    if (child.type === types.original) return;
    found.push(child.content);
  });
  return found;
}

/** A block of `type` made from paragraphs; types of one line part them by a line break. */
export function blockOf(type, attrs, paragraphs) {
  if (type === types.list) return type.create(attrs, paragraphs.map((line) => types.item.create(null, line)));
  if (!type.isTextblock) return type.create(attrs, paragraphs.map((line) => types.p.create(null, line)));
  const joined = paragraphs
    .filter((line) => line.size)
    .reduce((whole, line) => (whole.size ? whole.addToEnd(types.br.create()).append(line) : line), Fragment.empty);
  return type.create(attrs, joined);
}
