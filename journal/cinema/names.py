"""Names of people: order, sorting, initials. Names are never split by force: what the record says goes first."""

from journal.cinema.folding import fold
from journal.cinema.titles import padded

GIVEN_FIRST = "given"
FAMILY_FIRST = "family"
MONO = "mono"

# Words that belong to the family name after them; whether the alphabet counts them differs by country and person.
CAPITAL_PARTICLES = frozenset([
    "De", "Del", "Della", "Di", "Da", "Du", "Des", "La", "Le", "Van", "Von", "Den", "Der", "Dos", "Das", "El", "Al",
    "Ben", "Bin", "Ibn", "Saint", "St.", "St",
])  # fmt: skip
SMALL_PARTICLES = frozenset([
    "de", "del", "della", "di", "da", "du", "des", "la", "le", "les", "van", "von", "zu", "zum", "zur", "den", "der",
    "dem", "dos", "das", "do", "e", "y", "el", "al", "bin", "ben", "ibn", "ter", "ten", "te", "af", "av", "à", "a", "i",
])  # fmt: skip
SUFFIXES = frozenset(["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "V", "OBE", "CBE"])


def split(name: str) -> tuple[str, str]:
    """A guess at (given, family) of a name written given-first, for an editor to confirm.

    "Lars von Trier" -> ("Lars", "von Trier"); "Robert De Niro" -> ("Robert", "De Niro"); one word is a family name
    of nobody: ("Björk", "").
    """
    words = name.split()
    if len(words) < 2:
        return name.strip(), ""
    tail = len(words)
    while tail > 2 and words[tail - 1].rstrip(",") in SUFFIXES:
        tail -= 1
    start = tail - 1
    while start > 1 and words[start - 1] in SMALL_PARTICLES | CAPITAL_PARTICLES:
        start -= 1
    return " ".join(words[:start]).rstrip(","), " ".join(words[start:tail]).rstrip(",")


def sort_name(name: str, order: str, *, family: str = "", given: str = "") -> str:
    """The form under which a person stands in a list: "Trier, Lars von"; "De Niro, Robert"; "Bong Joon Ho".

    A small particle goes behind the given name, a capital one stays with the family. Family-first and single names
    are left as they are written.
    """
    if order in {FAMILY_FIRST, MONO}:
        return name.strip()
    if not family:
        given, family = split(name)
    if not family:
        return name.strip()
    particles, head = [], family.split()
    while len(head) > 1 and head[0] in SMALL_PARTICLES:
        particles.append(head.pop(0))
    given = given or name.replace(family, "").strip()
    return f"{' '.join(head)}, {' '.join([given, *particles]).strip()}".strip(", ")


def sort_key(sort_form: str) -> str:
    return padded(fold(sort_form))


def initials(name: str) -> str:
    """The label of a speaker: "JD" of Jonathan Dayton, "BJH" of Bong Joon Ho, "VF" of Valerie Faris."""
    words = [part for word in name.split() if word not in SMALL_PARTICLES for part in word.split("-")]
    return "".join(word[0].upper() for word in words if word[0].isalnum())


def surname(name: str, order: str, *, family: str = "") -> str:
    """The word by which the press names a person after the first mention; "" for a single name."""
    if order == MONO:
        return ""
    if family:
        return family
    if order == FAMILY_FIRST:
        return name.split()[0] if name.split() else ""
    return split(name)[1]


def slug(name: str) -> str:
    """The address of a person: "agnes-varda"; "person" where the name has no Latin letters."""
    latin = fold(name).encode("ascii", "ignore").decode()
    return "-".join(latin.split())[:100].strip("-") or "person"
