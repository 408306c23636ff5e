"""A few words on either side of a place in a text, none of them cut in two."""


def before(text: str, start: int, width: int) -> str:
    """At most ``width`` characters before ``start``; an ellipsis where there is more."""
    if start <= width:
        return text[:start]
    words = text[start - width : start]
    return "… " + (words.partition(" ")[2] or words)


def after(text: str, end: int, width: int) -> str:
    """At most ``width`` characters from ``end`` on; an ellipsis where there is more."""
    if len(text) - end <= width:
        return text[end:]
    words = text[end : end + width]
    return (words.rpartition(" ")[0] or words) + " …"
