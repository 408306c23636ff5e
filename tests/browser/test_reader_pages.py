"""The readers' pages before axe, on the narrowest phone, and with letters twice as large."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from factories import make_change, make_user, make_version
from journal.document.blocks import Block, Document
from journal.press import publishing
from journal.press.copy import Participant
from journal.press.declaring import Signatures
from tests.browser.axe import findings_at, wider_than_the_window

ADDRESSES = (
    "/",
    "/interviews/",
    "/features/the-quay/",
    "/interviews/three-days-of-fog/",
    "/interviews/three-days-of-fog/history/",
    "/interviews/three-days-of-fog/history/2/",
    "/interviews/three-days-of-fog/report/",
    "/reviews/the-long-pier/",
    "/news/the-wrong-reel/",
    "/search/",
    "/search/?q=fog",
    "/search/?q=nobody+said+this",
    "/corrections/",
    "/corrections/policy/",
    "/about/",
    "/nothing/here/",
)
FEATURE = Document(
    (
        Block(id="b0000001", type="paragraph", text="The <em>first</em> boat left at <strong>six</strong>."),
        Block(id="b0000002", type="heading", level=2, text="By the water"),
        Block(id="b0000003", type="quote", text="It was colder then.", cite="A letter of 1921"),
        Block(id="b0000004", type="list", items=("Rope", "Salt", "A map")),
        Block(id="b0000005", type="rule"),
        Block(id="b0000006", type="note", text="The harbour master read this page."),
        Block(id="b0000007", type="paragraph", text="The ship never came.", spoiler=True),
        Block(id="b0000008", type="paragraph", lang="fr", text="Le quai était vide."),
        Block(id="b0000009", type="pullquote", of="b0000001", text="left at six"),
    )
)
TALK = tuple(
    block
    for n in range(9)
    for block in (
        Block(id=f"q{n:07d}", type="turn", by="Q", text=f"What did you see on day {n}?"),
        Block(id=f"a{n:07d}", type="turn", by="IO", text=f"On day {n} there was fog. <direction>laughing</direction>"),
    )
)


@pytest.fixture
def journal(transactional_db: None) -> None:
    """One piece of each look: a corrected talk, a feature with every kind of block, a review, a retracted report."""
    now = timezone.now()
    speakers = (Participant("Q", "Ada Finch", "interviewer"), Participant("IO", "Ida Orlov", "interviewee"))
    talk = make_version(
        "Three days of fog", kind="interview", document=Document(TALK), participants=speakers, dek="Ida Orlov waits.",
        now=now - timedelta(hours=9),
    )  # fmt: skip
    mended = Document(
        (*TALK[:1], Block(id="a0000000", type="turn", by="IO", text="On no day was there fog."), *TALK[2:])
    )
    make_change(talk, now=now - timedelta(hours=8), document=mended, text="An earlier version had the weather wrong.")
    make_version("The quay", document=FEATURE, dek="A harbour, and who waits in it.", now=now - timedelta(hours=7))
    make_version("The long pier", kind="review", form={"verdict": "Worth the wait."}, now=now - timedelta(hours=6))
    wrong = make_version("The wrong reel", kind="news", now=now - timedelta(hours=5))
    signed = Signatures(by=make_user("edith"), approved_by=make_user("chief"), reason="Not the film it was said to be.")
    publishing.retract(
        piece=wrong.piece, notice="The reel was of another film.", base=1, signed=signed, now=now - timedelta(hours=4)
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, live_server: Any, journal: None, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    assert findings_at(page, live_server, ADDRESSES) == {address: [] for address in ADDRESSES}


@pytest.mark.parametrize("letters", ["100%", "200%"])
def test_no_page_is_wider_than_a_phone(page: Page, live_server: Any, journal: None, letters: str) -> None:
    page.set_viewport_size({"width": 320 if letters == "100%" else 640, "height": 640})
    assert wider_than_the_window(page, live_server, ADDRESSES, letters) == []
