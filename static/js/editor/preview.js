/* The public page beside the text, from the server's own renderer, brought up to date while one writes. */

const PAUSE = 500; // milliseconds without a change before the server is asked
const WIDTHS = { phone: 375, tablet: 768, desktop: 1280 };

export class Preview {
  /** `panel`: its element; `read()`: what the server renders; `scroller`: the element that the text scrolls in. */
  constructor({ panel, url, read, scroller, words }) {
    Object.assign(this, { panel, url, read, scroller, words });
    this.frame = panel.querySelector("iframe");
    this.pane = panel.querySelector("[data-pane]");
    this.status = panel.querySelector("[role=status]");
    this.width = "phone";
    this.scheme = "light";
    this.leader = scroller;
    this.timer = 0;
    this.asked = 0;
    panel.addEventListener("click", (event) => this.pressed(event));
    this.frame.addEventListener("load", () => this.loaded());
    new ResizeObserver(() => this.fit()).observe(this.pane);
    for (const side of [scroller, panel]) {
      for (const name of ["pointerenter", "wheel", "focusin", "touchstart"]) {
        side.addEventListener(name, () => (this.leader = side), { passive: true });
      }
    }
    scroller.addEventListener("scroll", () => this.leader === scroller && this.followText(), { passive: true });
  }

  open() {
    this.panel.hidden = false;
    this.fit();
    this.refresh();
  }

  close() {
    this.panel.hidden = true;
  }

  changed() {
    if (this.panel.hidden) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), PAUSE);
  }

  async refresh() {
    this.asked += 1;
    const asked = this.asked;
    try {
      const answer = await fetch(this.url, { method: "POST", body: this.read() });
      const html = await answer.text();
      if (asked !== this.asked) return;
      const isPage = (answer.headers.get("Content-Type") || "").startsWith("text/html");
      if (answer.ok && isPage) this.show(html);
      else this.status.textContent = answer.status === 422 ? html : this.words.preview_failed;
    } catch {
      if (asked === this.asked) this.status.textContent = this.words.preview_failed;
    }
  }

  /** The whole page once; later only what it holds, so that nothing flickers and the place is kept. */
  show(html) {
    this.status.textContent = "";
    const page = this.frame.contentDocument;
    const main = page?.querySelector("main");
    if (!this.isLoaded || !main) {
      this.frame.srcdoc = html;
      return;
    }
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("main");
    if (fresh) main.replaceChildren(...Array.from(fresh.childNodes, (node) => page.importNode(node, true)));
    this.followText();
  }

  loaded() {
    const page = this.frame.contentDocument;
    if (!page?.querySelector("main")) return;
    this.isLoaded = true;
    page.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (link && !link.getAttribute("href").startsWith("#")) event.preventDefault();
    });
    page.addEventListener("pointermove", () => (this.leader = this.panel), { passive: true });
    page.addEventListener("scroll", () => this.leader === this.panel && this.followPage(), { passive: true });
    this.paint();
    this.followText();
  }

  pressed(event) {
    const button = event.target.closest("button[data-width], button[data-scheme]");
    if (!button) return;
    if (button.dataset.width) this.width = button.dataset.width;
    if (button.dataset.scheme) this.scheme = button.dataset.scheme;
    for (const other of this.panel.querySelectorAll("button[data-width], button[data-scheme]")) {
      const isOn = other.dataset.width === this.width || other.dataset.scheme === this.scheme;
      other.setAttribute("aria-pressed", String(isOn));
    }
    this.fit();
    this.paint();
  }

  fit() {
    const width = WIDTHS[this.width];
    const { clientWidth, clientHeight } = this.pane;
    const scale = Math.min(1, clientWidth / width);
    this.frame.style.width = `${width}px`;
    this.frame.style.height = `${clientHeight / scale}px`;
    this.frame.style.transform = `scale(${scale})`;
    this.frame.style.marginLeft = `${Math.max(0, (clientWidth - width * scale) / 2)}px`;
    this.followText();
  }

  /** Light or dark, whatever the machine prefers: the page's own rules for the dark are switched on or off. */
  paint() {
    const page = this.frame.contentDocument;
    if (!page) return;
    page.documentElement.style.colorScheme = this.scheme;
    for (const sheet of page.styleSheets) this.switch(sheet.cssRules);
  }

  switch(rules) {
    for (const rule of rules) {
      if (rule instanceof this.frame.contentWindow.CSSMediaRule) {
        rule.wanted ??= /prefers-color-scheme:\s*(dark|light)/.exec(rule.media.mediaText)?.[1] ?? "none";
        if (rule.wanted !== "none") rule.media.mediaText = rule.wanted === this.scheme ? "all" : "not all";
      }
      if (rule.cssRules) this.switch(rule.cssRules);
    }
  }

  /** The page scrolls to the block that stands at the top of the text. */
  followText() {
    const page = this.frame.contentDocument;
    const place = topBlock(this.scroller.querySelectorAll("[data-block]"), this.scroller.getBoundingClientRect().top);
    const target = place && page?.getElementById(place.block.dataset.id);
    if (!target) return;
    const box = target.getBoundingClientRect();
    this.frame.contentWindow.scrollBy({ top: box.top + place.share * box.height - 24, behavior: "instant" });
  }

  followPage() {
    const page = this.frame.contentDocument;
    const place = topBlock(page.querySelectorAll("main [data-block]"), 24);
    const target = place && this.scroller.querySelector(`[data-id="${CSS.escape(place.block.id)}"]`);
    if (!target) return;
    const box = target.getBoundingClientRect();
    const top = this.scroller.getBoundingClientRect().top;
    this.scroller.scrollTop += box.top - top + place.share * box.height;
  }
}

/** The first block that reaches below `line`, and how much of it lies above. */
function topBlock(blocks, line) {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle].getBoundingClientRect().bottom > line) high = middle;
    else low = middle + 1;
  }
  if (low >= blocks.length) return null;
  const box = blocks[low].getBoundingClientRect();
  return { block: blocks[low], share: Math.max(0, (line - box.top) / Math.max(1, box.height)) };
}
