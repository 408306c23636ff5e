"""Where files lie. An address never depends on it: public files are `/media/<name>` of this site."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.utils.functional import LazyObject, cached_property


class OriginalsFolder(FileSystemStorage):
    """Beside MEDIA_ROOT, never inside it: an original may carry the place where it was taken, and has no address."""

    @cached_property
    def base_location(self) -> str:
        root = Path(settings.MEDIA_ROOT)
        return str(root.with_name(root.name + "-originals"))

    def url(self, name: str | None) -> str:
        raise ValueError("An original is not public; show a rendition.")


class OriginalStorage(LazyObject):
    """Where uploads are kept as they came: the storage that the settings call `originals`."""

    def _setup(self) -> None:
        self._wrapped = storages["originals"]

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """For migrations, which must not know which storage a machine has."""
        return "journal.pictures.storage.OriginalStorage", [], {}
