import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.document.inline import Run, canonical, escape, films, links, normal, parse, plain, safe_href, write
from tests.journal.document import strategies

STEADY = settings(deadline=None, max_examples=200)


@STEADY
@given(strategies.markup)
def test_writing_what_was_read_is_a_normal_form(markup):
    written = write(parse(markup))
    assert write(parse(written)) == written
    assert parse(written) == parse(markup)


@STEADY
@given(st.lists(strategies.runs, max_size=6))
def test_reading_what_was_written_gives_the_same_runs(runs):
    assert parse(write(runs)) == normal(runs)


@STEADY
@given(st.lists(strategies.runs, max_size=6))
def test_a_line_has_no_paragraph_breaks(runs):
    line = write(runs, line=True)
    assert "\n" not in line
    assert canonical(line, line=True) == line


@STEADY
@given(strategies.words)
def test_words_that_are_escaped_come_back_as_words_without_marks(words):
    assert all(run.marks == () for run in parse(escape(words)))
    assert plain(escape(words)).split() == "".join(run.text for run in normal([Run(words.replace("\n", " "))])).split()


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        ("<em>a <strong>b</strong></em>", "<em>a <strong>b</strong></em>"),
        ("<strong><em>b</em></strong>", "<em><strong>b</strong></em>"),
        ("<em>a</em><em>b</em>", "<em>ab</em>"),
        ("<em>a<strong>b</em>c</strong>", "<em>a<strong>b</strong></em><strong>c</strong>"),
        ("<em>open", "<em>open</em>"),
        ("closed</em>", "closed&lt;/em&gt;"),
        ("<em></em>", ""),
        ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
        ("<em class='x'>a</em>", "&lt;em class='x'&gt;a&lt;/em&gt;"),
        ("Tom &amp; Jerry & &copy; 3 < 4", "Tom &amp; Jerry &amp; &amp;copy; 3 &lt; 4"),
        ("one\ntwo\n \nthree", "one two\n\nthree"),
        ("one<br> <br>two <br> three", "one\n\ntwo<br>three"),
        ("<em>one\n\ntwo</em>", "<em>one</em>\n\n<em>two</em>"),
        ('<cite film="12">Her</cite>', '<cite film="12">Her</cite>'),
        ('<cite film="0">Her</cite>', '&lt;cite film="0"&gt;Her&lt;/cite&gt;'),
        ('<cite film="012">Her</cite>', '&lt;cite film="012"&gt;Her&lt;/cite&gt;'),
        ("<direction>a</direction><direction>b</direction>", "<direction>a</direction> <direction>b</direction>"),
        ("a\x07b\x1fc", "abc"),
    ],
)
def test_markup_has_one_written_form(markup, written):
    assert canonical(markup) == written


@pytest.mark.parametrize(
    "href",
    [
        "https://example.org/", "http://example.org/a?b=1&c=2#d", "mailto:desk@example.org", "/films/her-2013/", "#t7k2q9ab",
        "https://пример.рф/путь",
    ],
)  # fmt: skip
def test_an_address_of_the_web_of_this_site_or_of_this_page_is_kept(href):
    assert safe_href(href) == href
    assert links(f'<a href="{escape(href)}">words</a>') == [href]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)",
        "\x01javascript:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)", "javascript：alert(1)",
        "ｊavascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.example/", "/\\evil.example/",
        "\\\\evil.example", "https:evil.example", "http:///x", "https://user@evil.example/", "https://exa mple.org/", "relative.html",
        "https://example.org/\u202egnp.exe", "https://example.org:port/", "https://[::1/", "#", "", "mailto:", "blob:x", "\u00a0//x",
        "https://example.org/" + "a" * 2000, "https://ex\u200bample.org/", "https://a℀b.org/",
    ],
)  # fmt: skip
def test_a_hostile_or_broken_address_leaves_plain_words(href):
    assert safe_href(href) is None
    escaped = escape(href).replace('"', "")
    assert canonical(f'see <a href="{escaped}">this</a> now') == "see this now"


def test_plain_words_show_directions_in_brackets_and_breaks_as_lines():
    assert plain("<em>Yes</em> <direction>laughs</direction><br>no\n\n&lt;b&gt;") == "Yes [laughs]\nno\n\n<b>"


def test_films_are_listed_once_in_the_order_of_their_mention():
    assert films('<cite film="7">Z</cite> <cite>M</cite> <cite film="3">Up</cite> <cite film="7">Z</cite>') == [7, 3]


def test_only_a_cite_names_a_film():
    with pytest.raises(ValueError, match="Only a cite"):
        Run("x", film=3)


def test_a_long_text_is_read_in_linear_time():
    """Fifty thousand marks: a quadratic reader would not come back."""
    assert len(parse("<em>a</em> b " * 50_000)) == 100_000
