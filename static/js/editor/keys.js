/* The keys. The help dialog lists them; docs/editor.md says why they are these. */
import {
  baseKeymap,
  chainCommands,
  joinTextblockBackward,
  joinTextblockForward,
  redo,
  selectAll,
  undo,
  undoInputRule,
} from "../vendor/prosemirror.js";
import { pullQuote, setBlock, toggle } from "./commands.js";
import { backspace, deleteForward, enter, lineBreak, more, moveBlock } from "./enter.js";
import { schema } from "./schema.js";
import { blockAt, cycleSpeaker, speak } from "./speakers.js";

const { turn, paragraph, heading, quote } = schema.nodes;

/** `surface`: speakers and the dialogs that keys open. */
export function keys(surface) {
  const { speakers } = surface;
  const opening = (name) => () => {
    surface.open(name);
    return true;
  };
  const bindings = {
    Enter: chainCommands(enter(speakers), baseKeymap.Enter),
    "Shift-Enter": more,
    "Alt-Enter": lineBreak,
    Backspace: chainCommands(undoInputRule, backspace, inside(joinTextblockBackward), baseKeymap.Backspace),
    Delete: chainCommands(deleteForward, inside(joinTextblockForward), baseKeymap.Delete),
    Tab: tab(surface),
    "Mod-.": cycleSpeaker(speakers, 1),
    "Mod-,": cycleSpeaker(speakers, -1),
    "Alt-ArrowUp": moveBlock(-1),
    "Alt-ArrowDown": moveBlock(1),
    "Mod-b": toggle("strong"),
    "Mod-i": toggle("em"),
    "Mod-k": opening("link"),
    "Mod-Shift-f": opening("film"),
    "Mod-Shift-d": toggle("bracket"),
    "Mod-Alt-p": pullQuote,
    "Mod-Alt-0": setBlock(paragraph),
    "Mod-Alt-2": setBlock(heading, { level: 2 }),
    "Mod-Alt-3": setBlock(heading, { level: 3 }),
    "Mod-Alt-9": setBlock(quote),
    "Mod-Shift-e": opening("preview"),
    "Mod-Alt-m": opening("mentions"),
    "Mod-/": opening("help"),
    "Alt-F10": opening("toolbar"),
    Escape: () => {
      surface.released = true;
      return surface.escape();
    },
    "Mod-z": always(undo),
    "Mod-y": always(redo),
    "Shift-Mod-z": always(redo),
    "Mod-a": selectAll,
  };
  for (let number = 1; number <= 9; number += 1) {
    bindings[`Alt-${number}`] = (state, dispatch) => speak(speakers.labels(state.doc)[number - 1])(state, dispatch);
  }
  return bindings;
}

/** Where there is nothing left to undo, the browser must not undo something of its own. */
function always(command) {
  return (state, dispatch) => {
    command(state, dispatch);
    return true;
  };
}

/** Parts of one block join as text does; whole blocks are joined by what `enter` says. */
function inside(command) {
  return (state, dispatch, view) => {
    const { $cursor } = state.selection;
    const apart = $cursor && $cursor.depth > 1 && $cursor.node(1).type !== schema.nodes.list;
    return apart ? command(state, dispatch, view) : false;
  };
}

/** At the start of a turn, and in an empty line of a conversation, Tab chooses who speaks. Anywhere else, and after
    Escape, it leaves the text as it leaves every field. */
function tab(surface) {
  return (state, dispatch) => {
    const { $cursor } = state.selection;
    const block = $cursor && blockAt($cursor);
    if (surface.released || !block || $cursor.parentOffset > 0 || $cursor.index(1) > 0) return false;
    const isTurn = block.node.type === turn;
    const isEmptyLine = block.node.type === paragraph && !block.node.textContent;
    return isTurn || isEmptyLine ? cycleSpeaker(surface.speakers, 1)(state, dispatch) : false;
  };
}
