"use strict";
// The search of the whole desk in a dialog: Ctrl+K from anywhere. The links that open it lead to the same search as a
// page, so everything works without this file.

const palette = document.getElementById("desk-palette");
if (palette) startPalette(palette);

function startPalette(dialog) {
  const typed = dialog.querySelector("[role=combobox]");
  const found = dialog.querySelector("[role=listbox]");
  const said = dialog.querySelector("[role=status]");
  const kept = new Map();
  let active = null;
  let asking = null;
  let waiting = 0;

  const options = () => [...found.querySelectorAll("[role=option]")];

  function choose(option) {
    if (active) active.setAttribute("aria-selected", "false");
    active = option;
    if (!option) { typed.removeAttribute("aria-activedescendant"); return; }
    option.setAttribute("aria-selected", "true");
    typed.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = options();
    if (all.length) choose(all[(all.indexOf(active) + by + all.length) % all.length]);
  }

  function show(markup) {
    // Markup of the site's own template; the words in it are escaped there.
    const part = new DOMParser().parseFromString(markup, "text/html").body;
    found.replaceChildren(...part.querySelectorAll("[role=group]"));
    const root = part.querySelector("[data-said]");
    said.textContent = root ? root.dataset.said : "";
    found.scrollTop = 0;
    active = null;
    choose(options()[0] || null);
  }

  async function ask() {
    const words = typed.value.trim();
    if (asking) asking.abort();
    if (kept.has(words)) { show(kept.get(words)); return; }
    asking = new AbortController();
    const { signal } = asking;
    const address = `${typed.form.action}?${new URLSearchParams({ q: words, part: "1" })}`;
    try {
      const answer = await fetch(address, { signal, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) throw new Error("refused");
      kept.set(words, await answer.text());
      show(kept.get(words));
    } catch {
      if (!signal.aborted) said.textContent = dialog.dataset.sayOffline;
    }
  }

  function open() {
    if (dialog.open) return;
    // What was found a while ago may be gone.
    kept.clear();
    dialog.showModal();
    typed.focus();
    typed.select();
    ask();
  }

  typed.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 120); });
  typed.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    }
  });
  // Enter goes where the chosen line leads; where there is none, or the answer is not there yet, to the page.
  typed.form.addEventListener("submit", (event) => {
    if (!active || !kept.has(typed.value.trim())) return;
    event.preventDefault();
    active.click();
  });
  found.addEventListener("pointermove", (event) => {
    const option = event.target.closest("[role=option]");
    if (option && option !== active && (event.movementX || event.movementY)) choose(option);
  });
  dialog.querySelector("[data-palette-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  // A link inside the dialog that leads to a place on this page would leave it open.
  found.addEventListener("click", (event) => { if (event.target.closest("[role=option]")) dialog.close(); });

  for (const link of document.querySelectorAll("[data-desk-palette]")) {
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
  }
  document.addEventListener("keydown", (event) => {
    // In a text, Ctrl+K makes a link: the surface has taken the key before it comes here.
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const writing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable=true]");
    const slash = event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !document.getElementById("searchbar");
    const key = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (!slash && !key) return;
    event.preventDefault();
    open();
  });
}
