from journal.cinema.models.addresses import FormerAddress
from journal.cinema.models.festivals import Edition, Festival, Selection, Strand
from journal.cinema.models.films import Credit, Film, FilmKey, FilmTitle, Release
from journal.cinema.models.identifiers import ExternalId
from journal.cinema.models.people import Person, PersonKey, PersonName

__all__ = [
    "Credit",
    "Edition",
    "ExternalId",
    "Festival",
    "Film",
    "FilmKey",
    "FilmTitle",
    "FormerAddress",
    "Person",
    "PersonKey",
    "PersonName",
    "Release",
    "Selection",
    "Strand",
]
