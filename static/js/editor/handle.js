/* The handle beside a block: dragged by mouse, pen or finger it moves the block; pressed without dragging it lists what
   can be done instead, so that nobody has to drag. Alt and the arrow keys do the same from the text. */
import { TextSelection } from "../vendor/prosemirror.js";
import { moveBlock } from "./enter.js";

const SLACK = 4; // pixels that a press may wander before it is a drag
const EDGE = 64; // pixels from the edge of what is seen where the text begins to scroll
const STEP = 14; // pixels a frame

/** Puts the block at `index` into the gap before the block at `gap`; null where it stands there already. */
export function moveTo(state, index, gap) {
  const { doc } = state;
  if (index === gap || index + 1 === gap || index >= doc.childCount) return null;
  const start = (at) => doc.content.content.slice(0, at).reduce((sum, node) => sum + node.nodeSize, 0);
  const node = doc.child(index);
  const tr = state.tr.delete(start(index), start(index) + node.nodeSize);
  const to = tr.mapping.map(start(gap));
  tr.insert(to, node);
  return tr.setSelection(TextSelection.near(tr.doc.resolve(to + 1))).scrollIntoView();
}

export class Handle {
  /** `desk`: what the button and the line stand in; `scroller()`: what scrolls; `moved()`: says so to who does not see it. */
  constructor({ button, line, desk, view, menu, scroller, words, moved }) {
    Object.assign(this, { button, line, desk, view, menu, scroller, words, moved });
    desk.addEventListener("pointermove", (event) => {
      const block = event.pointerType === "mouse" && !this.drag && event.target.closest?.("[data-block]");
      if (block && block.parentNode === view.dom) this.standBeside(block);
    });
    button.addEventListener("pointerdown", (event) => this.press(event));
    button.addEventListener("pointermove", (event) => this.pull(event));
    button.addEventListener("pointerup", (event) => this.release(event));
    for (const name of ["pointercancel", "lostpointercapture"]) button.addEventListener(name, () => this.stop());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.drag) this.stop();
    });
  }

  blocks() {
    return Array.from(this.view.dom.children).filter((child) => child.dataset.block);
  }

  standBeside(block) {
    this.block = block;
    this.button.hidden = false;
    this.button.style.top = `${block.getBoundingClientRect().top - this.desk.getBoundingClientRect().top}px`;
  }

  press(event) {
    if (event.button !== 0 || !this.block) return;
    event.preventDefault();
    const index = this.blocks().indexOf(this.block);
    if (index < 0) return;
    this.button.setPointerCapture(event.pointerId);
    this.drag = { index, gap: index, from: event.clientY, y: event.clientY, isOn: false };
  }

  pull(event) {
    const { drag } = this;
    if (!drag) return;
    drag.y = event.clientY;
    if (drag.isOn || Math.abs(drag.y - drag.from) < SLACK) return;
    drag.isOn = true;
    this.line.hidden = false;
    this.frame();
  }

  /** Where the block would go, and the text scrolled on at its edges, as long as the drag lasts. */
  frame() {
    const { drag } = this;
    if (!drag?.isOn) return;
    const blocks = this.blocks();
    const boxes = blocks.map((block) => block.getBoundingClientRect());
    drag.gap = boxes.filter((box) => (box.top + box.bottom) / 2 < drag.y).length;
    const edge = drag.gap < boxes.length ? boxes[drag.gap].top : boxes[boxes.length - 1].bottom;
    this.line.style.top = `${edge - this.desk.getBoundingClientRect().top}px`;
    const { target, top, bottom } = this.scroller();
    if (drag.y < top + EDGE) target.scrollBy(0, -STEP);
    else if (drag.y > bottom - EDGE) target.scrollBy(0, STEP);
    requestAnimationFrame(() => this.frame());
  }

  release() {
    const { drag } = this;
    if (!drag) return;
    if (drag.isOn) this.frame(); // the last word, not the last frame's
    this.stop();
    if (!drag.isOn) return this.offer(drag.index);
    const tr = moveTo(this.view.state, drag.index, drag.gap);
    if (!tr) return;
    this.view.focus();
    this.view.dispatch(tr);
    this.moved();
  }

  stop() {
    this.drag = null;
    this.line.hidden = true;
  }

  /** The same without dragging. */
  offer(index) {
    const { doc, tr } = this.view.state;
    const at = doc.content.content.slice(0, index).reduce((sum, node) => sum + node.nodeSize, 0);
    this.view.focus();
    this.view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(at + 1))));
    const step = (by) => () => {
      moveBlock(by)(this.view.state, this.view.dispatch);
      this.moved();
    };
    this.menu.open({
      items: [
        { name: this.words.move_up, hint: "Alt+↑", run: step(-1) },
        { name: this.words.move_down, hint: "Alt+↓", run: step(1) },
      ],
      at: this.button.getBoundingClientRect(),
      label: this.words.move,
    });
  }
}
