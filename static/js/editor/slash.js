/* "/" in an empty line opens the list of what can stand there; what is typed after it narrows the list down. */
import { Plugin } from "../vendor/prosemirror.js";

/** `menu()`: the list; `items(view)`: what it offers, each with `name` and `run`. */
export function slash(menu, items, label) {
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        return menu().key(event);
      },
    },
    view: () => ({
      update(view, before) {
        if (before.doc.eq(view.state.doc) && before.selection.eq(view.state.selection)) return;
        const typed = typedAfterSlash(view.state);
        if (typed === null) {
          if (menu().kind === "slash") menu().close();
          return;
        }
        if (before.doc.eq(view.state.doc)) return;
        const wanted = typed.toLowerCase();
        const found = items(view).filter((item) => item.name.toLowerCase().includes(wanted));
        const at = view.coordsAtPos(view.state.selection.from);
        menu().open({ items: found.map((item) => ({ ...item, run: () => choose(view, item) })), at, label, kind: "slash" });
      },
    }),
  });
}

function typedAfterSlash({ selection }) {
  const { $cursor } = selection;
  const found = $cursor && /^\/([\p{L} ]{0,20})$/u.exec($cursor.parent.textContent);
  return found && $cursor.parentOffset === $cursor.parent.content.size ? found[1] : null;
}

function choose(view, item) {
  const { $cursor } = view.state.selection;
  view.dispatch(view.state.tr.delete($cursor.start(), $cursor.end()));
  item.run();
}
