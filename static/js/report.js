// "Report an error" takes along the words that a reader has marked. Without this script the form asks for them.

const LONGEST = 1000; // characters, as the form has it

const link = document.querySelector("a[data-report]");
const body = document.querySelector("article.piece");
if (link && body) {
  document.addEventListener("selectionchange", () => {
    const marked = document.getSelection();
    const inside = marked && marked.rangeCount && body.contains(marked.getRangeAt(0).commonAncestorContainer);
    const words = inside ? marked.toString().trim().slice(0, LONGEST) : "";
    // A click on the link ends the selection; what was marked last still counts.
    if (words) link.href = `${link.dataset.report}?${new URLSearchParams({ words })}`;
  });
}
