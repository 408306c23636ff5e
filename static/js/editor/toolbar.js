/* The slim bar above the text: one stop for the Tab key, arrow keys inside. */

export class Toolbar {
  /** `surface.press(name, button)` does what a button says; `surface.isOn(name)` tells whether it is down. */
  constructor(bar, surface) {
    this.bar = bar;
    this.surface = surface;
    this.buttons = Array.from(bar.querySelectorAll("button[data-do]"));
    this.type = bar.querySelector("[data-type]");
    this.buttons.forEach((button, at) => (button.tabIndex = at ? -1 : 0));
    bar.addEventListener("mousedown", (event) => event.preventDefault());
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-do]");
      if (button) surface.press(button.dataset.do, button);
    });
    bar.addEventListener("keydown", (event) => this.key(event));
  }

  focus() {
    this.buttons.find((button) => button.tabIndex === 0).focus();
  }

  key(event) {
    const at = this.buttons.indexOf(document.activeElement);
    const last = this.buttons.length - 1;
    const target = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at ? at - 1 : last, Home: 0, End: last }[event.key];
    if (event.key === "Escape") this.surface.view.focus();
    if (target === undefined) return;
    event.preventDefault();
    this.buttons.forEach((button, place) => (button.tabIndex = place === target ? 0 : -1));
    this.buttons[target].focus();
  }

  /** `name`: of the block that the caret stands in. */
  show(name) {
    if (this.type.textContent !== name) this.type.textContent = name;
    for (const button of this.buttons) {
      if (!button.hasAttribute("aria-pressed")) continue;
      const isOn = String(this.surface.isOn(button.dataset.do));
      if (button.getAttribute("aria-pressed") !== isOn) button.setAttribute("aria-pressed", isOn);
    }
  }
}
