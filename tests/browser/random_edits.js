// Random edits of a document with one block of every type. After each: ids are unique, what would be posted reads back as
// itself, and the document is valid; at the end undo leads back to the start. Gives "" or what went wrong.
async ([base, start, rounds, blocks]) => {
  const load = (path) => import(`${base}/static/js/${path}`);
  const [pm, { readDocument, writeDocument }, { ids }, enter, commands, who, { schema }, { pasting }] = await Promise.all(
    ["vendor/prosemirror.js", ...["blocks", "ids", "enter", "commands", "speakers", "schema", "paste"].map((name) => `editor/${name}.js`)].map(load),
  );
  const { EditorState, Selection, TextSelection, baseKeymap, chainCommands, history, redo, undo } = pm;
  const n = schema.nodes;
  let seed = start;
  const pick = (count) => ((seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 8) % count;
  const speakers = new who.Speakers([{ label: "Q" }, { label: "MC" }, { label: "TL" }], null);
  const pastes = ["one", "one\n\ntwo", "Q: a\nMC: b\n\nc\n\n[Door.]\n\nd"];
  const types = [n.paragraph, n.quote, n.note, n.direction, n.list, n.heading];
  const paste = pasting(speakers).props.handleDOMEvents.paste;
  // Spaces at the edges of paragraphs are the server's to drop.
  const flat = (list) => JSON.stringify(list).replace(/\\n\\n +/g, "\\n\\n").replace(/ +\\n\\n/g, "\\n\\n");
  for (let round = 0; round < rounds; round += 1) {
    const kept = new Set(blocks.map((block) => block.id));
    const plugins = [ids(kept), history({ newGroupDelay: 0 })];
    let state = EditorState.create({ doc: readDocument(blocks), plugins });
    const first = JSON.stringify(writeDocument(state.doc, kept));
    const dispatch = (tr) => (state = state.apply(tr));
    const run = (command) => () => command(state, dispatch);
    const view = { get state() { return state; }, dispatch, focus() {} };
    const edits = {
      enter: run(chainCommands(enter.enter(speakers), baseKeymap.Enter)),
      more: run(enter.more),
      lineBreak: run(enter.lineBreak),
      backspace: run(chainCommands(enter.backspace, baseKeymap.Backspace)),
      delete: run(chainCommands(enter.deleteForward, baseKeymap.Delete)),
      type: () => dispatch(state.tr.insertText("xyz"[pick(3)])),
      speaker: run(who.cycleSpeaker(speakers, 1)),
      up: run(enter.moveBlock(-1)),
      down: run(enter.moveBlock(1)),
      block: () => commands.setBlock(types[pick(types.length)])(state, dispatch),
      turn: run(commands.setBlock(n.turn, { by: "Q" })),
      pullQuote: run(commands.pullQuote),
      source: run(commands.quoteSource),
      rule: () => commands.insertRule(view),
      paste: () => paste(view, { preventDefault() {}, clipboardData: { getData: (type) => (type === "text/plain" ? pastes[pick(3)] : "") } }),
      undo: run(undo),
      redo: run(redo),
      copy: () => {
        const slice = state.selection.content();
        dispatch(state.tr.setSelection(Selection.near(state.doc.resolve(pick(state.doc.content.size + 1)))));
        dispatch(state.tr.replaceSelection(slice));
      },
    };
    const done = [];
    const names = Object.keys(edits);
    for (let step = 0; step < 25; step += 1) {
      const from = pick(state.doc.content.size + 1);
      const to = pick(3) ? from : pick(state.doc.content.size + 1);
      dispatch(state.tr.setSelection(TextSelection.between(state.doc.resolve(from), state.doc.resolve(to))));
      const name = names[pick(names.length)];
      done.push(`${name} ${from}-${to}`);
      const where = `round ${round}, ${done.slice(-4).join(", ")}`;
      try {
        edits[name]();
        state.doc.check();
      } catch (error) {
        return `${where}: ${error.stack}`;
      }
      const taken = state.doc.content.content.flatMap((node) => [node.attrs.id, ...node.attrs.was]);
      if (taken.some((id) => !id) || new Set(taken).size !== taken.length) return `${where}: ids ${taken}`;
      const out = writeDocument(state.doc, kept);
      if (out.length && flat(out) !== flat(writeDocument(readDocument(out), new Set(out.map((block) => block.id))))) {
        return `${where}: posted ${JSON.stringify(out)}`;
      }
    }
    while (undo(state, dispatch));
    if (JSON.stringify(writeDocument(state.doc, kept)) !== first) return `round ${round}: undo after ${done.join(", ")}`;
  }
  return "";
}
