"""What a copy still lacks before it is printed. Pure; the copy desk's checks proper are ``journal.copydesk``."""

from django.utils.translation import gettext as _

from journal.press.copy import Copy

WRITERS = frozenset({"author", "interviewer"})


def gaps(copy: Copy) -> list[str]:
    """Plain sentences, the gravest first; none where nothing is missing."""
    found = []
    if not copy.document.blocks:
        found.append(_("There is no text."))
    if not any(credit.role in WRITERS for credit in copy.byline):
        found.append(_("Nobody stands in the byline."))
    if not copy.dek:
        found.append(_("There is no dek; lists and feeds will show the headline alone."))
    if copy.picture and not copy.picture.alt:
        found.append(_("The lead picture has no alternative text."))
    if copy.picture and not copy.picture.credit:
        found.append(_("The lead picture has no credit line."))
    if copy.kind == "review" and not copy.form.get("review"):
        found.append(_("The review does not say which film it reviews."))
    if copy.kind == "interview" and not copy.participants:
        found.append(_("Nobody speaks in this interview."))
    if copy.kind == "interview" and not copy.form.get("conditions"):
        found.append(_("Nothing says how the conversation came about: when, where, by what means, how edited."))
    return found
