"""All rules together: on the founding text, on a twin with the same faults, on clean copy."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from hanging import comes_to_an_end
from journal.copydesk.facts import Credit, Edition, Facts, Film, Participant
from journal.copydesk.issues import BLOCK, SEVERITIES
from journal.copydesk.rules import RULES, check, may_publish, open_issues
from journal.copydesk.style import Style
from journal.document import plaintext
from journal.document.blocks import Document
from tests.journal.document import strategies

SEED = Path(__file__).resolve().parents[4] / "shared" / "seeds" / "ruby-sparks.txt"

TWIN = """\
I met directors Anna Berg and Carl Dorn ({Small Harbour}, 2013) by the lake after the first screening of their new film. \
{The Salt Road} (2019) shows a lighthouse keeper, Mathieu (Wolfgang Ziegler), whose letters to a woman who does not exist \
are answered one day. Mathieu goes on writing, and Mathieu's letters change what she does. Here is our talk.

Q: This is a quiet film -- a film about waiting.

AB: It is a pity that quiet films can't finds an audience, whatever they cost.

CD: There were offers in those years, but we were told what to show, so we decided no to take them.

Q: So you waited...

CD:[laughing] Yes!

AB: How an actors waits is a craft. Matthias waits with his whole back.

Q: And the sea?

CD: The sea never ends.. it runs all night, and Matthias has to watch it.
"""
DEK = (
    "I met directors Anna Berg and Carl Dorn by the lake after the first screening of their new film. It shows a lighthouse "
    "keeper, Mathieu, whose letters to a woman who does not exist are answered one day. Here is our talk."
)
FACTS = Facts(
    kind="interview",
    headline="Two Directors and a Lighthouse",
    dek=DEK,
    section="interviews",
    films=(
        Film(
            1,
            "The Salt Road",
            year=2019,
            credits=(
                Credit("Anna Berg", "Director"),
                Credit("Carl Dorn", "Director"),
                Credit("Wolfgang Ziegler", "Actor", "Matthias Hollander"),
            ),
        ),
        Film(2, "Small Harbour", year=2013),
    ),
    participants=(
        Participant("Q", "Ida Holm", "interviewer"),
        Participant("AB", "Anna Berg"),
        Participant("CD", "Carl Dorn"),
    ),
)
TWIN_DOCUMENT = plaintext.read(TWIN, ["Q", "AB", "CD"]).document


def found(issues) -> list[tuple[str, str]]:
    return [(issue.rule, issue.excerpt) for issue in issues if issue.excerpt and issue.rule[0] in "XF"]


def test_the_twin_of_the_founding_text():
    issues = check(TWIN_DOCUMENT, FACTS)
    assert found(issues) == [
        ("F02", "Mathieu"),
        ("F07", "Mathieu"),
        ("X02", "can't finds"),
        ("X03", "no to take"),
        ("X04", "an actors"),
        ("X06", "a never ends.. it runs all"),
        ("F03", "Mathieu"),
        ("X11", "quiet film -- a film abou"),
    ]
    assert [issue.rule for issue in issues if issue.rule[0] not in "XF"] == [
        "S09",
        "T09",
        "T09",
        "T09",
        "T09",
        "S01",
    ]
    assert [issue.severity for issue in issues] == sorted((issue.severity for issue in issues), key=SEVERITIES.index)


def test_clean_copy_has_no_findings():
    text = TWIN
    for wrong, right in (
        ("can't finds", "can't find"), ("no to take", "not to take"), ("an actors", "an actor"), ("ends..", "ends,"),
        ("Mathieu", "Matthias"), (" -- ", " – "),
    ):  # fmt: skip
        text = text.replace(wrong, right)
    facts = replace(
        FACTS, headline="Anna Berg and Carl Dorn on the patience of the sea", dek="A film about waiting, and how it was made.",
        byline=("Ida Holm",), conducted_on=date(2019, 8, 9), medium="in person", editing="condensed", original_language="en",
    )  # fmt: skip
    assert check(plaintext.read(text, ["Q", "AB", "CD"]).document, facts) == ()


@pytest.mark.skipif(not SEED.is_file(), reason="the founding text is not beside the repository")
def test_the_founding_text():
    _stamp, headline, dek, body = SEED.read_text("utf-8").split("\n\n", 3)
    document = plaintext.read(body, ["Q", "JD", "VF"]).document
    directors = ("Jonathan Dayton", "Valerie Faris")
    film = Film(
        1,
        "Ruby Sparks",
        year=2012,
        credits=(
            *(Credit(name, "Director") for name in directors),
            Credit("Paul Dano", "Actor", "Calvin Weir-Fields"),
            Credit("Zoe Kazan", "Actor", "Ruby Sparks"),
        ),
    )
    facts = Facts(
        kind="interview",
        headline=headline,
        dek=dek,
        section="interviews",
        films=(film, Film(2, "Little Miss Sunshine", year=2006)),
        participants=(Participant("Q", "", "interviewer"), *map(Participant, ("JD", "VF"), directors)),
        edition=Edition("Locarno Film Festival 2012", date(2012, 8, 1), date(2012, 8, 11)),
        published_on=date(2012, 9, 6),
    )
    issues = check(document, facts)
    assert [rule for rule, _words in found(issues)] == ["F02", "F07", "X02", "X03", "X04", "X06", "F03", "X11"]
    assert {words for rule, words in found(issues) if rule[0] == "F"} == {"Clive"}
    names = next(issue for issue in issues if issue.rule == "F03")
    assert str(names) == "“Clive”, 6 times: a name that the catalogue does not know. Is it Calvin?"
    assert [issue.rule for issue in issues if issue.rule[0] in "ST"] == ["S09", *["T09"] * 4, "S01", "S03"]


def test_a_waiver_holds_through_other_edits_and_never_lets_what_blocks_pass():
    issues = check(TWIN_DOCUMENT, FACTS)
    waived = {issue.fingerprint for issue in issues}
    assert {issue.severity for issue in open_issues(issues, waived)} == {BLOCK}
    ids = {block.text: block.id for block in TWIN_DOCUMENT}
    edited = plaintext.read(
        TWIN.replace("And the sea?", "And the sea itself?"), ["Q", "AB", "CD"], TWIN_DOCUMENT
    ).document
    assert {block.text: block.id for block in edited}.items() >= {
        text: id for text, id in ids.items() if "sea?" not in text
    }.items()
    assert {issue.fingerprint for issue in check(edited, FACTS)} == waived
    assert not may_publish(issues)


def test_a_waiver_ends_with_the_words_that_it_was_for():
    issues = check(TWIN_DOCUMENT, FACTS)
    waived = {issue.fingerprint for issue in issues}
    edited = plaintext.read(TWIN.replace("can't finds", "can't keeps"), ["Q", "AB", "CD"], TWIN_DOCUMENT).document
    assert [issue.rule for issue in open_issues(check(edited, FACTS), waived) if issue.severity != BLOCK] == ["X02"]


def test_rules_can_be_switched_off():
    rules = {issue.rule for issue in check(TWIN_DOCUMENT, FACTS, Style(off=frozenset({"X02", "T09", "S09"})))}
    assert rules == {issue.rule for issue in check(TWIN_DOCUMENT, FACTS)} - {"X02", "T09", "S09"}


def test_every_rule_has_its_own_ids():
    ids = [id for rule in RULES for id in rule.ids]
    assert len(ids) == len(set(ids))
    assert all(rule.title and rule.check.__doc__ and rule.ids[0] in rule.check.__doc__ for rule in RULES)


@settings(deadline=None, max_examples=60)
@given(strategies.documents())
def test_no_text_stops_a_rule_and_every_place_is_in_its_passage(document):
    facts = replace(FACTS, published_on=date(2019, 1, 1))
    for issue in check(document, facts):
        assert issue.severity in SEVERITIES
        assert str(issue)
        assert issue.block == "" or document.get(issue.block) is not None
        assert 0 <= issue.span[0] <= issue.span[1]


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a ",
        "A ",
        "Ab ",
        "a-",
        "a[",
        "<b",
        "(",
        "[",
        '"',
        "“",
        ".",
        ". ",
        "a.",
        "Ab (",
        "a, ",
        "&",
        "no to ",
        "a an ",
        "…",
        "é",
    ],
)
def test_hostile_text_takes_linear_time(piece):
    stored = [
        {
            "id": "aaaaaaaa",
            "type": "turn",
            "by": "AB",
            "text": piece.replace("&", "&amp;").replace("<", "&lt;") * 20_000,
        }
    ]
    document = Document.from_json(stored)
    with comes_to_an_end():
        check(document, FACTS)
