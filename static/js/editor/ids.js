/* Ids of blocks. Deep links, quotations and differences hang on them, so they go with the words: through typing, moving,
   splitting, merging, undo, cut and paste. One place looks after every change, whichever command made it. */
import { Plugin, PluginKey, isHistoryTransaction } from "../vendor/prosemirror.js";
import { isId } from "./schema.js";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** A new id that is none of those taken. It starts with a letter, as those minted by the server do. */
export function mint(taken) {
  for (;;) {
    const dice = crypto.getRandomValues(new Uint8Array(8));
    const letters = Array.from(dice, (value, at) => (at ? ALPHABET[value % 32] : ALPHABET[10 + (value % 22)]));
    const id = letters.join("");
    if (!taken.has(id)) return id;
  }
}

export const idsKey = new PluginKey("ids");

/** `saved`: ids that the server knows; only those are remembered in `was`. Every id that this surface has ever had is
    known to it, so that cut and paste keeps an id while a paste from another piece gets a new one. */
export function ids(saved) {
  const known = new Set(saved);
  return new Plugin({
    key: idsKey,
    state: { init: () => ({ saved, known }), apply: (_tr, value) => value },
    appendTransaction(transactions, before, after) {
      if (!transactions.some((tr) => tr.docChanged)) return null;
      if (sameIds(before.doc, after.doc)) return null;
      const tr = after.tr;
      const mapping = transactions.flatMap((transaction) => transaction.mapping.maps);
      // Undo brings ids back by itself; what it takes away was never swallowed by anybody.
      if (!transactions.some(isHistoryTransaction)) rememberSwallowed(tr, before.doc, mapping, saved);
      settle(tr, before.doc, mapping, known);
      return tr.docChanged ? tr : null;
    },
  });
}

function sameIds(before, after) {
  if (before.childCount !== after.childCount) return false;
  for (let at = 0; at < before.childCount; at += 1) {
    const [old, now] = [before.child(at), after.child(at)];
    if (old !== now && (old.attrs.id !== now.attrs.id || !now.attrs.id)) return false;
  }
  return true;
}

function follow(maps, position, side) {
  return maps.reduce((at, map) => map.map(at, side), position);
}

/** Blocks that are gone while words of theirs stand in another block: that block has their ids in `was`. */
function rememberSwallowed(tr, before, maps, saved) {
  const alive = new Set();
  tr.doc.forEach((node) => [node.attrs.id, ...node.attrs.was].forEach((id) => alive.add(id)));
  before.forEach((gone, position) => {
    const { id, was } = gone.attrs;
    if (!id || alive.has(id)) return;
    const from = follow(maps, position + 1, 1);
    const to = follow(maps, position + gone.nodeSize - 1, -1);
    if (from >= to || !tr.doc.textBetween(from, Math.min(to, tr.doc.content.size), " ").trim()) return;
    const at = tr.doc.resolve(from);
    const swallower = at.node(1);
    if (!swallower || !swallower.attrs.id) return;
    const gained = [id, ...was].filter((old) => saved.has(old) || was.includes(old));
    if (gained.length) tr.setNodeAttribute(at.before(1), "was", [...new Set([...swallower.attrs.was, ...gained])]);
  });
}

/** Every block has an id of its own. Of two with the same, that one keeps it which stands where it stood before, unless
    it is empty and the other is not: then the id goes with the words. */
function settle(tr, before, maps, known) {
  const expected = new Map();
  before.forEach((node, position) => expected.set(node.attrs.id, follow(maps, position, 1)));
  const owners = new Map();
  tr.doc.forEach((node, position) => {
    const { id } = node.attrs;
    if (!isId(id) || !(known.has(id) || expected.has(id))) return;
    const claim = { position, node, stays: expected.get(id) === position };
    if (!owners.has(id) || isBetter(claim, owners.get(id))) owners.set(id, claim);
  });
  const taken = new Set([...owners.keys(), ...known]);
  const swallowed = new Set(owners.keys());
  const swallowers = new Map(tr.doc.content.content.flatMap((node) => node.attrs.was.map((old) => [old, node])));
  tr.doc.forEach((node, position) => {
    const owner = owners.get(node.attrs.id);
    const owns = owner && owner.position === position && (swallowers.get(node.attrs.id) ?? node) === node;
    const was = owns ? node.attrs.was.filter((old) => !swallowed.has(old)) : [];
    was.forEach((old) => swallowed.add(old));
    if (owns && was.length === node.attrs.was.length) return;
    const attrs = { ...node.attrs, was };
    if (!owns) {
      attrs.id = mint(taken);
      taken.add(attrs.id);
      known.add(attrs.id);
      if (owner && "t" in attrs) attrs.t = null;
    }
    tr.setNodeMarkup(position, null, attrs, node.marks);
  });
  for (const id of owners.keys()) known.add(id);
}

function isBetter(claim, rival) {
  const [words, others] = [hasWords(claim.node), hasWords(rival.node)];
  if (words !== others) return words;
  return claim.stays && !rival.stays;
}

function hasWords(node) {
  return node.isAtom || node.textContent.length > 0;
}
