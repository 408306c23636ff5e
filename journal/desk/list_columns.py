"""The columns that the list of pieces can have beside the headline. Pure."""

PARAMETER = "columns"  # of the list's address, names with commas between them
OFFERED = (
    "shown_state",
    "kind",
    "shown_byline",
    "shown_assignee",
    "shown_festival",
    "lang",
    "shown_starter",
    "shown_edited",
    "shown_live_date",
)


def known(names: str) -> list[str]:
    """Those of the names that are columns, in the order of the list; none of what somebody made up."""
    wanted = set(names.split(","))
    return [name for name in OFFERED if name in wanted]
