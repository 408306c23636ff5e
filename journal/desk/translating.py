"""Which piece may be called a translation of which.

Readers are led from each to the others and machines are told of one address a language, so the links of a group are a
star: every translation names the piece that was written first, and no two are in one language.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from journal.desk.models import Article
from journal.desk.querysets import ArticleQuerySet


def refusals(
    article: Article, *, original: Article | None, lang: str, seen: ArticleQuerySet
) -> Iterator[tuple[str, str]]:
    """(field, why not) of a piece in ``lang`` that is to be a translation of ``original``; nothing where it may be.

    ``article`` may be unsaved. ``seen`` are the pieces whose headlines may be told to whoever asks: a refusal names no
    other but ``original``.
    """
    theirs = list(article.translations.all()) if article.pk else []
    same = next((one for one in theirs if _same(one.lang, lang)), None)
    if same is not None:
        said = _("A translation of this piece is in the same language%(which)s.")
        yield "lang", said % {"which": _which(same.pk, seen)}
    if original is None:
        return
    if article.pk and original.pk == article.pk:
        yield "translation_of", _("A piece cannot be a translation of itself.")
    elif theirs:
        said = _("This piece has a translation%(which)s, so it cannot be one. Both may name the piece written first.")
        yield "translation_of", said % {"which": _which(theirs[0].pk, seen)}
    elif original.translation_of_id is not None:
        said = _("“%(chosen)s” is a translation itself. Choose the piece that it was made from%(which)s.")
        which = _which(original.translation_of_id, seen)
        yield "translation_of", said % {"chosen": original.headline, "which": which}
    elif _same(original.lang, lang):
        said = _("“%(chosen)s” is in the same language (%(lang)s). Say in which language this piece is.")
        yield "translation_of", said % {"chosen": original.headline, "lang": original.lang}
    else:
        yield from _taken(article, original, lang, seen)


def _taken(article: Article, original: Article, lang: str, seen: ArticleQuerySet) -> Iterator[tuple[str, str]]:
    others = original.translations.exclude(pk=article.pk).filter(trashed_at__isnull=True)
    same = next((one for one in others if _same(one.lang, lang)), None)
    if same is not None:
        said = _("“%(chosen)s” has a translation into this language already%(which)s.")
        yield "translation_of", said % {"chosen": original.headline, "which": _which(same.pk, seen)}


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _which(number: int, seen: ArticleQuerySet) -> str:
    found = seen.filter(pk=number).first()
    return f": “{found.headline}”" if found else ""
