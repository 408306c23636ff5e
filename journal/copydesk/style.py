"""The house style, as far as rules check it; lengths are in characters or words, shares from 0 to 1."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Style:
    """What the magazine has decided. Every field has the house's default."""

    headline_limit: int = 110
    headline_long: int = 70
    alt_limit: int = 250
    paragraph_words: int = 200
    answer_words: int = 400
    sentence_words: int = 60
    interviewee_share: float = 0.3
    edition_margin_days: int = 14
    # Kinds of piece that are read long after their day, so that "yesterday" means nothing in them.
    evergreen: frozenset[str] = frozenset({"interview", "review", "feature", "essay", "list", "obituary"})
    staging_hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "staging.", "test.", ".local", ".test", ".invalid")
    off: frozenset[str] = frozenset()  # ids of rules that the house does without
