/* Words and minutes of reading, as they are typed. */

const WORD = /[\p{L}\p{N}_]+(?:[’'.-][\p{L}\p{N}_]+)*/gu;
const PER_MINUTE = 230; // as journal/document/blocks.py counts

/** The words that a reader sees; labels of speakers and the original of a translation do not count. */
export function countWords(doc) {
  let words = 0;
  const add = (text) => {
    words += text.match(WORD)?.length ?? 0;
  };
  doc.descendants((node) => {
    if (node.type.name === "original") return false;
    if (node.isTextblock) add(node.textBetween(0, node.content.size, " ", " "));
    if (node.type.name === "pullquote") add(node.attrs.text.replace(/<[^>]*>/g, ""));
    if (node.type.name === "embed") add(node.attrs.title);
    return !node.isTextblock;
  });
  return words;
}

export function showCounts(outputs, doc, words) {
  const count = countWords(doc);
  const minutes = Math.ceil(count / PER_MINUTE);
  const form = (name, number) => words[number === 1 ? `${name}_one` : `${name}_many`].replace("%d", number);
  const said = count ? `${form("words", count)} · ${form("minutes", minutes)}` : form("words", 0);
  for (const output of outputs) output.textContent = said;
}
