/* Reads what comes from elsewhere: pages, Word, Google Docs, plain text. Emphasis, links, headings, lists and quotations
   are kept, everything else is dropped. Nothing here is ever put into the page as HTML. */
import { Fragment } from "../vendor/prosemirror.js";
import { safeHref } from "./addresses.js";
import { schema } from "./schema.js";

const HIDING = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)/i;
const SKIPPED = new Set(
  "script x-style template title head meta link noscript iframe object embed svg math select textarea input button dialog audio video canvas".split(
    " ",
  ),
);
const BLOCKS = new Set(
  "p div h1 h2 h3 h4 h5 h6 li ul ol blockquote section article header footer main aside nav table tr td th tbody thead dl dt dd figure figcaption pre address form fieldset details summary body center".split(
    " ",
  ),
);

/** Lines of HTML: {kind: p, h2, h3, quote, bullet, number or rule; content: Fragment}. */
export function readHtml(html) {
  const page = new DOMParser().parseFromString(inert(html), "text/html");
  const reader = new Reader();
  reader.children(page.body, { marks: {}, kind: "p" });
  reader.flush();
  return reader.lines;
}

/** Lines of plain text. With a blank line anywhere, blank lines part paragraphs and a line feed is a line break where
    `begins` does not say that a line begins something. */
export function readPlain(text, begins) {
  const rows = text.replace(/\r\n?/g, "\n").replace(/[\u2028\v]/g, "\n").split("\n").map((row) => row.trim());
  const spaced = rows.some((row, at) => !row && at && at + 1 < rows.length);
  const lines = [];
  let open = null;
  for (const row of rows) {
    if (!row) open = null;
    else if (open && spaced && !begins(row)) open.push(row);
    else lines.push((open = [row]));
  }
  return lines.map((parts) => ({ kind: "p", content: joined(parts) }));
}

function joined(parts) {
  const nodes = parts.flatMap((part, at) => [...(at ? [schema.nodes.br.create()] : []), schema.text(part)]);
  return Fragment.fromArray(nodes);
}

/** The same page with its styles as mere data: a strict policy reports styles even where nothing is shown. */
function inert(html) {
  return html
    .replace(/(<\/?)style\b/gi, "$1x-style")
    .replace(/(<[a-z][^<>]*?["'\/\s])style(?=\s*=)/gi, "$1data-style");
}

class Reader {
  constructor() {
    this.lines = [];
    this.runs = [];
    this.kind = "p";
  }

  children(node, state) {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) this.words(child.data, state);
      else if (child.nodeType === Node.ELEMENT_NODE) this.element(child, state);
    }
  }

  element(node, state) {
    const tag = node.localName;
    const style = node.getAttribute("data-style") || "";
    if (SKIPPED.has(tag) || node.hidden || HIDING.test(style)) return;
    if (tag === "br") this.runs.push({ text: "\n", marks: {} });
    else if (tag === "hr") {
      this.flush();
      this.lines.push({ kind: "rule", content: Fragment.empty });
    } else if (BLOCKS.has(tag)) this.block(node, tag, style, state);
    else this.children(node, { ...state, marks: marksOf(node, tag, style, state.marks) });
  }

  block(node, tag, style, state) {
    this.flush();
    const inner = { ...state, marks: marksOf(node, tag, style, state.marks), kind: kindOf(node, tag, style, state) };
    if (/^h[1-6]$/.test(tag)) inner.marks = { ...inner.marks, strong: false };
    this.kind = inner.kind;
    this.pre = tag === "pre" || (this.pre && state.pre);
    if (/mso-list\s*:\s*l\d/i.test(style)) dropMarkers(node);
    this.children(node, { ...inner, pre: this.pre });
    this.flush();
    this.kind = state.kind;
  }

  words(data, state) {
    const text = state.pre ? data : data.replace(/[ \t\r\n\f]+/g, " ");
    this.runs.push({ text: text.replace(/[\p{Cc}\p{Cs}]/gu, (sign) => (sign === "\n" ? sign : " ")), marks: state.marks });
    this.kind = state.kind;
  }

  /** What was collected as a line; two line breaks in a row part lines, as people write without a <p>. */
  flush() {
    let part = [];
    const put = () => {
      const content = fragmentOf(part);
      if (content.size) this.lines.push({ kind: this.kind, content });
      part = [];
    };
    let breaks = 0;
    for (const run of this.runs) {
      if (run.text === "\n") breaks += 1;
      else if (run.text.trim()) {
        if (breaks > 1) put();
        breaks = 0;
      }
      part.push(run);
    }
    put();
    this.runs = [];
  }
}

function kindOf(node, tag, style, state) {
  if (/^h[12]$/.test(tag)) return "h2";
  if (/^h[3-6]$/.test(tag)) return "h3";
  if (tag === "li") return node.parentElement?.localName === "ol" ? "number" : "bullet";
  if (tag === "blockquote") return "quote";
  if (/mso-list\s*:\s*l\d/i.test(style)) return /^\s*\(?\w{1,4}[.)]/.test(node.textContent) ? "number" : "bullet";
  return state.kind === "h2" || state.kind === "h3" ? "p" : state.kind;
}

/** Word writes the bullet of a list item as words. */
function dropMarkers(node) {
  for (const span of node.querySelectorAll("span[data-style]")) {
    if (/mso-list\s*:\s*ignore/i.test(span.getAttribute("data-style"))) span.remove();
  }
}

/* The style goes before the tag: Google Docs wraps a whole paste in <b style="font-weight:normal">. */
function marksOf(node, tag, style, before) {
  const marks = { ...before };
  const weight = /(?:^|[;\s])font-weight\s*:\s*([a-z0-9]+)/i.exec(style)?.[1].toLowerCase();
  const slant = /(?:^|[;\s])font-style\s*:\s*([a-z]+)/i.exec(style)?.[1].toLowerCase();
  if (weight) marks.strong = /^bold/.test(weight) || Number(weight) >= 600;
  else if (tag === "b" || tag === "strong") marks.strong = true;
  if (slant) marks.em = slant === "italic" || slant === "oblique";
  else if (["i", "em", "cite", "dfn", "var"].includes(tag)) marks.em = true;
  if (tag === "a") marks.href = safeHref(node.getAttribute("href") || "");
  return marks;
}

function fragmentOf(runs) {
  const { em, strong, a } = schema.marks;
  const nodes = [];
  let after = " ";
  for (const run of trimmed(runs)) {
    if (run.text === "\n") {
      nodes.push(schema.nodes.br.create());
      after = " ";
      continue;
    }
    const text = after === " " ? run.text.replace(/^ +/, "") : run.text;
    if (!text) continue;
    after = text.endsWith(" ") ? " " : text;
    const marks = [];
    if (run.marks.href) marks.push(a.create({ href: run.marks.href }));
    if (run.marks.em) marks.push(em.create());
    if (run.marks.strong) marks.push(strong.create());
    nodes.push(schema.text(text, marks));
  }
  return Fragment.fromArray(nodes);
}

function trimmed(runs) {
  const kept = runs.slice();
  while (kept.length && !kept[0].text.trim()) kept.shift();
  while (kept.length && !kept[kept.length - 1].text.trim()) kept.pop();
  if (kept.length) {
    const last = kept[kept.length - 1];
    kept[kept.length - 1] = { ...last, text: last.text.replace(/[ \n]+$/, "") };
  }
  return kept.flatMap((run) => (run.text === "\n" ? [run] : splitBreaks(run)));
}

function splitBreaks(run) {
  return run.text
    .split("\n")
    .flatMap((text, at) => [...(at ? [{ text: "\n", marks: {} }] : []), ...(text ? [{ ...run, text }] : [])]);
}
