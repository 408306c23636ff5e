"use strict";
// Small helps for the desk's forms. Everything works without this file.

const form = document.querySelector("body.desk-form #content-main form");
const bar = document.getElementById("desk-bar");
// What this file says stands, translated, in the attributes of the bar.
const say = (name, values = {}) =>
  Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), bar.dataset[name] || "");

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

// Headline and dek are as high as their words. A line break makes no sense in a headline: Enter goes on to the dek.
function growFields() {
  for (const field of document.querySelectorAll("textarea.desk-headline, textarea.desk-dek")) {
    if (!CSS.supports("field-sizing", "content")) {
      const fit = () => { field.style.height = "auto"; field.style.height = `${field.scrollHeight}px`; };
      field.addEventListener("input", fit);
      fit();
    }
    if (field.classList.contains("desk-headline")) {
      field.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        const fields = [...field.form.querySelectorAll("textarea.desk-headline, textarea.desk-dek")];
        const next = fields[fields.indexOf(field) + 1];
        if (next) next.focus();
      });
    }
  }
}

function showCount(text) {
  const shown = document.getElementById("desk-count");
  if (!shown) return;
  let waiting = 0;
  const update = () => {
    const words = countWords(text.value);
    shown.textContent = words ? say("sayLength", { words, minutes: Math.max(1, Math.round(words / 230)) }) : "";
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
    if (!answer) { shown.textContent = say("sayOffline"); return; }
    if (answer.status === 409) {
      const who = (await answer.json()).who;
      shown.textContent = say("sayStale", { who: who || say("saySomebody") });
      clearInterval(clock);
      return;
    }
    if (!answer.ok) { shown.textContent = say("sayRefused"); return; }
    form.elements.base.value = (await answer.json()).revision;
    sent = now;
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    shown.textContent = say("saySaved", { time });
  }
  const clock = setInterval(save, 8000);
}

// "Somebody else has this open": asked every 20 seconds while the page is looked at.
function keepPresent() {
  const shown = document.getElementById("desk-presence");
  if (!shown || !form) return;
  const token = form.elements.csrfmiddlewaretoken.value;
  setInterval(async () => {
    if (document.hidden) return;
    const answer = await fetch(shown.dataset.url, { method: "POST", headers: { "X-CSRFToken": token }, credentials: "same-origin" }).catch(() => null);
    if (!answer || !answer.ok) return;
    const { others } = await answer.json();
    if (shown.textContent.trim() !== others) shown.textContent = others;
  }, 20000);
}

// Which sections beside the text a person keeps open.
function rememberSections() {
  for (const section of document.querySelectorAll(".desk-side-column details")) {
    const key = `desk-open:${section.querySelector("h2").textContent.trim()}`;
    const wrong = section.querySelector(".errorlist");
    try {
      section.open = Boolean(wrong) || localStorage.getItem(key) === "1";
      section.addEventListener("toggle", () => localStorage.setItem(key, section.open ? "1" : "0"));
    } catch { section.open = Boolean(wrong); }
  }
}

// Lookup fields are drawn by a script that gives them no name; they take the name of their label.
function nameLookups(within = document) {
  for (const drawn of within.querySelectorAll(".select2-selection[role=combobox]")) {
    const select = drawn.closest(".select2-container").previousElementSibling;
    const label = select && select.labels && select.labels[0];
    const shown = drawn.querySelector(".select2-selection__rendered");
    if (!label && shown && select && select.ariaLabel) {
      drawn.setAttribute("aria-label", select.ariaLabel);
      drawn.removeAttribute("aria-labelledby");
    }
    if (!label || !shown) continue;
    label.id ||= `${select.id}_label`;
    drawn.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
    shown.setAttribute("aria-labelledby", label.id);
  }
}

// Fields in the rows of a record stand under the heading of their column, and take its name.
function nameCells() {
  for (const table of document.querySelectorAll(".inline-group .tabular table")) {
    for (const heading of table.querySelectorAll("thead th.original")) heading.setAttribute("role", "presentation");
    const names = [...table.querySelectorAll("thead th")].map((heading) => heading.textContent.trim());
    for (const row of table.querySelectorAll("tbody tr.form-row")) {
      [...row.cells].forEach((cell, at) => {
        for (const field of cell.querySelectorAll("input:not([type=hidden]), select, textarea")) {
          if (!field.labels.length && names[at]) field.setAttribute("aria-label", names[at]);
        }
      });
    }
  }
}

// The tick of a row is small; its whole cell is the place to press.
function wideTicks() {
  for (const cell of document.querySelectorAll(".action-checkbox, .action-checkbox-column")) {
    cell.addEventListener("click", (event) => {
      const tick = cell.querySelector("input");
      if (tick && event.target !== tick && !event.target.closest("label")) tick.click();
    });
  }
}

// A hint that somebody has waved away stays away, in this browser.
function dismissHints() {
  for (const hint of document.querySelectorAll("[data-once]")) {
    const key = `desk-once:${hint.dataset.once}`;
    const button = hint.querySelector("[data-dismiss]");
    try { hint.hidden = localStorage.getItem(key) === "1"; } catch { continue; }
    button.hidden = false;
    button.addEventListener("click", () => { localStorage.setItem(key, "1"); hint.hidden = true; });
  }
}

function showKeys() {
  const dialog = document.getElementById("desk-keys");
  if (!dialog) return;
  for (const button of document.querySelectorAll("[data-desk-keys]")) {
    button.hidden = false;
    button.addEventListener("click", () => dialog.showModal());
  }
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable=true]");
    if (event.key !== "?" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    dialog.showModal();
  });
}

// The next and the one before, among the places that differ.
function jumps() {
  const group = document.querySelector(".desk-jumps");
  if (!group) return;
  const places = [...document.querySelectorAll(".desk-diff .is-changed")];
  const shown = group.querySelector("[role=status]");
  group.hidden = places.length === 0;
  let at = -1;
  const go = (step) => {
    if (!places.length) return;
    at = (at + step + places.length) % places.length;
    places.forEach((place, number) => place.classList.toggle("is-here", number === at));
    places[at].tabIndex = -1;
    places[at].focus({ preventScroll: true });
    places[at].scrollIntoView({ block: "center" });
    shown.textContent = `${at + 1} / ${places.length}`;
  };
  group.querySelector("[data-jump='1']").addEventListener("click", () => go(1));
  group.querySelector("[data-jump='-1']").addEventListener("click", () => go(-1));
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  });
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
    const search = document.getElementById("searchbar");
    const writing = event.target.closest("input, textarea, select, [contenteditable=true]");
    if (event.key === "/" && search && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
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

growFields();
showLengths();
const text = document.querySelector("textarea.desk-text");
if (text) showCount(text);
keepSaving();
keepPresent();
rememberSections();
dismissHints();
wideTicks();
showKeys();
jumps();
shortcuts();
widths();
function nameFields() {
  nameCells();
  nameLookups();
}
document.addEventListener("DOMContentLoaded", () => setTimeout(nameFields));
document.addEventListener("formset:added", () => setTimeout(nameFields));
