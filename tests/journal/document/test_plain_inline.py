import pytest
from hypothesis import given, settings

from hanging import comes_to_an_end
from journal.document import inline, plain_inline
from tests.journal.document import strategies


@settings(deadline=None, max_examples=300)
@given(strategies.texts)
def test_marks_survive_the_notation(markup):
    for paragraph in inline.paragraphs(markup):
        assert inline.canonical(plain_inline.read(plain_inline.write(paragraph))) == paragraph
        assert inline.canonical(plain_inline.read(plain_inline.tagged(paragraph))) == paragraph


@pytest.mark.parametrize(
    ("plain", "markup"),
    [
        ("_em_ *strong* **strong** __em__", "<em>em</em> <strong>strong</strong> <strong>strong</strong> <em>em</em>"),
        ("{Her} and {Her|12}", '<cite>Her</cite> and <cite film="12">Her</cite>'),
        ("[laughing] no", "<direction>laughing</direction> no"),
        ("[words](https://a.example/b_(c)) here", '<a href="https://a.example/b_(c)">words</a> here'),
        ("[words](javascript:x)", "<direction>words</direction>(javascript:x)"),
        ("one\ntwo", "one<br>two"),
        ("5 * 3 * 2 and snake_case_name", "5 * 3 * 2 and snake_case_name"),
        ("[...] and [1]", "[...] and [1]"),
        ("*open and [open and {open and _open", "*open and [open and {open and _open"),
        ("\\*not strong\\* \\[sic\\]", "*not strong* [sic]"),
        ("a < b & c <script>", "a &lt; b &amp; c &lt;script&gt;"),
        ("un<em>believ</em>able", "un<em>believ</em>able"),
        ("[see _this_ [link](/x/)]", '<direction>see <em>this</em> <a href="/x/">link</a></direction>'),
    ],
)
def test_the_notation(plain, markup):
    assert inline.canonical(plain_inline.read(plain)) == markup


@pytest.mark.parametrize(
    "plain", ["_em_ {Her|12}", "[sic!] 5 * 3", "[w](https://a.example/)", "snake_case", "a \\[real\\] b"]
)
def test_signs_are_shielded_only_where_they_must_be(plain):
    assert plain_inline.write(inline.canonical(plain_inline.read(plain))) == plain


@pytest.mark.parametrize("piece", ["[", "*a ", "{", "[*{_", "](", "([", "[]", "{a|1}", "|1}", "\\", "[a ", " *a"])
def test_signs_without_partners_take_linear_time(piece):
    with comes_to_an_end():
        plain_inline.read(piece * 30_000)
