"""Parts of addresses that only take what can exist, so that anything else is a plain 404 without a query."""

from journal.press.kinds import SECTION_NAMES


class Section:
    regex = "|".join(SECTION_NAMES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Number:
    regex = "[1-9][0-9]{0,5}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Year(Number):
    regex = "(?:18|19|20)[0-9]{2}"


class Month(Number):
    regex = "0[1-9]|1[0-2]"

    def to_url(self, value: int) -> str:
        return f"{value:02d}"


class FeedForm(Section):
    """The end of a feed's address, as `feed_forms.FORMS` has it."""

    regex = "atom|xml|json"


class Topic(Section):
    """A topic keeps its letters in its address, whatever script they are of (taggit)."""

    regex = r"[-\w]+"


class Block(Section):
    """The id of a block (journal.document.blocks)."""

    regex = "[0-9a-hjkmnp-tv-z]{8}"


class Digest(Section):
    """Of what is drawn on a card (journal.pictures.cards)."""

    regex = "[0-9a-f]{16}"
