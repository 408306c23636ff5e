// Places of the front page are dragged where there is a pointer. Every move is a button of the form, pressed by the drop.

(() => {
  const form = document.querySelector("[data-front]");
  if (!form) return;
  let from = null;

  const place = (event) => event.target.closest("[data-place]");
  const press = (command) => {
    const button = document.createElement("button");
    button.type = "submit";
    button.name = "do";
    button.value = command;
    button.hidden = true;
    form.append(button);
    form.requestSubmit(button);
  };
  const leave = () => form.querySelectorAll(".is-over").forEach((one) => one.classList.remove("is-over"));

  form.addEventListener("dragstart", (event) => {
    const row = place(event);
    if (!row) return;
    from = row.dataset.place;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", from);
  });
  form.addEventListener("dragover", (event) => {
    const row = place(event);
    if (!row || from === null) return;
    event.preventDefault();
    leave();
    row.classList.add("is-over");
  });
  form.addEventListener("drop", (event) => {
    const row = place(event);
    if (!row || from === null) return;
    event.preventDefault();
    leave();
    if (row.dataset.place !== from) press(`move ${from} ${row.dataset.place}`);
    from = null;
  });
  form.addEventListener("dragend", () => {
    from = null;
    leave();
  });
})();
