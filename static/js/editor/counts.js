/* Words, minutes of reading, and the lengths of headline and dek, as they are typed. */

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

export function showCounts(output, doc, words) {
  const count = countWords(doc);
  const minutes = Math.ceil(count / PER_MINUTE);
  const form = (name, number) => words[number === 1 ? `${name}_one` : `${name}_many`].replace("%d", number);
  output.textContent = count ? `${form("words", count)} · ${form("minutes", minutes)}` : form("words", 0);
}

/** A counter behind every field of the form that names a good length. */
export function watchLengths(form, words) {
  for (const field of form.querySelectorAll("[data-good-length]")) {
    if (field.dataset.counted) continue;
    field.dataset.counted = "yes";
    const output = document.createElement("output");
    output.className = "editor-length";
    output.htmlFor = field.id;
    field.after(output);
    const good = Number(field.dataset.goodLength);
    const show = () => {
      const length = Array.from(field.value).length;
      output.textContent = words.length.replace("%d", length).replace("%d", good);
      output.classList.toggle("is-long", length > good);
    };
    field.addEventListener("input", show);
    show();
  }
}
