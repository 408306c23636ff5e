"""Names of people as a piece prints them, and the short forms by which a transcript calls them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..wordlists import words

# Small words inside a name; they never start one that stands in running text.
PARTICLES = frozenset(
    words(
        "de del della delle dei da das do dos di du des la le van von der den ter ten zu zur af av al el "
        "bin ibn ben y e und o' d' l'"
    )
)
# Capitalised words that are no part of a name.
COMMON = frozenset(
    words(
        "sie haben sind wird hier dann aber "
        "the a an in on at of for from to and or but with by as is was are were it its he she they we i "
        "you my our your his her their this that these those there here when where what why how who "
        "which if so no not yes then now after before since during while over under about into once both "
        "all one two three four five six seven eight nine ten first last january february march april "
        "may june july august september october november december monday tuesday wednesday thursday "
        "friday saturday sunday director directors film films interview festival cinema theatre theater "
        "movie questions question answer present moderated actor actress producer editor writer "
        "cinematographer composer regisseur regisseurin filmemacher filmemacherin schauspieler "
        "schauspielerin kamerafrau kameramann komponist komponistin produzent produzentin autor autorin "
        "herr frau mr mrs ms dr monsieur madame señor señora réalisateur réalisatrice cineasta directora "
        "actriz regista attore attrice moderator host critic le la les un une des dans avec pour sur par "
        "chez sans der die das ein eine im am mit für von zum zur bei nach auf wir el los las una con "
        "para por en il lo gli i nel nella con"
    )
) - frozenset(("may",))
WORD = re.compile(r"[^\W\d_][\w'’.-]*|[.,;:!?()“”„«»\"—–/|&]|\d+")
CJK_NAME = re.compile(r"([\u4e00-\u9fff々]{2,6})(?:監督|さん|氏|俳優|プロデューサー)")
POSSESSIVE = re.compile(r"['’]s?$")
INTRODUCED = re.compile(
    r"\b(?:(?:this is|my name(?:'s|’s| is)|i'm|i’m|i am|here with|joined by|welcome(?:,| to)?|je suis"
    r"|ich bin|soy|sono|it's|with us)\s+)"
    r"((?:[A-ZÀ-ÞŁŠŽČĆĐŐŰÅÄÖØÆ][\w'’-]+\s?){2,4})",
)


def fold(text: str) -> str:
    """Lower case without accents and punctuation: the form in which labels and names are compared."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


@dataclass(frozen=True, slots=True)
class Person:
    """A full name with every short form it may be called by, folded."""

    name: str
    parts: tuple[str, ...]
    initials: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, name: str) -> "Person":
        words = [word for word in re.split(r"\s+", name.strip()) if word]
        parts = tuple(fold(word) for word in words if fold(word))
        return cls(name.strip(), parts, frozenset(_initials(words)))

    @property
    def given(self) -> str:
        return self.parts[0] if self.parts else ""

    @property
    def family(self) -> str:
        return self.parts[-1] if self.parts else ""

    def called(self, key: str) -> bool:
        """Whether a folded label can mean this person: the name, the surname (with particles), the given name, a
        middle part, or "Ms Surname"."""
        words = key.split()
        if not words:
            return False
        words = [word for word in words if word not in HONORIFICS] or words
        flat = [word for part in self.parts for word in part.split()]
        return any(flat[at : at + len(words)] == words for at in range(len(flat) - len(words) + 1)) or (
            len(words) > 1 and set(words) <= set(flat)
        )

    def initialled(self, key: str) -> bool:
        return key.replace(" ", "").upper() in self.initials


HONORIFICS = frozenset(
    words("mr mrs ms dr prof sir dame m mme mlle herr frau senor senora sig don dona monsieur madame")
)


def _initials(words: Sequence[str]) -> Iterable[str]:
    big = [word for word in words if word.casefold() not in PARTICLES] or list(words)
    letter = [_letter(word) for word in big]
    split = [_letter(part) for word in big for part in word.split("-") if part]
    with_particles = [_letter(word) for word in words]
    for letters in (letter, split, with_particles):
        found = "".join(letters)
        if len(found) > 1:
            yield found
    if len(letter) > 2:
        yield letter[0] + letter[-1]
        yield letter[0] + letter[1]
    for word in big:  # McCann may be AMC
        if re.match(r"Mac?[A-Z]", word):
            yield "".join(letter[:-1]) + "MC"


def _letter(word: str) -> str:
    return next((fold(c).upper() for c in word if c.isalpha()), "")[:1]


def names_in(text: str) -> list[str]:
    """Runs of two to four capitalised words that can be a person's name, in order, each once a mention."""
    found: list[str] = list(CJK_NAME.findall(text))
    run: list[str] = []
    for token in WORD.findall(text):
        word = POSSESSIVE.sub("", token).rstrip(".-") if len(token) > 2 else token
        if _capital(token) and fold(word) not in COMMON and token[:2] not in ("I'", "I’"):
            run.append(token if _is_initial(token) else word)
            if _is_initial(token) or (word == token and not token.endswith(".")):
                continue
        elif run and token in PARTICLES:
            run.append(token)
            continue
        _close(run, found)
        run = []
    _close(run, found)
    return found


def _capital(token: str) -> bool:
    return (token[0].isalpha() and token[0].isupper()) or (
        token[:2].casefold() in ("d'", "o'", "d’", "o’") and len(token) > 3
    )


def _is_initial(token: str) -> bool:
    return len(token) == 2 and token[1] == "." and token[0].isupper()


def _close(run: list[str], found: list[str]) -> None:
    while run and run[-1] in PARTICLES:
        run.pop()
    if len(run) > 1 and re.fullmatch(r"[A-Z]{1,4}", run[0]) and not run[1].isupper():
        run = run[1:]  # a label in initials before a capitalised word
    if 2 <= len(run) <= 5 and sum(word not in PARTICLES for word in run) >= 2:
        found.append(" ".join(run))


def ranked(texts: Sequence[tuple[str, int]]) -> list[str]:
    """Names in texts, the likeliest subject of the piece first; each text comes with the weight of a mention in it."""
    weight: Counter[str] = Counter()
    order: dict[str, int] = {}
    for text, value in texts:
        for name in names_in(text):
            weight[name] += value
            order.setdefault(name, len(order))
    for name in list(weight):  # the surname alone counts for the name
        family = re.compile(rf"(?<!\w){re.escape(name.split()[-1])}(?!\w)")
        weight[name] += sum(len(family.findall(text)) * min(value, 1) for text, value in texts) - 1
    return sorted(weight, key=lambda name: (-weight[name], order[name]))


def completed(first: str, text: str) -> str:
    """The full name in a text that starts with this given name ("" where there is none): "Benedikta" beside
    "Benedikta Thorsdóttir"."""
    pattern = re.compile(rf"(?<!\w){re.escape(first)}(?:['’]s)?\s+((?:[^\W\d_][\w'’-]*\s?){{1,3}})")
    for match in pattern.finditer(text):
        name = [first]
        for word in match[1].split():
            bare = POSSESSIVE.sub("", word) if word.endswith(("'s", "’s")) else word
            if not bare[0].isupper() or fold(bare) in COMMON:
                break
            name.append(bare)
            if bare != word:
                break
        if len(name) > 1:
            return " ".join(name)
    return ""
