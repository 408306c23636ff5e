"""Hypothesis strategies: markup, blocks and documents as editors, importers and attackers make them."""

from hypothesis import strategies as st

from journal.document import inline
from journal.document.blocks import ALPHABET, Document

LABELS = ("JD", "VF", "Q", "The Journal", "SPEAKER 1", "監督", "A: B", "[x", "-", "#2", "1.")
PIECES = (
    "<em>", "</em>", "<strong>", "</strong>", "<cite>", '<cite film="12">', "</cite>", "<direction>", "</direction>",
    '<a href="https://example.org/?a=1&amp;b=2">', '<a href="/films/x/">', '<a href="javascript:alert(1)">',
    '<a href="#t7k2q9ab">', "</a>", "<br>", "\n", "\n\n", "\r\n", "\t", "  ", " ", "\u00a0", "\u2028", "\u2029", "\x0b",
    "&amp;", "&lt;", "&gt;", "&quot;", "&#106;", "<script>", "</p>", "<", ">", "&", '"', "'", "*", "**", "_", "`", "\\",
    "[", "]", "(", ")", "[laughing]", "JD: ", "VF:", "Q:", "A: B:", "Someone: ", "# ", "## ", "> ", "- ", "1. ", "1) ",
    "***", "---", "¶", "~", "|", "{", "}", "@", "!", "^", "=", "+", "%", "::", "https://example.org/x", "word", "two words",
    "Ünïcödé", "عربى", "🎬", "é", "e\u0301", "\u200b", "\ufeff", "\u202e", "\ue000",
)  # fmt: skip

characters = st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00")
words = st.text(characters, max_size=12)
markup = st.lists(st.sampled_from(PIECES) | words, max_size=10).map("".join)
texts = markup.map(inline.canonical)
lines = markup.map(lambda value: inline.canonical(value, line=True))

runs = st.builds(
    inline.Run,
    text=st.lists(st.sampled_from(PIECES) | words, max_size=3).map("".join),
    em=st.booleans(),
    strong=st.booleans(),
    direction=st.booleans(),
    cite=st.just(True),
    film=st.none() | st.integers(1, 99),
    href=st.none() | st.sampled_from(["https://example.org/", "#top", "mailto:desk@example.org", "/a(b)/"]),
) | st.builds(inline.Run, text=words, em=st.booleans(), strong=st.booleans(), direction=st.booleans())

ids = st.text(ALPHABET, min_size=8, max_size=8)
languages = st.sampled_from(["fr", "pt-BR", "fa", "ar", "he", "ar-Latn", "ja"])
titles = st.lists(st.sampled_from(["word", "*", "[", "]", "|", "<b>", "é", '"', "\\", "(x)"]), max_size=4).map(" ".join)
spans = st.tuples(st.integers(0, 10**7), st.integers(0, 10**6)).map(lambda pair: [pair[0], sum(pair)])
urls = st.sampled_from(["https://example.org/watch?v=1&t=2", "http://example.org/a_(b)", "https://example.org/x*y*z"])


def _block(kind: str, required: dict, optional: dict | None = None):
    return st.fixed_dictionaries({"type": st.just(kind), **required}, optional=optional or {})


blocks = st.one_of(
    _block("turn", {"by": st.sampled_from(LABELS), "text": texts}),
    _block(
        "turn",
        {"by": st.sampled_from(LABELS), "text": texts},
        {
            "t": spans,
            "lang": languages,
            "spoiler": st.booleans(),
            "original": st.fixed_dictionaries({"lang": languages, "text": texts}),
        },
    ),
    _block("paragraph", {"text": texts}, {"lang": languages, "spoiler": st.booleans()}),
    _block("heading", {"text": lines, "level": st.sampled_from([2, 3])}),
    _block("quote", {"text": texts}, {"cite": lines}),
    _block("list", {"items": st.lists(lines, min_size=1, max_size=4)}, {"ordered": st.booleans()}),
    _block("picture", {"picture": st.integers(1, 99)}, {"caption": lines}),
    _block("rule", {}),
    _block("note", {"text": texts}),
    _block("embed", {"url": urls}, {"title": titles}),
    _block("direction", {"text": lines}),
)


@st.composite
def documents(draw, max_size: int = 8) -> Document:
    """Valid documents: unique ids, pull quotes that are taken from a block, blocks that swallowed others."""
    drawn = draw(st.lists(blocks, max_size=max_size))
    taken = draw(st.lists(ids, unique=True, min_size=3 * len(drawn), max_size=3 * len(drawn)))
    for data in drawn:
        data["id"] = taken.pop()
        if draw(st.integers(0, 9)) == 0:
            data["was"] = [taken.pop()]
    sources = [data for data in drawn if data["type"] in ("turn", "paragraph")]
    if sources and draw(st.booleans()):
        source = draw(st.sampled_from(sources))
        quoted = {"type": "pullquote", "id": taken.pop(), "of": source["id"], "text": draw(lines)}
        drawn.insert(draw(st.integers(0, len(drawn))), quoted)
    return Document.from_json(drawn)
