/* Who speaks: the labels that begin a turn, in the order of the participants, and what follows from them. */
import { schema } from "./schema.js";

const { turn, paragraph } = schema.nodes;

/** Speakers of the piece: those the server named, those typed into the rows of participants, those in the text. */
export class Speakers {
  constructor(given, form) {
    this.given = given;
    this.form = form;
    this.refresh();
  }

  /** Reads the rows of participants again; they stand in the same form and may change while one writes. */
  refresh() {
    const rows = this.form ? rowsOf(this.form) : [];
    const found = new Map((rows.length ? rows : this.given).map((speaker) => [speaker.label, speaker]));
    this.known = found;
    this.by = new Map([...found.keys()].map((label) => [fold(label), label]));
  }

  labels(doc) {
    const found = new Set(this.known.keys());
    doc.forEach((node) => {
      if (node.type === turn) found.add(node.attrs.by);
    });
    return [...found];
  }

  name(label) {
    return this.known.get(label)?.name || label;
  }

  isAsking(label) {
    return this.known.get(label)?.asking || false;
  }

  /** The label that somebody typed, in whatever case; null where nobody has it. */
  find(typed, doc) {
    const labels = this.labels(doc);
    if (labels.includes(typed)) return typed;
    const near = labels.filter((label) => fold(label) === fold(typed));
    return near.length === 1 ? near[0] : null;
  }

  /** Whose turn comes after the block at this index: whoever spoke before its speaker did, else the next participant. */
  next(doc, index) {
    const labels = this.labels(doc);
    let current = null;
    for (let at = Math.min(index, doc.childCount - 1); at >= 0; at -= 1) {
      const node = doc.child(at);
      if (node.type !== turn) continue;
      if (current === null) current = node.attrs.by;
      else if (node.attrs.by !== current) return node.attrs.by;
    }
    return labels.find((label) => label !== current) ?? current ?? null;
  }

  /** The label after this one, or before it, round and round. */
  cycle(label, doc, step) {
    const labels = this.labels(doc);
    if (!labels.length) return null;
    const at = labels.indexOf(label);
    return labels[(at + step + labels.length) % labels.length];
  }
}

const ASKING = new Set(["interviewer", "moderator", "audience"]);

function rowsOf(form) {
  const rows = [];
  for (const input of form.querySelectorAll('input[name^="participants-"][name$="-label"]')) {
    const field = (name) => form.elements.namedItem(input.name.replace(/label$/, name));
    const label = input.value.trim();
    if (!label || input.name.includes("__prefix__") || field("DELETE")?.checked) continue;
    const record = ["person", "contributor"].map((name) => chosen(field(name))).find(Boolean);
    rows.push({ label, name: record || field("name")?.value.trim() || "", asking: ASKING.has(field("role")?.value) });
  }
  return rows;
}

function chosen(select) {
  const option = select?.selectedOptions?.[0];
  return option?.value ? option.textContent.trim() : "";
}

function fold(label) {
  return label.normalize("NFKD").toLowerCase();
}

/** The top-level block at a resolved position: {node, index, from, to}, or null between blocks. */
export function blockAt($position) {
  if (!$position.depth) return null;
  const node = $position.node(1);
  const from = $position.before(1);
  return { node, index: $position.index(0), from, to: from + node.nodeSize };
}

/** Gives the block at the selection to a speaker; a paragraph becomes a turn. */
export function speak(label) {
  return (state, dispatch) => {
    const block = blockAt(state.selection.$from);
    if (!label || !block || (block.node.type !== turn && block.node.type !== paragraph)) return false;
    if (dispatch) {
      const { id, was, lang, spoiler, t = null } = block.node.attrs;
      dispatch(state.tr.setNodeMarkup(block.from, turn, { id, was, lang, spoiler, t, by: label }));
    }
    return true;
  };
}

/** Gives the block to the next speaker of the list, or to the one before. */
export function cycleSpeaker(speakers, step) {
  return (state, dispatch) => {
    const block = blockAt(state.selection.$from);
    if (!block) return false;
    const label =
      block.node.type === turn
        ? speakers.cycle(block.node.attrs.by, state.doc, step)
        : speakers.next(state.doc, block.index);
    return speak(label)(state, dispatch);
  };
}
