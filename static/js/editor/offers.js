/* What the lists beside the text offer: the kinds a block can become, and what can stand in an empty line. */
import * as commands from "./commands.js";
import { schema } from "./schema.js";
import { blockAt } from "./speakers.js";

const { paragraph, heading, quote, list, note, direction, turn } = schema.nodes;

/** What the block with the caret can become: [{name, hint, run}]. */
export function types(surface) {
  const { words } = surface;
  const to = (name, type, attrs, hint) => ({ name, hint, run: () => surface.run(commands.setBlock(type, attrs)) });
  const labels = surface.speakers.labels(surface.view.state.doc);
  return [
    to(words.paragraph, paragraph, {}, words.key_paragraph),
    ...labels.map((by, at) => to(`${words.turn} ${by}`, turn, { by }, at < 9 ? `Alt+${at + 1}` : "")),
    to(words.heading, heading, { level: 2 }, "##"),
    to(words.subheading, heading, { level: 3 }, "###"),
    to(words.quote, quote, {}, ">"),
    to(words.list, list, { ordered: false }, "-"),
    to(words.numbers, list, { ordered: true }, "1."),
    to(words.direction, direction, {}, "[ ]"),
    to(words.note, note, {}),
  ];
}

/** All that can stand where the caret is. */
export function insertions(surface) {
  const { words } = surface;
  const opening = (name, hint) => ({ name: words[name], hint, run: () => surface.open(name) });
  const { $from, empty } = surface.view.state.selection;
  const block = blockAt($from);
  const isQuote = block?.node.type === quote;
  const isHideable = block && "spoiler" in block.node.attrs;
  const doing = (name, command, hint) => ({ name: words[name], hint, run: () => surface.run(command) });
  return [
    ...types(surface),
    opening("picture"),
    { name: words.rule, hint: "---", run: () => commands.insertRule(surface.view) },
    opening("embed"),
    opening("film", words.key_film),
    ...(empty ? [] : [doing("pullquote", commands.pullQuote, words.key_pull_quote)]),
    ...(isQuote ? [doing("source", commands.quoteSource)] : []),
    ...(isHideable ? [doing(block.node.attrs.spoiler ? "unspoil" : "spoil", commands.toggleSpoiler)] : []),
  ];
}
