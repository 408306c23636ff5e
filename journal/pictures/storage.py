"""Where uploads are kept as they came: outside the public folder."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible
from django.utils.functional import cached_property


@deconstructible(path="journal.pictures.storage.OriginalStorage")
class OriginalStorage(FileSystemStorage):
    """Beside MEDIA_ROOT, never inside it: an original may carry the place where it was taken, and has no address."""

    @cached_property
    def base_location(self) -> str:
        root = Path(settings.MEDIA_ROOT)
        return str(root.with_name(root.name + "-originals"))

    def url(self, name: str | None) -> str:
        raise ValueError("An original is not public; show a rendition.")
