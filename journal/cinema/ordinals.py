"""Numbers of editions in words of English print."""


def write(number: int) -> str:
    """65 -> "65th", 1 -> "1st", 12 -> "12th", 102 -> "102nd"."""
    if number % 100 in {11, 12, 13}:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
