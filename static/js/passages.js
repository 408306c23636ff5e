// The link to a passage is copied with one click, and an answer offers itself as a card. Without this script the link
// still leads to the passage, and its address can be taken from the browser's own line.

const SHOWN = 6000; // milliseconds that the words stay unless the reader is in them

const body = document.querySelector(".body[data-copied]");

function bubble(anchor) {
  document.querySelector(".passage-shared")?.remove();
  const made = document.createElement("span");
  made.className = "passage-shared";
  made.setAttribute("role", "status");
  anchor.after(made);
  return made;
}

function card(anchor) {
  const turn = anchor.closest(".turn.is-answer");
  if (!turn || !body.dataset.card || anchor.closest(".spoiler")) return null;
  const link = document.createElement("a");
  link.href = body.dataset.card.replace("00000000", turn.id);
  link.textContent = body.dataset.cardSaid;
  return link;
}

async function tell(anchor) {
  const made = bubble(anchor);
  let said = body.dataset.copied;
  try {
    await navigator.clipboard.writeText(anchor.href);
  } catch {
    said = body.dataset.notCopied; // not allowed here: the address of the page is that of the passage now
  }
  if (!made.isConnected) return;
  made.append(said);
  const picture = card(anchor);
  if (picture) made.append(" ", picture);
  const away = () => (made.matches(":hover, :focus-within") ? setTimeout(away, SHOWN) : made.remove());
  setTimeout(away, SHOWN);
}

if (body) {
  body.addEventListener("click", (event) => {
    const anchor = event.target.closest("a.anchor");
    if (anchor && !event.ctrlKey && !event.metaKey && !event.shiftKey) tell(anchor);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelector(".passage-shared")?.remove();
  });
}
