from journal.press.models.contributor import Contributor
from journal.press.models.embargo import Embargo
from journal.press.models.front_page import FrontPage
from journal.press.models.galley import Galley
from journal.press.models.links import (
    Quotation,
    QuotationFilm,
    VersionContributor,
    VersionEdition,
    VersionFilm,
    VersionPerson,
)
from journal.press.models.piece import Act, Address, Piece, Withdrawal
from journal.press.models.report import Report
from journal.press.models.search import SearchEntry, SearchTerm
from journal.press.models.stamp import SiteStamp
from journal.press.models.version import Notice, Version, VersionTopic

__all__ = [
    "Act",
    "Address",
    "Contributor",
    "Embargo",
    "FrontPage",
    "Galley",
    "Notice",
    "Piece",
    "Quotation",
    "QuotationFilm",
    "Report",
    "SearchEntry",
    "SearchTerm",
    "SiteStamp",
    "Version",
    "VersionContributor",
    "VersionEdition",
    "VersionFilm",
    "VersionPerson",
    "VersionTopic",
    "Withdrawal",
]
