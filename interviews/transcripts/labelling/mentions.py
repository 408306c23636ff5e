"""Films and people that a piece names, and names that are only said aloud."""

import re
from collections.abc import Collection, Sequence

from ..model import Film, Meta
from ..source import Block
from ..wordlists import words
from .people import COMMON, Person, completed, fold, names_in
from .vocabulary import is_numbered, is_role_word

YEAR = re.compile(r"\s?\((\d{4})\)")
TITLE_REACH = 90  # characters before a year in which its title must stand
IN_PAREN = re.compile(r"\(([A-ZÀ-Þ][^(),]*?),\s?(\d{4})\)")
QUOTED = re.compile(r"[“„«\"『‘](?:\s?)([^“”„«»\"『』]{2,80}?)(?:\s?)[”“»\"』’]\s?[（(](\d{4})[)）]")
SAID_SELF = re.compile(
    r"\b(?i:my name(?:'s|’s| is)|i'm|i’m|i am|this is|je suis|je m['’]appelle|ici|au micro"
    r"|ich bin|hier ist|aqui é|eu sou|qui è|mein name ist|soy"
    r"|me llamo|sono|mi chiamo)\s+((?:[A-ZÀ-Þ][\w'’-]+\s?){2,4})"
)
WITH_GUEST = re.compile(
    r"\b(?:(?:je|nous|on) (?:reçois|recevons|reçoit)|en compagnie de|bei mir(?: ist)?|zu gast ist|mit mir"
    r"|(?:nos|me) acompaña(?: hoy)?|está con nosotros|con nosotros|con noi|è con noi|recebo|recebemos"
    r")(?:,| aujourd['’]hui| heute| hoy| oggi| hoje|,? (?:el|la|le|il|der|die|o|a|den|di|una?|un) \w+)*,? "
    r"(?P<name>(?:[A-ZÀ-Þ][\w'’-]+\s?){2,4})"
    r"|\b(?:here with|joined by|talking to|speaking (?:to|with)|(?:its|the) (?:director|writer|producer"
    r"|star|editor)[^,.]{0,20},|welcome,?|thank you,?|thanks,?|with me is|guest(?: today)?(?: is)?"
    r"|the \w+)\s+(?P<guest>(?:[A-ZÀ-Þ][\w'’-]+\s?){2,4})"
)
LINKING = frozenset(words("and of to for from with in on is et und y e & at by"))
ARTICLES = frozenset(words("the a an de la le les du des von der die das el los las il un une"))
ENGLISH = frozenset(words("the and of to is was that it for with you this have not are but what"))
OTHER_TONGUES = frozenset(
    words("le la les des une est dans der die das und ist nicht el los una que del il che di per het een og och jest")
)


MEETS = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){1,3}) (?:meets|met(?: up)? with|met|talks? (?:to"
    r"|with)|talked (?:to|with)|spoke (?:to|with)|speaks? (?:to|with)"
    r"|sat down with|sits down with|interviews|interviewed|asks|asked|in conversation with|caught up with"
    r"|catches up with)"
    r" (?!us\b|me\b|the (?:press|audience|camera)|reporters|our )"
)


def met_by(text: str) -> list[str]:
    """Who, by the words of an introduction, met and asked: "Ana Ruiz talks to Tom Vell"."""
    return [match["name"] for match in MEETS.finditer(text)]


def found(intro: Sequence[Block], meta: Meta, speakers: Sequence[str]) -> tuple[tuple[Film, ...], tuple[str, ...]]:
    """Films with their years and people of the introduction, each once, in order."""
    films: dict[str, Film] = {}
    people: dict[str, str] = {}
    for block in intro:
        for film in films_in(block):
            films.setdefault(fold(film.title), film)
    titles = " ".join(films)
    for block in intro:
        for name in names_in(block.text):
            if fold(name) not in titles and not any(
                word in fold(name).split() for word in ("festival", "cinema", "award", "prize", "film")
            ):
                people.setdefault(fold(name), name)
    for name in filter(None, speakers):
        people.setdefault(fold(name), name)
    return tuple(films.values()), tuple(people.values())


def films_in(block: Block) -> list[Film]:
    """Italic titles, titles before "(2012)", quoted titles with a year, "(Title, 2006)"."""
    text = block.text
    placed: list[tuple[int, Film]] = []
    for span in block.rich.spans:
        title = text[span.start : span.end].strip()
        if span.mark == "i" and title[:1].isupper() and len(title.split()) <= 9 and not block.rich.whole("i"):
            printed = YEAR.match(text, span.end)
            placed.append((span.start, Film(title.strip(" ,."), int(printed[1]) if printed else None)))
    for match in (*QUOTED.finditer(text), *IN_PAREN.finditer(text), *YEAR.finditer(text)):
        if match.re is YEAR:
            title, year = _title_before(text, match.start()), match[1]
        else:
            title, year = match[1].strip(" ,."), match[2]
        known = (fold(film.title) for _at, film in placed)
        if title and not any(fold(title) in other or other in fold(title) for other in known):
            placed.append((match.start(), Film(title, int(year))))
    return [film for _at, film in sorted(placed, key=lambda item: item[0])]


def _title_before(text: str, end: int) -> str:
    """The capitalised words, small words between them included, that stand right before a year in brackets."""
    tokens = text[max(0, end - TITLE_REACH) : end].split()
    kept: list[str] = []
    for token in reversed(tokens):
        small = token.casefold() in LINKING or token.casefold() in ARTICLES
        if not (token[0].isupper() or token[0].isdigit() or small) or (kept and token[-1:] in ".;!?"):
            break
        kept.insert(0, token)
    while kept and kept[0].casefold() in LINKING:
        kept.pop(0)
    return " ".join(kept).strip(" ,.")


def name_in_label(label: str, speech: str, front: str) -> str:
    """The person behind a label of a tool: "Haverkamp, Lotte (Freelance)", "Kofi's iPhone", "Ines Valdivia
    (she/her)"."""
    if is_numbered(fold(label)) or is_role_word(fold(label)) or re.match(r"SPEAKER_\d+", label):
        return ""
    bare = re.sub(r"\s*[(\[|/].*$", "", label).strip()
    bare = re.sub(r"[^\w\s.,'’-]", "", bare).strip()
    if match := re.fullmatch(r"([^\W\d_][\w'’ -]+),\s*([^\W\d_][\w'’ -]+)", bare):
        return f"{match[2]} {match[1]}"
    device = re.match(r"^([^\W\d_][\w-]+)['’]s\s", bare)
    first = device[1] if device else bare
    if " " in first and not device:
        return first
    return completed(first, front) or completed(first, speech) or ("" if device else first)


def said_aloud(spoken: Sequence[tuple[str, str]], people: dict[str, Person]) -> None:
    """Names that the speakers of a recording say: "my name is Grace Oduya … its director, Henrik Laursen, is here"."""
    keys = list(dict.fromkeys(who for who, _text in spoken))
    nameless = [key for key in keys if key not in people and is_numbered(fold(key))]
    if not nameless:
        return
    names: list[str] = []
    for who, text in spoken[:12]:
        if (
            who in nameless
            and who not in people
            and (match := SAID_SELF.search(text))
            and match[1].split()[0][0].isupper()
        ):
            name = match[1].strip()
            people[who] = Person.of(name)
        names += [name for name in names_in(text) if name not in names]
    known = {fold(person.name) for person in people.values()}
    free = [name for name in names if fold(name) not in known and fold(name.split()[0]) not in COMMON]
    guests = [key for key in nameless if key not in people and key != spoken[0][0]]
    opening = [name for name in names_in(spoken[0][1]) if name in free]
    weighty = [key for key in guests if sum(who == key for who, _t in spoken) > 3]
    for key, name in zip(weighty, opening, strict=False):
        people[key] = Person.of(name)


def addressed(questions: Sequence[tuple[str, str]], taken: Collection[str] = ()) -> str:
    """The guest as the questions name them ("here with Lorna Baptiste"); ``taken`` are folded names of others, because
    a host who says who speaks ("soy Ana Ruiz") is not the guest."""
    for _who, text in questions[:6]:
        for match in WITH_GUEST.finditer(text):
            name = (match["name"] or match["guest"]).strip()
            if fold(name) not in taken:
                return name
        if names := [name for name in names_in(text) if fold(name) not in taken]:
            return names[0]
    return ""


def likely_people(names: Sequence[str], texts: Sequence[str], expected: Sequence[str]) -> list[str]:
    """Names in order, without those that are titles of films or places by their neighbours; the expected ones first."""
    whole = "\n".join(texts)
    kept = []
    for name in names:
        after = re.search(re.escape(name) + r"(.{0,12})", whole)
        words = name.split()
        if (
            (after and re.match(r"\s?\(\d{4}\)", after[1]))
            or fold(words[0]) in COMMON
            or re.search(
                r"(?:Festival|Cinema|Prize|Award|Film|Films|University|Street|Theatre|Theater|Institute|Competition)\b",
                name,
            )
        ):
            continue
        kept.append(name)
    return [*expected, *(name for name in kept if name not in expected)]


def is_english(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    english = sum(word in ENGLISH for word in words)
    other = sum(word in OTHER_TONGUES for word in words)
    foreign = sum(not character.isascii() and character.isalpha() for character in text) > len(text) * 0.3
    return not foreign and english >= other
