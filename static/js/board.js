"use strict";
// Cards of the board are taken by their grip and dropped on a column. The server decides; what it refuses comes back
// with the reason. The same verbs stand in the menu of each card, for the keyboard and without this file.

{
  const form = document.getElementById("desk-move");
  const said = document.getElementById("desk-board-said");
  const columns = [...document.querySelectorAll("[data-column]")];
  const FAR = 6; // pixels before a press becomes a drag

  for (const card of document.querySelectorAll("[data-piece]")) {
    const grip = card.querySelector(".desk-grip");
    grip.hidden = false;
    grip.addEventListener("pointerdown", (event) => { if (event.button === 0) take(card, grip, event); });
  }

  function take(card, grip, down) {
    const ways = JSON.parse(card.dataset.ways);
    const home = card.closest("[data-column]");
    let over = null;
    let dragged = false;
    grip.setPointerCapture(down.pointerId);

    function under(event) {
      const found = document.elementFromPoint(event.clientX, event.clientY);
      const column = found && found.closest("[data-column]");
      return column === home ? null : column;
    }

    function move(event) {
      const [x, y] = [event.clientX - down.clientX, event.clientY - down.clientY];
      if (!dragged && Math.hypot(x, y) < FAR) return;
      if (!dragged) { dragged = true; said.textContent = ""; card.classList.add("is-dragged"); show(ways, home); }
      card.style.translate = `${x}px ${y}px`;
      over = under(event);
      for (const column of columns) column.classList.toggle("is-over", column === over);
    }

    function end(event) {
      grip.removeEventListener("pointermove", move);
      grip.removeEventListener("pointerup", end);
      grip.removeEventListener("pointercancel", end);
      document.removeEventListener("keydown", escape);
      if (grip.hasPointerCapture(down.pointerId)) grip.releasePointerCapture(down.pointerId);
      if (!dragged) return;
      const dropped = event && event.type === "pointerup" ? over : null;
      hide();
      card.classList.remove("is-dragged");
      if (dropped) drop(card, home, dropped); else card.style.translate = "";
    }

    function escape(event) {
      if (event.key === "Escape") end(null);
    }

    grip.addEventListener("pointermove", move);
    grip.addEventListener("pointerup", end);
    grip.addEventListener("pointercancel", end);
    document.addEventListener("keydown", escape);
  }

  function show(ways, home) {
    for (const column of columns) {
      const why = ways[column.dataset.column];
      if (column === home || why === undefined) continue;
      column.classList.add(why ? "is-closed" : "is-open");
      const shown = column.querySelector(".desk-column-why");
      shown.textContent = why;
      shown.hidden = !why;
    }
  }

  function hide() {
    for (const column of columns) {
      column.classList.remove("is-open", "is-closed", "is-over");
      column.querySelector(".desk-column-why").hidden = true;
    }
  }

  async function drop(card, home, column) {
    const fields = new FormData(form);
    fields.set("piece", card.dataset.piece);
    fields.set("revision", card.dataset.revision);
    fields.set("from", home.dataset.column);
    fields.set("to", column.dataset.column);
    const answer = await fetch(form.action, { method: "POST", body: fields, credentials: "same-origin" }).catch(() => null);
    const told = answer ? await answer.json().catch(() => ({})) : {};
    if (told.go) { location.assign(told.go); return; }
    if (told.done) { location.reload(); return; }
    card.style.translate = "";
    said.textContent = told.why || form.dataset.sayOffline;
  }
}
