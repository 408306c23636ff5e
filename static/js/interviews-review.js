// Keys for the review of a transcript. Every key presses a control that is on the page, so nothing works only here.
(() => {
  const form = document.querySelector("[data-review]");
  if (!form) return;
  const rows = Array.from(form.querySelectorAll("[data-row]"));
  const current = () => document.activeElement.closest("[data-row]");

  const go = (row) => {
    if (!row) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  };
  const step = (distance) => {
    const at = rows.indexOf(current());
    go(rows[at < 0 ? 0 : Math.min(Math.max(at + distance, 0), rows.length - 1)]);
  };
  const nextUncertain = () => {
    const at = rows.indexOf(current());
    const uncertain = (row) => row.classList.contains("is-uncertain");
    go(rows.slice(at + 1).find(uncertain) || rows.find(uncertain));
  };
  const press = (row, name) => {
    const button = row.querySelector(`[data-${name}]`);
    if (button) button.click();
  };
  const choose = (row, value) => {
    const menu = row.querySelector("[data-menu]");
    if (!Array.from(menu.options).some((option) => option.value === value)) return;
    menu.value = value;
    mark(menu);
  };
  const nth = (row, number) => {
    const speakers = Array.from(row.querySelectorAll("[data-menu] option")).filter((o) => o.value.startsWith("turn:"));
    if (speakers[number - 1]) choose(row, speakers[number - 1].value);
  };
  const mark = (menu) => {
    const before = Array.from(menu.options).find((option) => option.defaultSelected);
    menu.classList.toggle("is-changed", !before || before.value !== menu.value);
  };

  const marks = { i: "paragraph", h: "heading", d: "direction", x: "aside" };
  const buttons = { f: "following", w: "swap", b: "join", s: "split", e: "edit", a: "ok" };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.querySelector("[data-keep]").click();
      return;
    }
    const typing = event.target.closest("input, textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = current();
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "u") nextUncertain();
    else if (!row) return;
    else if (event.key >= "1" && event.key <= "9") nth(row, Number(event.key));
    else if (marks[event.key]) choose(row, marks[event.key]);
    else if (buttons[event.key]) press(row, buttons[event.key]);
    else return;
    event.preventDefault();
  });

  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-menu]")) mark(event.target);
    form.dataset.changed = "yes";
  });
  form.addEventListener("input", () => { form.dataset.changed = "yes"; });
  form.addEventListener("submit", () => { delete form.dataset.changed; });
  window.addEventListener("beforeunload", (event) => {
    if (form.dataset.changed) event.preventDefault();
  });

  // After a mend the address names the passage: the keys go on from there.
  const target = location.hash.startsWith("#b-") && document.getElementById(location.hash.slice(1));
  if (target && !form.querySelector("[autofocus]")) go(target);
})();
