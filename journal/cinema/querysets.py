"""Questions about many records. Search is accent-blind and by prefix of any word of any title or name."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Self

from django.db import connections, models
from django.db.models import Q
from rapidfuzz.distance import Levenshtein

from journal.cinema import crew
from journal.cinema.folding import fold

BATCH = 500


def starts_with(field: str, prefix: str, using: str) -> Q:
    """`field` begins with `prefix`, in the form that the database answers from an index."""
    if connections[using].vendor == "sqlite":
        # SQLite uses no index for LIKE ... ESCAPE, which is what Django's startswith becomes.
        return Q(**{f"{field}__gte": prefix, f"{field}__lt": prefix + "\U0010ffff"})
    return Q(**{f"{field}__startswith": prefix})


def related(model: type[models.Model], name: str) -> Any:
    """The model at the other end, which stands in a module that imports this one."""
    return model._meta.get_field(name).related_model


def word_keys(texts: Iterable[str], longest: int) -> dict[str, bool]:
    """Every text folded, from each of its words on -> whether it is a whole text."""
    keys: dict[str, bool] = {}
    for text in texts:
        words = fold(text).split()
        for start in range(len(words)):
            key = " ".join(words[start:])[:longest]
            keys[key] = keys.get(key, False) or start == 0
    return keys


def batched(items: list[Any], size: int) -> Iterable[list[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))


class Keyed(models.QuerySet):
    """Records that are found through a table of folded keys."""

    key_owner: str

    def search(self, text: str, *, first: int | None = None) -> Self:
        """Records of which a title or name has a word that begins with `text`; none for text without letters.

        With `first` only so many keys are looked at, in the order of the alphabet: for a list that is typed further.
        """
        folded = fold(text)
        if not folded:
            return self.none()
        keys = related(self.model, "keys")._default_manager.using(self.db)
        found = keys.filter(starts_with("key", folded, self.db)).values(self.key_owner)
        if first:
            found = found.order_by("key", self.key_owner)[:first]
        return self.filter(pk__in=found)

    def called(self, texts: Iterable[str]) -> Self:
        """Records that have one of these as a whole title or name, accent-blind and case-blind."""
        wanted = {fold(text) for text in texts} - {""}
        keys = related(self.model, "keys")._default_manager.using(self.db)
        found: set[int] = set()
        for part in batched(sorted(wanted), BATCH):
            found |= set(keys.filter(key__in=part, whole=True).values_list(f"{self.key_owner}_id", flat=True))
        return self.filter(pk__in=found)

    def nearest(self, text: str, limit: int = 20) -> Self:
        """For a search that finds nothing: records of which a title or name begins nearly like `text`.

        One letter may be wrong, two from eight letters on; the first two must be right.
        """
        folded = fold(text)
        if len(folded) < 4:
            return self.none()
        keys = related(self.model, "keys")._default_manager.using(self.db)
        rows = keys.filter(starts_with("key", folded[:2], self.db)).values_list(f"{self.key_owner}_id", "key")
        allowed = 1 if len(folded) < 8 else 2
        near: dict[int, int] = {}
        for pk, key in rows.iterator():
            distance = min(
                Levenshtein.distance(folded, key[:length], score_cutoff=allowed)
                for length in range(len(folded) - 1, len(folded) + 2)
            )
            if distance <= allowed:
                near[pk] = min(distance, near.get(pk, distance))
        return self.filter(pk__in=sorted(near, key=lambda pk: (near[pk], pk))[:limit])

    def resolve(self, numbers: Iterable[int]) -> dict[int, Any]:
        """Number -> record for the numbers that a text cites, those of records merged since included."""
        wanted = set(numbers)
        found: dict[int, Any] = dict(self.in_bulk(wanted))
        if len(found) < len(wanted):
            former = related(self.model, "former_addresses")._default_manager.using(self.db)
            merged = former.filter(kind=self.key_owner, former_id__in=wanted - set(found)).values_list(
                "former_id", f"{self.key_owner}_id"
            )
            now = dict(merged)
            records = self.in_bulk(set(now.values()))
            found |= {old: records[new] for old, new in now.items() if new in records}
        return found

    def texts(self) -> dict[int, list[str]]:
        """pk -> every title or name of the record. Raises NotImplementedError in the base."""
        raise NotImplementedError

    def rekey(self) -> int:
        """Rewrites the search keys of these records; returns how many records that was."""
        numbers = list(self.order_by().values_list("pk", flat=True))
        for part in batched(numbers, BATCH):
            type(self)(self.model, using=self.db).filter(pk__in=part)._rekey_all()
        return len(numbers)

    def _rekey_all(self) -> None:
        keys = related(self.model, "keys")._default_manager.using(self.db)
        texts = self.texts()
        keys.filter(**{f"{self.key_owner}__in": texts}).delete()
        longest = keys.model._meta.get_field("key").max_length
        keys.bulk_create(
            (
                keys.model(**{f"{self.key_owner}_id": pk, "key": key, "whole": whole})
                for pk, of_record in texts.items()
                for key, whole in sorted(word_keys(of_record, longest).items())
            ),
            batch_size=BATCH,
        )


class FilmQuerySet(Keyed):
    key_owner = "film"

    def texts(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for pk, title, original in self.order_by().values_list("pk", "title", "original_title"):
            found[pk] += [title, original]
        others = related(self.model, "titles")._default_manager.using(self.db)
        for pk, text in others.filter(film__in=found).order_by().values_list("film_id", "text"):
            found[pk].append(text)
        return found


class PersonQuerySet(Keyed):
    key_owner = "person"

    def texts(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for pk, name in self.order_by().values_list("pk", "name"):
            found[pk].append(name)
        others = related(self.model, "names")._default_manager.using(self.db)
        for pk, text in others.filter(person__in=found).order_by().values_list("person_id", "text"):
            found[pk].append(text)
        return found


class CreditQuerySet(models.QuerySet):
    def directing(self) -> Self:
        return self.filter(job__in=crew.DIRECTORS)

    def acting(self) -> Self:
        return self.filter(department=crew.ACTING)

    def in_reading_order(self) -> Self:
        """Directors, writers, cast, everybody else; each by billing."""
        rank = models.Case(
            models.When(job__in=crew.DIRECTORS, then=0),
            models.When(job__in=crew.WRITERS, then=1),
            models.When(department=crew.ACTING, then=2),
            default=3,
        )
        return self.alias(rank=rank).order_by("rank", "billing", "pk")

    def behind_the_camera(self) -> Self:
        return self.exclude(department=crew.ACTING)


class FestivalQuerySet(models.QuerySet):
    def search(self, text: str) -> Self:
        """Festivals whose name, short name, city or any other name holds `text`, accent-blind."""
        folded = fold(text)
        return self.filter(search_key__contains=folded) if folded else self.none()


class EditionQuerySet(models.QuerySet):
    def search(self, text: str) -> Self:
        """Editions by festival and year in any order: "Locarno 2012"."""
        words = fold(text).split()
        found = self.select_related("festival") if words else self.none()
        for word in words:
            of_festival = Q(festival__search_key__contains=word)
            found = found.filter(of_festival | Q(year=int(word)) if word.isdecimal() and len(word) < 6 else of_festival)
        return found


class FormerAddressQuerySet(models.QuerySet):
    def find(self, kind: str, slug: str) -> models.Model | None:
        """The record that once had this address, or None."""
        found = self.filter(kind=kind, slug=slug).select_related(kind).first()
        return getattr(found, kind) if found else None
