"""Lists of words, written as running text so that they can be read and extended."""


def words(text: str) -> list[str]:
    """Words parted by white space."""
    return text.split()


def phrases(text: str) -> list[str]:
    """Phrases parted by bars."""
    return [phrase.strip() for phrase in text.split("|")]
