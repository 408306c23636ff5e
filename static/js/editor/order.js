/* Rows of names change places without the page being sent: what one row says goes into the other. The buttons work
   without this file, too; then the server does it (journal/desk/row_buttons.py). */

const STAY = /-(id|interview|article)$/;

/** `changed()` is called when a row says something else than before. */
export function orderRows(form, changed) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest('button[name="_rows"]');
    const row = button?.closest(".inline-related");
    const [, way] = button?.value.split(":") ?? [];
    if (!row || !["up", "down"].includes(way)) return;
    event.preventDefault();
    const other = neighbour(row, way === "down" ? 1 : -1);
    if (!other || [row, other].some(isLeaving)) return;
    swap(row, other);
    (other.querySelector(`button[value*=":${way}:"]`) ?? other.querySelector('button[name="_rows"]')).focus();
    changed();
  });
}

/** Whether the row is ticked to go: then it stays where it is until it has gone. */
const isLeaving = (row) => Boolean(row.querySelector('input[name$="-DELETE"]')?.checked);

function neighbour(row, step) {
  const rows = Array.from(row.parentElement.querySelectorAll(".inline-related:not(.empty-form)"));
  return rows[rows.indexOf(row) + step] ?? null;
}

/** Every field of a row by its name without the number. */
function fieldsOf(row) {
  const fields = row.querySelectorAll("input[name], select[name], textarea[name]");
  return new Map(Array.from(fields, (field) => [field.name.replace(/^\w+-\d+/, ""), field]).filter(([name]) => !STAY.test(name)));
}

function swap(row, other) {
  const there = fieldsOf(other);
  for (const [name, field] of fieldsOf(row)) {
    const twin = there.get(name);
    if (!twin) continue;
    if (field.options) {
      const [mine, its] = [Array.from(field.options), Array.from(twin.options)];
      const chosen = [field.value, twin.value];
      field.replaceChildren(...its);
      twin.replaceChildren(...mine);
      [twin.value, field.value] = chosen;
    } else [field.value, twin.value] = [twin.value, field.value];
    if (field.type === "checkbox") [field.checked, twin.checked] = [twin.checked, field.checked];
    for (const one of [field, twin]) one.dispatchEvent(new Event("change", { bubbles: true }));
  }
  const labels = [row, other].map((one) => one.querySelector(".inline_label"));
  if (labels[0] && labels[1]) [labels[0].textContent, labels[1].textContent] = [labels[1].textContent, labels[0].textContent];
}
