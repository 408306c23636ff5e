"""What the catalogue knows a name to be, so that a proposed notice can say "the character’s name"."""

from django.utils.translation import gettext as _

from journal.cinema.models import Credit
from journal.press.copy import Copy


def roles(copy: Copy) -> dict[str, str]:
    """Names that the films of a copy know: characters as a whole and by each word of the name, then people's."""
    found: dict[str, str] = {}
    credits = Credit.objects.filter(film__in=[link.film for link in copy.films])
    for character, person in credits.values_list("character", "person__name"):
        for name, role in ((character, _("the character’s name")), (person, _("the name"))):
            for word in {name, *name.split()} - {""}:
                found.setdefault(word, role)
    return found
