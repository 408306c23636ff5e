/* A dialog that finds a record of the catalogue: a film, a picture. The server searches; see the desk's autocomplete. */

const PAUSE = 150; // milliseconds without a key before the server is asked

/** Opens the dialog and resolves to {id, text}, to {id: null, text} for words without a record, or to null. */
export function lookUp(dialog, url, words) {
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const status = dialog.querySelector("[role=status]");
  const without = dialog.querySelector("[data-without]");
  const search = new Search(input, list, status, url);
  input.value = words;
  return new Promise((resolve) => {
    const stop = new AbortController();
    const { signal } = stop;
    const finish = (found) => {
      stop.abort();
      dialog.close();
      resolve(found);
    };
    input.addEventListener("input", () => search.later(), { signal });
    input.addEventListener("keydown", (event) => search.key(event, finish), { signal });
    list.addEventListener("click", (event) => search.clicked(event, finish), { signal });
    dialog.addEventListener("cancel", () => finish(null), { signal });
    dialog.querySelector("[data-cancel]").addEventListener("click", () => finish(null), { signal });
    without?.addEventListener("click", () => finish({ id: null, text: input.value.trim() }), { signal });
    dialog.showModal();
    input.select();
    search.now();
  });
}

class Search {
  constructor(input, list, status, url) {
    Object.assign(this, { input, list, status, url, found: [], at: -1, timer: 0, asked: 0 });
    this.show([]);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), PAUSE);
  }

  async now() {
    this.asked += 1;
    const asked = this.asked;
    const url = new URL(this.url, location.href);
    url.searchParams.set("term", this.input.value.trim());
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const { results } = await answer.json();
      if (asked === this.asked) this.show(results);
    } catch {
      if (asked === this.asked) this.show([], this.status.dataset.failed);
    }
  }

  show(results, problem = "") {
    this.found = results;
    this.list.replaceChildren(...results.map((result, index) => this.row(result, index)));
    this.input.setAttribute("aria-expanded", String(results.length > 0));
    this.point(results.length ? 0 : -1);
    this.status.textContent = problem || (results.length || !this.asked ? "" : this.status.dataset.none);
  }

  row(result, index) {
    const row = document.createElement("li");
    row.id = `${this.list.id}-${index}`;
    row.setAttribute("role", "option");
    row.textContent = result.text;
    return row;
  }

  point(index) {
    this.at = index;
    Array.from(this.list.children).forEach((row, place) => row.setAttribute("aria-selected", String(place === index)));
    if (index < 0) return this.input.removeAttribute("aria-activedescendant");
    this.list.children[index].scrollIntoView({ block: "nearest" });
    return this.input.setAttribute("aria-activedescendant", this.list.children[index].id);
  }

  key(event, finish) {
    const last = this.found.length - 1;
    if (event.key === "ArrowDown") this.point(this.at === last ? Math.min(0, last) : this.at + 1);
    else if (event.key === "ArrowUp") this.point(this.at <= 0 ? last : this.at - 1);
    else if (event.key === "Enter") {
      if (this.at >= 0) finish(this.result(this.at));
    } else return;
    event.preventDefault();
  }

  clicked(event, finish) {
    const at = Array.from(this.list.children).indexOf(event.target.closest("[role=option]"));
    if (at >= 0) finish(this.result(at));
  }

  result(at) {
    return { id: Number(this.found[at].id), text: this.found[at].text };
  }
}

/** Opens a dialog with fields and resolves to their values by name, or to null. `refuse(values)` gives "" or what is
    wrong with them. */
export function ask(dialog, values, refuse) {
  const form = dialog.querySelector("form");
  const status = dialog.querySelector("[role=status]");
  for (const [name, value] of Object.entries(values)) form.elements.namedItem(name).value = value;
  status.textContent = "";
  return new Promise((resolve) => {
    const stop = new AbortController();
    const { signal } = stop;
    const finish = (found) => {
      stop.abort();
      dialog.close();
      resolve(found);
    };
    const submit = (event) => {
      event.preventDefault();
      const given = Object.fromEntries(new FormData(form));
      if (event.submitter?.value === "remove") return finish({});
      const problem = refuse(given);
      status.textContent = problem;
      return problem ? form.elements[0].focus() : finish(given);
    };
    form.addEventListener("submit", submit, { signal });
    dialog.addEventListener("cancel", () => finish(null), { signal });
    dialog.querySelector("[data-cancel]").addEventListener("click", () => finish(null), { signal });
    dialog.showModal();
  });
}
