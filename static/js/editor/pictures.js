/* A picture is chosen by looking: a grid of what is there, newest first, with what would keep it from being printed.
   journal/desk/views/choosing.py answers; what is dropped here is taken in as on the page of uploads. */
import { schema } from "./schema.js";

const PAUSE = 200; // milliseconds without a key before the server is asked

/** The films that the text and the form name, as the form stands now. */
export function filmsOf(doc, form) {
  const found = new Set();
  doc.descendants((node) => {
    const film = schema.marks.cite.isInSet(node.marks)?.attrs.film;
    if (film) found.add(film);
  });
  for (const select of form.querySelectorAll('select[name^="mentions-"][name$="-record"]')) {
    const [kind, key] = select.value.split(":");
    if (kind === "film") found.add(Number(key));
  }
  for (const select of form.querySelectorAll('select[name^="review-"][name$="-film"]')) {
    if (select.value) found.add(Number(select.value));
  }
  return [...found];
}

export class Pictures {
  /** `films()`: those whose pictures stand on top; `form` has the token that an upload needs. */
  constructor({ dialog, url, form, films, words }) {
    Object.assign(this, { dialog, url, form, films, words, found: [], at: -1, asked: 0, answer: {} });
    this.input = dialog.querySelector("input[type=search]");
    this.file = dialog.querySelector("input[type=file]");
    this.status = dialog.querySelector("[role=status]");
    this.grid = dialog.querySelector("[role=listbox]");
    this.part = (name) => dialog.querySelector(`[data-${name}]`);
    this.group = (name) => dialog.querySelector(`[data-group=${name}]`);
    this.tile = dialog.querySelector("template").content;
    this.grid.id ||= "editor-pictures";
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), PAUSE);
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "Enter") return;
      event.preventDefault();
      if (this.found.length) this.grid.focus();
    });
    this.grid.addEventListener("focus", () => this.point(Math.max(0, this.at)));
    this.grid.addEventListener("keydown", (event) => this.key(event));
    this.grid.addEventListener("click", (event) => {
      const tile = event.target.closest("[role=option]");
      if (tile) this.take(this.tiles.indexOf(tile));
    });
    this.grid.addEventListener("scroll", () => this.nearEnd() && this.more(), { passive: true });
    this.part("more").addEventListener("click", () => this.more());
    this.part("upload").addEventListener("click", () => this.file.click());
    this.part("cancel").addEventListener("click", () => this.finish(null));
    this.dialog.addEventListener("cancel", () => this.finish(null));
    this.file.addEventListener("change", async () => {
      await this.send(Array.from(this.file.files));
      this.file.value = "";
    });
    this.listenForDrops();
  }

  listenForDrops() {
    const over = (isOver) => this.dialog.classList.toggle("is-over", isOver);
    for (const name of ["dragenter", "dragover"]) {
      this.dialog.addEventListener(name, (event) => {
        event.preventDefault(); // else the browser would open the file in place of the page
        over(Boolean(this.answer.upload));
      });
    }
    this.dialog.addEventListener("dragleave", ({ relatedTarget }) => this.dialog.contains(relatedTarget) || over(false));
    this.dialog.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      this.send(Array.from(event.dataTransfer.files));
    });
  }

  get tiles() {
    return Array.from(this.grid.querySelectorAll("[role=option]"));
  }

  /** Opens the dialog and resolves to a picture as the server tells it, or to null. */
  choose() {
    this.input.value = "";
    this.part("describe").hidden = true;
    this.sent = [];
    this.dialog.showModal();
    this.input.focus();
    this.look();
    return new Promise((resolve) => (this.resolve = resolve));
  }

  finish(found) {
    this.dialog.close();
    this.resolve?.(found);
    this.resolve = null;
  }

  /** One picture by its number, or null. */
  async tell(id) {
    const answer = await this.ask({ only: id });
    return answer?.found[0] ?? null;
  }

  /** What the server says, or null with the sentence that it gave. */
  async ask(given) {
    const url = new URL(this.url, location.href);
    for (const [name, value] of Object.entries(given)) url.searchParams.set(name, value);
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (answer.ok) return told;
      this.problem = told.said;
    } catch {
      this.problem = this.words.pictures_failed;
    }
    return null;
  }

  async look() {
    this.asked += 1;
    const asked = this.asked;
    const answer = await this.ask({ q: this.input.value.trim(), films: this.films().join(",") });
    if (asked !== this.asked) return;
    this.answer = answer ?? {};
    this.found = [];
    for (const name of ["top", "found"]) {
      for (const tile of this.group(name).querySelectorAll("[role=option]")) tile.remove();
      this.add(name, answer?.[name] ?? []);
    }
    this.grid.scrollTop = 0;
    this.point(-1);
    this.status.textContent = answer ? (this.found.length ? "" : this.words.pictures_none) : this.problem;
    this.offer();
  }

  /** The next page, while the list still ends where it was asked for. */
  async more() {
    const { next } = this.answer;
    if (!next || this.isAsking) return;
    this.isAsking = true;
    const { asked } = this;
    const answer = await this.ask({ q: this.input.value.trim(), before: next });
    this.isAsking = false;
    if (asked !== this.asked) return;
    if (!answer) this.status.textContent = this.problem;
    this.answer = { ...this.answer, next: answer ? answer.next : next };
    this.add("found", answer?.found ?? []);
    this.offer();
  }

  offer() {
    this.part("more").hidden = !this.answer.next;
    this.part("upload").hidden = !this.answer.upload;
    this.file.accept = this.answer.accepted ?? "";
  }

  nearEnd() {
    return this.grid.scrollTop + this.grid.clientHeight > this.grid.scrollHeight - 200;
  }

  add(name, pictures) {
    const group = this.group(name);
    for (const picture of pictures) {
      group.append(this.drawn(picture, this.found.length));
      this.found.push(picture);
    }
    group.hidden = !group.querySelector("[role=option]");
  }

  drawn(picture, index) {
    const tile = this.tile.cloneNode(true).firstElementChild;
    const image = tile.querySelector("img");
    tile.id = `${this.grid.id}-${index}`;
    tile.querySelector("b").textContent = picture.title;
    tile.querySelector("[data-alt]").textContent = picture.alt;
    tile.querySelector("[data-states]").textContent = picture.states.join(" · ");
    tile.setAttribute("aria-disabled", String(!picture.may_be_chosen));
    image.parentElement.style.backgroundColor = picture.placeholder;
    image.sizes = "11rem";
    image.srcset = picture.srcset;
    if (picture.src) image.src = picture.src;
    else image.remove();
    return tile;
  }

  /** -1: none. */
  point(index) {
    this.at = index;
    const { tiles } = this;
    tiles.forEach((tile, place) => tile.setAttribute("aria-selected", String(place === index)));
    const tile = tiles[index];
    this.part("told").textContent = tile ? told(this.found[index], this.words) : "";
    if (!tile) return this.grid.removeAttribute("aria-activedescendant");
    tile.scrollIntoView({ block: "nearest" });
    return this.grid.setAttribute("aria-activedescendant", tile.id);
  }

  key(event) {
    const last = this.found.length - 1;
    const target = {
      ArrowRight: () => Math.min(last, this.at + 1),
      ArrowLeft: () => Math.max(0, this.at - 1),
      ArrowDown: () => this.beside(1),
      ArrowUp: () => this.beside(-1),
      Home: () => 0,
      End: () => last,
    }[event.key];
    if (event.key === "Enter" || event.key === " ") this.take(this.at);
    else if (target) this.move(target());
    else return;
    event.preventDefault();
  }

  move(index) {
    if (index < 0) this.input.focus();
    else this.point(index);
    if (this.at >= this.found.length - 4) this.more();
  }

  /** The tile under this one, or above it: of the nearest row, the one that stands straightest. */
  beside(step) {
    const boxes = this.tiles.map((tile) => tile.getBoundingClientRect());
    const from = boxes[this.at];
    const beyond = boxes.flatMap((box, index) => (step * (box.top - from.top) > 1 ? [index] : []));
    if (!beyond.length) return step < 0 ? -1 : this.at;
    const row = beyond.reduce((best, index) => (step * (boxes[index].top - boxes[best].top) < 0 ? index : best));
    const near = (index) => Math.abs(boxes[index].left - from.left);
    const same = beyond.filter((index) => Math.abs(boxes[index].top - boxes[row].top) < 1);
    return same.reduce((best, index) => (near(index) < near(best) ? index : best));
  }

  take(index) {
    const picture = this.found[index];
    if (!picture) return;
    if (picture.may_be_chosen) this.finish(picture);
    else {
      this.point(index);
      this.status.textContent = this.words.picture_expired;
    }
  }

  // -- uploads -----------------------------------------------------------------------------------------------------------

  /** One after the other; what is refused is said by name, and the rest is kept. */
  async send(files) {
    if (!this.answer.upload || !files.length) return;
    const problems = [];
    for (const file of files) {
      this.status.textContent = this.words.picture_sending.replace("%s", file.name);
      const problem = await this.sendOne(file);
      if (problem) problems.push(`${file.name}: ${problem}`);
    }
    const { sent } = this;
    this.input.value = "";
    await this.look();
    const here = this.words[sent.length === 1 ? "picture_here_one" : "picture_here_many"].replace("%d", sent.length);
    this.status.textContent = [...problems, sent.length ? here : ""].filter(Boolean).join(" ");
    if (!sent.length) return;
    const describe = this.part("describe");
    describe.href = `${this.answer.describe}?pictures=${sent.join(",")}`;
    describe.hidden = false;
    this.grid.focus();
    this.point(Math.max(0, this.found.findIndex(({ id }) => id === sent.at(-1))));
  }

  /** "" or why not. */
  async sendOne(file) {
    if (file.size > this.answer.limit) return this.answer.too_heavy;
    const data = new FormData();
    data.set("csrfmiddlewaretoken", this.form.elements.namedItem("csrfmiddlewaretoken").value);
    data.set("original", file);
    try {
      const answer = await fetch(this.answer.upload, { method: "POST", body: data });
      const { id, error } = await answer.json();
      if (!answer.ok) return error;
      this.sent.push(id);
      return "";
    } catch {
      return this.words.picture_broken;
    }
  }
}

/** What is known of a picture, in a line. */
function told(picture, words) {
  const credit = picture.credit && words.picture_credit.replace("%s", picture.credit);
  return [picture.alt || picture.caption || picture.title, credit, ...picture.states].filter(Boolean).join(" · ");
}
