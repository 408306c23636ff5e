"""How well mentions are found, on texts written and marked by hand for it, full of titles that are ordinary words."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from journal.cinema import names
from journal.cinema.mentions import FestivalFacts, FilmFacts, Finder, Passage, PersonFacts

ROOT = Path(__file__).resolve().parents[3]
MARKUP = re.compile(r"\{(\*?)([^|{}]+)\|([^{}]+)\}")
PRECISION, RECALL = 0.95, 0.85


@dataclass
class Piece:
    about: str
    passages: list[Passage] = field(default_factory=list)
    gold: set[tuple[int, int, int, str]] = field(default_factory=set)
    marked: set[tuple[int, int, int, str]] = field(default_factory=set)

    def add(self, line):
        text, marked, end = "", [], 0
        for match in MARKUP.finditer(line):
            text += line[end : match.start()]
            span = (len(text), len(text) + len(match[2]))
            text += match[2]
            end = match.end()
            (self.marked if match[1] else self.gold).add((len(self.passages), *span, match[3]))
            if match[1]:
                marked.append(span)
        self.passages.append(Passage(text + line[end:], tuple(marked)))


@pytest.fixture(scope="module")
def pieces():
    found = []
    for line in Path(__file__).with_name("mention_texts.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            found.append(Piece(line[2:].strip()))
        elif line and not line.startswith("#"):
            found[-1].add(line)
    return found


class Catalogue:
    """The demo catalogue as facts; numbers are given in the order of the file."""

    def __init__(self, data):
        self.slugs = {}
        self.film_numbers = {film["slug"]: number for number, film in enumerate(data["films"], 1)}
        self.person_names = {person["slug"]: person["name"] for person in data["people"]}
        credited = {}
        for film in data["films"]:
            for credit in film["credits"]:
                credited.setdefault(credit["person"], set()).add(self.film_numbers[film["slug"]])
        self.films = [self._film(number, film) for number, film in enumerate(data["films"], 1)]
        self.people = [self._person(number, person, credited) for number, person in enumerate(data["people"], 1)]
        self.festivals = [self._festival(number, festival) for number, festival in enumerate(data["festivals"], 1)]

    def _film(self, number, film):
        self.slugs["film", number] = film["slug"]
        others = [title["text"] for title in film.get("titles", []) if title.get("linkable", True)]
        people = {"director": [], "cast": []}
        for credit in film["credits"]:
            if credit["job"] == "Director":
                people["director"].append(self.person_names[credit["person"]])
            elif credit["job"] in {"Actor", "Voice"}:
                people["cast"].append(self.person_names[credit["person"]])
        characters = [credit["character"] for credit in film["credits"] if "character" in credit]
        texts = dict.fromkeys([film["title"], film.get("original_title", film["title"]), *others])
        return FilmFacts(number, tuple(texts), film["year"], *map(tuple, people.values()), tuple(characters))

    def _person(self, number, person, credited):
        self.slugs["person", number] = person["slug"]
        texts = (person["name"], *(name["text"] for name in person.get("names", []) if not name.get("never_print")))
        surname = names.surname(person["name"], person.get("order", "given"), family=person.get("family", ""))
        return PersonFacts(number, texts, surname, frozenset(credited.get(person["slug"], ())))

    def _festival(self, number, festival):
        editions = {}
        for edition in festival["editions"]:
            editions[edition["year"]] = 100 * number + edition["year"] % 100
            self.slugs["edition", editions[edition["year"]]] = f"{festival['slug']}/{edition['year']}"
        return FestivalFacts((festival["name"], *festival["aliases"]), (festival["short_name"],), editions)

    def found(self, piece):
        own = [self.film_numbers[piece.about]] if piece.about != "-" else []
        finder = Finder(self.films, self.people, self.festivals, own_films=own)
        for mention in finder.find(piece.passages):
            place = (mention.passage, mention.start, mention.end)
            yield mention, (*place, self.slugs[mention.kind, mention.ids[0]])


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue(json.loads((ROOT / "journal" / "demo" / "catalogue.json").read_text(encoding="utf-8")))


def say(pieces, spans):
    return [
        pieces[piece].passages[passage].text[start:end] + " = " + slug for piece, passage, start, end, slug in spans
    ]


def test_marked_titles_lead_to_their_film(pieces, catalogue):
    gold, found = set(), set()
    for number, piece in enumerate(pieces):
        gold |= {(number, *span) for span in piece.marked}
        found |= {(number, *span) for mention, span in catalogue.found(piece) if mention.why == "marked"}
    assert len(gold) >= 10
    assert say(pieces, sorted(gold ^ found)) == []


def test_what_is_found_in_plain_words_is_right_and_nearly_all(pieces, catalogue):
    gold, found, sure = set(), set(), set()
    for number, piece in enumerate(pieces):
        gold |= {(number, *span) for span in piece.gold}
        for mention, span in catalogue.found(piece):
            if mention.why != "marked":
                found.add((number, *span))
                if mention.sure:
                    sure.add((number, *span))
    assert len(gold) >= 100
    precision = len(sure & gold) / len(sure)
    recall = len(found & gold) / len(gold)
    assert precision >= PRECISION, say(pieces, sorted(sure - gold))
    assert recall >= RECALL, say(pieces, sorted(gold - found))
