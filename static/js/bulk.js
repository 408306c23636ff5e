"use strict";
// One verb for many pieces, a few at a time, with what became of each. Without this file the form sends all at once.
(() => {
  const form = document.querySelector("[data-bulk]");
  if (!form) return;
  const CHUNK = 5;
  const bar = form.querySelector("progress");
  const running = form.querySelector("[data-running]");
  const status = running.querySelector("[role=status]");
  const go = form.querySelector("button[type=submit]");
  const stop = form.querySelector("[data-stop]");
  const say = (name, values = {}) => Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), form.dataset[name]);
  const waiting = () => [...form.querySelectorAll("li[data-piece]:not([data-was])")];
  let stopped = false;

  // Two clicks quickly one after the other are one: the button is off while it runs.
  stop.addEventListener("click", () => { stopped = true; });

  function post(rows) {
    const data = new FormData(form);
    data.delete(form.dataset.bulk);
    for (const row of rows) data.append(form.dataset.bulk, row.dataset.piece);
    return fetch(location.href, { method: "POST", body: data, headers: { Accept: "application/json" }, credentials: "same-origin" });
  }

  function mark({ piece, done, why }) {
    const row = form.querySelector(`li[data-piece="${CSS.escape(piece)}"]`);
    row.dataset.was = done ? "done" : "refused";
    row.querySelector(".desk-outcome").textContent = done ? say("sayDone") : why;
  }

  // A field that makes no sense: the page says which, as it would without this file. True where it went through.
  async function some(rows) {
    const answer = await post(rows).catch(() => null);
    if (answer && answer.status === 422) { form.submit(); return false; }
    if (!answer || !answer.ok || !answer.headers.get("Content-Type").startsWith("application/json")) {
      status.textContent = say("sayLost");
      return false;
    }
    const { outcomes } = await answer.json();
    outcomes.forEach(mark);
    // A piece that is gone from the list since has no outcome; it is not asked for again.
    for (const row of rows) if (!row.dataset.was) row.dataset.was = "gone";
    return true;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    stopped = false;
    go.disabled = true;
    stop.hidden = running.hidden = false;
    const all = form.querySelectorAll("li[data-piece]").length;
    let through = true;
    while (through && !stopped && waiting().length) {
      bar.value = all - waiting().length;
      status.textContent = say("sayAt", { at: bar.value, all });
      through = await some(waiting().slice(0, CHUNK));
    }
    bar.value = all - waiting().length;
    stop.hidden = true;
    go.hidden = !waiting().length;
    go.disabled = false;
    const count = (was) => form.querySelectorAll(`li[data-was="${was}"]`).length;
    if (!waiting().length) status.textContent = say("sayAll", { done: count("done"), refused: count("refused") });
    else if (stopped) status.textContent = say("sayStopped");
  });
})();
