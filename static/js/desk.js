"use strict";
// Small helps for the desk's forms. Everything works without this file.

const form = document.querySelector("body.desk-form #content-main form");
const bar = document.getElementById("desk-bar");

function countWords(text) {
  return (text.match(/[\p{L}\p{N}]+(?:[’'.-][\p{L}\p{N}]+)*/gu) || []).length;
}

function showLengths() {
  for (const field of document.querySelectorAll("[data-good-length]")) {
    const good = Number(field.dataset.goodLength);
    const shown = document.createElement("span");
    shown.className = "desk-length";
    field.insertAdjacentElement("afterend", shown);
    const update = () => {
      shown.textContent = `${field.value.length} / ${good}`;
      shown.classList.toggle("is-long", field.value.length > good);
    };
    field.addEventListener("input", update);
    update();
  }
}

function showCount(text) {
  const shown = document.getElementById("desk-count");
  if (!shown) return;
  let waiting = 0;
  const update = () => {
    const words = countWords(text.value);
    shown.textContent = words ? `${words} words, ${Math.max(1, Math.round(words / 230))} min` : "";
  };
  text.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(update, 300); });
  update();
}

function keepSaving() {
  const url = bar && bar.dataset.autosave;
  const shown = document.getElementById("desk-saved");
  if (!url || !form) return;
  let changed = false;
  let sent = "";
  const fields = () => new FormData(form);
  const signature = () => ["headline", "dek", "document", "document_blocks"].map((name) => fields().get(name)).join("\u0000");
  sent = signature();
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; clearInterval(clock); });
  window.addEventListener("beforeunload", (event) => { if (changed && signature() !== sent) event.preventDefault(); });
  async function save() {
    const now = signature();
    if (!changed || now === sent) return;
    const answer = await fetch(url, { method: "POST", body: fields(), credentials: "same-origin" }).catch(() => null);
    if (!answer) { shown.textContent = "Not saved: no connection. Your text is still here."; return; }
    if (answer.status === 409) {
      const who = (await answer.json()).who;
      shown.textContent = `${who || "Somebody"} saved this piece too. Save yours: both texts are then shown side by side.`;
      clearInterval(clock);
      return;
    }
    if (!answer.ok) { shown.textContent = "Not saved yet: see the fields when you press Save."; return; }
    form.elements.base.value = (await answer.json()).revision;
    sent = now;
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    shown.textContent = `Saved by itself, ${time}`;
  }
  const clock = setInterval(save, 8000);
}

function shortcuts() {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s" && form) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[name=_save]"));
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && form) {
      const preview = form.querySelector("button[value=preview]");
      if (preview) form.requestSubmit(preview);
    }
    if (event.key === "Escape") {
      for (const open of document.querySelectorAll("details.desk-more[open]")) open.open = false;
    }
  });
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.desk-more[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });
}

function widths() {
  const page = document.querySelector(".desk-page");
  const group = document.querySelector(".desk-widths");
  if (!page || !group) return;
  group.hidden = false;
  for (const button of group.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      page.classList.remove("is-360", "is-768");
      if (button.dataset.width !== "0") page.classList.add(`is-${button.dataset.width}`);
      for (const other of group.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
    });
  }
}

showLengths();
const text = document.querySelector("textarea.desk-text");
if (text) showCount(text);
keepSaving();
shortcuts();
widths();
