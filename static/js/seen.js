// "Corrected since you read it": which version of a piece this browser saw, kept here and sent to nobody.

const KEEP = 500; // pieces; the oldest are forgotten first
const STORE = "intertitle-seen";

function remembered() {
  try {
    const found = JSON.parse(localStorage.getItem(STORE));
    return Array.isArray(found) ? found.filter((row) => Array.isArray(row) && Number.isInteger(row[1])) : [];
  } catch {
    return []; // no storage, or not our words in it: a reader without a memory reads all the same
  }
}

function remember(path, number) {
  const rows = remembered().filter(([other]) => other !== path);
  rows.push([path, number]);
  try {
    localStorage.setItem(STORE, JSON.stringify(rows.slice(-KEEP)));
  } catch {
    // A full or forbidden storage is the reader's choice.
  }
}

// The newest version with a note since the one that was seen; 0 for none. `notes` is "2 5": numbers of versions.
export function newerNote(notes, seen) {
  return Math.max(0, ...notes.split(" ").filter(Boolean).map(Number).filter((number) => number > seen));
}

function tell(article, number) {
  const line = article.querySelector("[data-seen-line]");
  if (!line) return;
  line.querySelector("a").href = `${article.dataset.history}${number}/`;
  line.hidden = false;
}

const article = typeof document === "undefined" ? null : document.querySelector("article[data-version]");
if (article) {
  const path = article.dataset.piece;
  const known = remembered().find(([other]) => other === path);
  const newer = known ? newerNote(article.dataset.noted, known[1]) : 0;
  if (newer) tell(article, newer);
  remember(path, Number(article.dataset.version));
}
