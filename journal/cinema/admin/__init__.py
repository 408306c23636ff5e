from journal.cinema.admin.festivals import EditionAdmin, FestivalAdmin, StrandAdmin
from journal.cinema.admin.films import CreditAdmin, FilmAdmin
from journal.cinema.admin.people import PersonAdmin

__all__ = ["CreditAdmin", "EditionAdmin", "FestivalAdmin", "FilmAdmin", "PersonAdmin", "StrandAdmin"]
