import io

import pytest
from PIL import Image

from journal.demo import loading, pictures

KEYS = [fact["key"] for fact in pictures.facts()]
SHAPES = {"2.39": 2.39, "1.85": 1.85, "4:3": 4 / 3, "3:4": 3 / 4}


def test_every_still_of_the_pieces_is_painted_and_every_painted_still_is_used() -> None:
    used = {piece.first.facts["picture"] for piece in loading.files() if "picture" in piece.first.facts}
    assert used == set(KEYS)
    for key in KEYS:
        assert callable(pictures.painter(key))


def test_every_still_says_what_it_shows_in_a_sentence_of_its_own() -> None:
    alts = [fact["alt"] for fact in pictures.facts()]
    assert len(set(alts)) == len(alts)
    assert [alt for alt in alts if not 20 <= len(alt) <= 125 or not alt.endswith(".")] == []


def test_an_unknown_still_is_refused() -> None:
    with pytest.raises(LookupError, match="nobody paints mona-lisa"):
        pictures.painter("mona-lisa")


@pytest.mark.parametrize(
    ("key", "shape"), [("tide-line", "2.39"), ("white-room", "1.85"), ("window-grid", "4:3"), ("portrait-amber", "3:4")]
)
def test_stills_come_in_the_shapes_of_film_and_always_the_same(key: str, shape: str) -> None:
    jpeg = pictures.paint(key)
    wide, high = Image.open(io.BytesIO(jpeg)).size
    assert wide / high == pytest.approx(SHAPES[shape], abs=0.01)
    assert pictures.paint(key) == jpeg


def test_a_still_is_no_single_colour() -> None:
    still = pictures.painter("salt-horizon")()
    assert min(high - low for low, high in still.getextrema()) > 100
