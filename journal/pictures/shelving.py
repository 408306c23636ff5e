"""Taking a picture's public files off the shelf, and putting them back under the same names.

A still that may not be shown is shown nowhere, but whoever kept the address of a file could still fetch it. So the
files themselves are moved among the originals, which have no address; nothing else is changed, so that pages find them
where they were once they are back.
"""

from collections.abc import Iterator

from django.core.files.storage import Storage, default_storage, storages

from journal.pictures.models import Picture, Rendition

ASIDE = "aside"  # folder in the storage of the originals


def take_down(picture: Picture) -> int:
    """Moves every public file of the picture away; returns how many. May be repeated, also after a breakdown.

    Raises OSError where a storage does; what was moved before stays moved.
    """
    return sum(_move(default_storage, name, _originals(), _aside(name)) for name in _names(picture))


def put_back(picture: Picture) -> int:
    """The reverse, under the same names; returns how many files came back."""
    return sum(_move(_originals(), _aside(name), default_storage, name) for name in _names(picture))


def is_down(picture: Picture) -> bool:
    return not default_storage.exists(str(picture.file.name))


def pictures_aside() -> set[int]:
    """The keys of the pictures of which a file lies aside."""
    names = set(_listed(_originals(), ASIDE))
    found: set[int] = set()
    for model, column in ((Picture, "pk"), (Rendition, "picture")):
        # In parts, because a database takes only so many values in one question.
        for part in _parts(sorted(names)):
            found.update(model._default_manager.filter(file__in=part).values_list(column, flat=True))
    return found


def forget(name: str) -> None:
    """Deletes a file that lies aside, by its public name; nothing where there is none."""
    _originals().delete(_aside(name))


def _originals() -> Storage:
    return storages["originals"]


def _aside(name: str) -> str:
    return f"{ASIDE}/{name}"


def _names(picture: Picture) -> list[str]:
    return [str(picture.file.name), *(str(rendition.file.name) for rendition in picture.renditions.all())]


def _move(source: Storage, name: str, target: Storage, new_name: str) -> int:
    if not source.exists(name):
        return 0
    # Left by a run that broke down between copying and deleting; the copy may be half of one.
    target.delete(new_name)
    with source.open(name, "rb") as file:
        target.save(new_name, file)
    source.delete(name)
    return 1


def _listed(storage: Storage, folder: str) -> Iterator[str]:
    """Names of all files below, as they are called in the public folder."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}".removeprefix(f"{ASIDE}/") for name in files)
    for inside in folders:
        yield from _listed(storage, f"{folder}/{inside}")


def _parts(names: list[str], size: int = 500) -> Iterator[list[str]]:
    return (names[start : start + size] for start in range(0, len(names), size))
