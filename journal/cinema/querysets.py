"""Questions about many records. Search is accent-blind and by prefix of any word of any title or name."""

from collections import defaultdict
from typing import Self

from django.db import connections, models
from django.db.models import Q

from journal.cinema import crew
from journal.cinema.folding import fold

BATCH = 500


def starts_with(field: str, prefix: str, using: str) -> Q:
    """`field` begins with `prefix`, in the form that the database answers from an index."""
    if connections[using].vendor == "sqlite":
        # SQLite uses no index for LIKE ... ESCAPE, which is what Django's startswith becomes.
        return Q(**{f"{field}__gte": prefix, f"{field}__lt": prefix + "\U0010ffff"})
    return Q(**{f"{field}__startswith": prefix})


def word_keys(texts: list[str]) -> set[str]:
    """Every text folded, from each of its words on."""
    keys = set()
    for text in texts:
        words = fold(text).split()
        keys |= {" ".join(words[start:]) for start in range(len(words))}
    return keys


class Keyed(models.QuerySet):
    """Records that are found through a table of folded keys."""

    key_owner: str

    def search(self, text: str) -> Self:
        """Records of which a title or name has a word that begins with `text`; none for text without letters."""
        folded = fold(text)
        if not folded:
            return self.none()
        keys = self.model._meta.get_field("keys").related_model._default_manager.using(self.db)
        found = keys.filter(starts_with("key", folded, self.db)).values(self.key_owner)
        return self.filter(pk__in=found)

    def texts(self) -> dict[int, list[str]]:
        """pk -> every title or name of the record. Raises NotImplementedError in the base."""
        raise NotImplementedError

    def rekey(self) -> int:
        """Rewrites the search keys of these records; returns how many records that was."""
        keys = self.model._meta.get_field("keys").related_model._default_manager.using(self.db)
        texts = self.texts()
        keys.filter(**{f"{self.key_owner}__in": texts}).delete()
        longest = keys.model._meta.get_field("key").max_length
        keys.bulk_create(
            (
                keys.model(**{f"{self.key_owner}_id": pk, "key": key})
                for pk, of_record in texts.items()
                for key in sorted({key[:longest] for key in word_keys(of_record)})
            ),
            batch_size=BATCH,
        )
        return len(texts)


class FilmQuerySet(Keyed):
    key_owner = "film"

    def texts(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for pk, title, original in self.order_by().values_list("pk", "title", "original_title"):
            found[pk] += [title, original]
        others = self.model._meta.get_field("titles").related_model._default_manager.using(self.db)
        for pk, text in others.filter(film__in=found).order_by().values_list("film_id", "text"):
            found[pk].append(text)
        return found


class PersonQuerySet(Keyed):
    key_owner = "person"

    def texts(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for pk, name in self.order_by().values_list("pk", "name"):
            found[pk].append(name)
        others = self.model._meta.get_field("names").related_model._default_manager.using(self.db)
        for pk, text in others.filter(person__in=found).order_by().values_list("person_id", "text"):
            found[pk].append(text)
        return found


class CreditQuerySet(models.QuerySet):
    def directing(self) -> Self:
        return self.filter(job__in=crew.DIRECTORS)

    def acting(self) -> Self:
        return self.filter(department=crew.ACTING)

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
