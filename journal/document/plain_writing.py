"""Writing a document as plain text: the way out of `plaintext`."""

from collections.abc import Callable, Collection

from . import inline, plain_inline
from .blocks import Block, Document
from .plain_lines import Labels, classify, shield, shielded_label
from .quoting import first_source

# After these a paragraph without a label is the speaker's, so one that nobody says must say so.
CARRYING = frozenset({"direction", "picture", "pullquote", "embed"})


def write(document: Document, labels: Collection[str] = ()) -> str:
    """The document in plain text, without ids. ``labels`` are those of participants who have not spoken yet: words that
    look like them are written so that they stay words."""
    known = Labels({*labels, *(block.by for block in document.turns())})
    writer = _Writer(document, known)
    return "\n\n".join(writer.block(block) for block in document)


class _Writer:
    def __init__(self, document: Document, labels: Labels) -> None:
        self.document = document
        self.labels = labels
        self.speaking = False

    def block(self, block: Block) -> str:
        written = WRITERS[block.type](self, block)
        if block.type not in CARRYING:
            self.speaking = block.type == "turn"
        return written

    def lines(self, markup: str, prefix: str = "") -> str:
        """One paragraph: behind the prefix, or with its first line shielded where there is none."""
        runs = inline.parse(markup)
        for written in (plain_inline.write(markup), plain_inline.tagged(markup)):
            first, *others = written.split("\n")
            first = first if prefix else shield(first, self.labels)
            shielded = "\n".join([first, *(shield(line, self.labels) for line in others)])
            if inline.parse(plain_inline.read(shielded)) == runs:
                break
        return f"{prefix} {shielded}".strip(" ")

    def line(self, markup: str) -> str:
        """Markup of one line, line breaks as tags."""
        runs = inline.parse(markup)
        for written in (plain_inline.write(markup), plain_inline.tagged(markup)):
            joined = written.replace("\n", "<br>")
            if inline.parse(plain_inline.read(joined)) == runs:
                break
        return joined

    def continued(self, paragraphs: list[str]) -> list[str]:
        """Further paragraphs of what is spoken, without a label."""
        return [self.lines(paragraph) for paragraph in paragraphs]

    def turn(self, block: Block) -> str:
        extras = _extras(block)
        label = shielded_label(block.by) + (f" [{extras}]" if extras else "")
        first, *others = block.paragraphs()
        chunks = [self.lines(first, f"{label}:"), *self.continued(others)]
        if block.original:
            first, *others = inline.paragraphs(block.original.text)
            chunks += [self.lines(first, f"[original {block.original.lang}]"), *self.continued(others)]
        return "\n\n".join(chunks)

    def paragraph(self, block: Block) -> str:
        extras = _extras(block)
        first, *others = block.paragraphs()
        if extras or self.speaking or not first:
            chunks = [self.lines(first, f"[text, {extras}]" if extras else "[text]")]
        else:
            chunks = [self.lines(first)]
        return "\n\n".join([*chunks, *(self.lines(other, "[more]") for other in others)])

    def note(self, block: Block) -> str:
        first, *others = block.paragraphs()
        return "\n\n".join([self.lines(first, "[note]"), *(self.lines(other, "[more]") for other in others)])

    def heading(self, block: Block) -> str:
        return f"{'#' * block.level} {self.line(block.text)}".strip(" ")

    def quote(self, block: Block) -> str:
        paragraphs = [self.quoted(paragraph) for paragraph in block.paragraphs() if paragraph]
        source = [f"> -- {self.line(block.cite)}"] if block.cite else []
        return "\n".join(filter(None, ["\n>\n".join(paragraphs), *source])) or ">"

    def quoted(self, markup: str) -> str:
        runs = inline.parse(markup)
        for written in (plain_inline.write(markup), plain_inline.tagged(markup)):
            lines = [_dashless(line) for line in written.split("\n")]
            if inline.parse(plain_inline.read("\n".join(lines))) == runs:
                break
        return "\n".join(f"> {line}" for line in lines)

    def list(self, block: Block) -> str:
        signs = [f"{min(at, 999)}." if block.ordered else "-" for at in range(1, len(block.items) + 1)]
        return "\n".join(f"{sign} {self.line(item)}".strip(" ") for sign, item in zip(signs, block.items, strict=True))

    def picture(self, block: Block) -> str:
        return f"[picture {block.picture}] {self.line(block.caption)}".strip(" ")

    def rule(self, block: Block) -> str:
        return "---"

    def embed(self, block: Block) -> str:
        return f"[embed] {block.url} {block.title}".strip(" ")

    def direction(self, block: Block) -> str:
        words = self.line(block.text)
        short = classify(f"[{words}]", self.labels)
        if short.kind == "bracket" and short.words == words:
            return f"[{words}]"
        return f"[direction] {words}".strip(" ")

    def pullquote(self, block: Block) -> str:
        source = first_source(self.document.blocks, block.plain())
        found = source is not None and source.id == block.of
        return f"[pull quote{'' if found else f' of {block.of}'}] {self.line(block.text)}".strip(" ")


WRITERS: dict[str, Callable[[_Writer, Block], str]] = {
    "turn": _Writer.turn,
    "paragraph": _Writer.paragraph,
    "note": _Writer.note,
    "heading": _Writer.heading,
    "quote": _Writer.quote,
    "list": _Writer.list,
    "picture": _Writer.picture,
    "rule": _Writer.rule,
    "embed": _Writer.embed,
    "direction": _Writer.direction,
    "pullquote": _Writer.pullquote,
}


def _dashless(line: str) -> str:
    """A line of a quote that is not taken for its source."""
    return f"\\{line}" if line.startswith("-- ") else line


def _extras(block: Block) -> str:
    extras = []
    if block.lang:
        extras.append(f"in {block.lang}")
    if block.spoiler:
        extras.append("spoiler")
    if block.t:
        extras.append("-".join(map(_clock, block.t)))
    return ", ".join(extras)


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" + (f".{rest:03}" if rest else "")
