/* A short list beside the caret. The focus stays in the text; arrow keys choose, Enter takes, Escape closes. */

let count = 0;

export class Menu {
  /** `host`: the element that the list is put into; `view`: whose text keeps the focus. */
  constructor(host, view) {
    count += 1;
    this.view = view;
    this.list = document.createElement("ul");
    this.list.className = "editor-menu";
    this.list.id = `editor-menu-${count}`;
    this.list.setAttribute("role", "listbox");
    this.list.tabIndex = 0; // it scrolls
    this.list.hidden = true;
    // Pressing must not take the focus out of the text.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) this.take(Array.from(this.list.children).indexOf(row));
    });
    host.append(this.list);
    this.outside = (event) => {
      if (!this.list.contains(event.target)) this.close();
    };
  }

  get isOpen() {
    return !this.list.hidden;
  }

  /** `items`: [{name, hint, run}]; `at`: a rectangle of the window to stand under; `kind` says who opened it. */
  open({ items, at, label, kind = "", chosen = 0 }) {
    if (!items.length) return this.close();
    this.items = items;
    this.kind = kind;
    this.list.setAttribute("aria-label", label);
    this.list.replaceChildren(...items.map((item, index) => this.row(item, index)));
    this.list.hidden = false;
    this.place(at);
    this.point(Math.max(0, Math.min(chosen, items.length - 1)));
    this.view.dom.setAttribute("aria-controls", this.list.id);
    document.addEventListener("mousedown", this.outside);
    return true;
  }

  row(item, index) {
    const row = document.createElement("li");
    row.id = `${this.list.id}-${index}`;
    row.setAttribute("role", "option");
    const name = document.createElement("span");
    name.textContent = item.name;
    row.append(name);
    if (item.hint) {
      const hint = document.createElement("kbd");
      hint.textContent = item.hint;
      row.append(hint);
    }
    return row;
  }

  place(at) {
    const box = this.list.offsetParent?.getBoundingClientRect() ?? { left: 0, top: 0, width: innerWidth };
    const { offsetWidth: width, offsetHeight: height } = this.list;
    const above = at.bottom + height + 8 > innerHeight && at.top - height > 0;
    const left = Math.max(0, Math.min(at.left - box.left, box.width - width));
    this.list.style.left = `${left}px`;
    this.list.style.top = `${(above ? at.top - height - 6 : at.bottom + 6) - box.top}px`;
  }

  point(index) {
    this.at = index;
    Array.from(this.list.children).forEach((row, place) => row.setAttribute("aria-selected", String(place === index)));
    const row = this.list.children[index];
    row.scrollIntoView({ block: "nearest" });
    this.view.dom.setAttribute("aria-activedescendant", row.id);
  }

  take(index) {
    const item = this.items[index];
    this.close();
    item.run();
  }

  close() {
    if (!this.isOpen) return false;
    this.list.hidden = true;
    this.view.dom.removeAttribute("aria-activedescendant");
    this.view.dom.removeAttribute("aria-controls");
    document.removeEventListener("mousedown", this.outside);
    return true;
  }

  /** Whether the key was for the list. */
  key(event) {
    if (!this.isOpen) return false;
    const last = this.items.length - 1;
    if (event.key === "ArrowDown") this.point(this.at === last ? 0 : this.at + 1);
    else if (event.key === "ArrowUp") this.point(this.at === 0 ? last : this.at - 1);
    else if (event.key === "Enter" || event.key === "Tab") this.take(this.at);
    else if (event.key === "Escape") this.close();
    else return false;
    return true;
  }
}
