"""Reading catalogues of other systems. Pure: each reader turns a file's bytes into rows of facts, or says why not."""

from collections.abc import Callable, Iterator

from journal.cinema.reading import csv_files, tmdb, wikidata
from journal.cinema.reading.rows import BadFile, BadRow, Row

__all__ = ["READERS", "BadFile", "BadRow", "Row"]

# Name of a format -> reader: (bytes, header map of "their column" -> "our column") -> rows.
READERS: dict[str, Callable[[bytes, dict[str, str]], Iterator[Row | BadRow]]] = {
    "films": csv_files.read_films,
    "people": csv_files.read_people,
    "tmdb": tmdb.read,
    "wikidata": wikidata.read,
}
