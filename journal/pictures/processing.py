"""Makes public files from an upload that nobody trusts. Pure Pillow; run by `darkroom` in a process with limits.

Nothing of the upload's own bytes reaches a public file: pixels are decoded, turned upright, brought to sRGB and written
anew without metadata.
"""

import io
import re
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageCms, ImageFile

from journal.pictures import metadata
from journal.pictures.cropping import CROPS, box, widths
from journal.pictures.messages import gettext_noop as _

# Without this list Pillow also tries EPS, PSD, BLP, FLI and others, which are slow and seldom looked at.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
JPEG_FAMILY = {"JPEG", "MPO"}
MAX_BYTES = 60 * 1024 * 1024
# Decoders of WebP, AVIF and GIF hold several copies of the picture at once; within these a process needs 256 MB.
MAX_PIXELS = {"WEBP": 12_000_000, "AVIF": 20_000_000, "GIF": 20_000_000}
MAX_PIXELS_ELSE = 50_000_000
MAX_SIDE = 30_000
MAX_SCANS = 100
# What is kept to work on is at most this wide and high, and at least half of it unless the picture itself is smaller.
WORK_SIDE = 3200
SAFE_WIDTH = 1600
JPEG_QUALITY = 82
AVIF_QUALITY = 58
AVIF_SPEED = 7
BAND = 32
WHITE = (255, 255, 255)


TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
UNTURNED = {TURNS[2], TURNS[3], TURNS[4]}
ORIENTATION = 0x0112

TOO_HEAVY = _("The file is larger than %(limit)s MB.")
TOO_MANY_PIXELS = _("The picture has more than %(limit)s million pixels; send a smaller one.")
UNREADABLE = _("This is not a picture that we can read: send JPEG, PNG, WebP, GIF or AVIF.")
TOO_MANY_SCANS = _("The JPEG has more than %(limit)s scans; save it anew and send that.")
DAMAGED = _("The picture is damaged: it cannot be read to its end. Save it anew and send that.")
NO_ROOM = _(
    "There is no room for the picture just now, so nothing of it was kept. Try again later, and tell your editor."
)
TOO_COSTLY = _("The picture takes too much time or memory to read; save it anew and send that.")


class PictureError(ValueError):
    """The file cannot be used. `message` with `params` is for the person who sent it, to be translated."""

    def __init__(self, message: str, **params: int) -> None:
        super().__init__(message % params)
        self.message = message
        self.params = params


class Made(NamedTuple):
    """A public file: its name in the target folder, what it is, and its size in pixels."""

    name: str
    crop: str
    format: str
    width: int
    height: int


class Developed(NamedTuple):
    """What an upload turned out to be. Width and height are those of the upright picture in full size."""

    width: int
    height: int
    placeholder: str
    facts: dict[str, str]
    safe: Made


def develop(source: Path, folder: Path) -> Developed:
    """Reads the upload and writes one safe JPEG into the folder. Raises PictureError."""
    with _opened(source) as image:
        upright, size = _upright(image)
        # Only now: asking for EXIF loads a PNG, and a second load of a broken one no longer complains.
        facts = metadata.read(image)
        image.close()
    safe = _fit(upright, min(SAFE_WIDTH, upright.width))
    mean = safe.resize((1, 1), Image.Resampling.BOX).tobytes()
    return Developed(*size, f"#{mean.hex()}", facts, _write(safe, folder, "whole", "jpeg"))


def render(source: Path, folder: Path, *, crops: Iterable[str], focal_x: int, focal_y: int) -> list[Made]:
    """Writes the files of these crops, in all their widths and formats. Raises PictureError."""
    with _opened(source) as image:
        upright, _size = _upright(image)
        # Leaving the block closes the file alone; this lets go of the pixels.
        image.close()
    made = []
    for name in crops:
        crop = CROPS[name]
        part = upright.crop(box(upright.width, upright.height, crop.shape, focal_x, focal_y))
        for width in widths(part.width, crop.widths):
            fitted = _fit(part, width)
            made += [_write(fitted, folder, name, format_name) for format_name in crop.formats]
    return made


def _opened(source: Path) -> ImageFile.ImageFile:
    if source.stat().st_size > MAX_BYTES:
        raise PictureError(TOO_HEAVY, limit=MAX_BYTES // 1024 // 1024)
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS_ELSE
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        image = Image.open(source, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError(TOO_MANY_PIXELS, limit=MAX_PIXELS_ELSE // 1_000_000) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise PictureError(UNREADABLE) from error
    limit = MAX_PIXELS.get(image.format or "", MAX_PIXELS_ELSE)
    if image.width * image.height > limit or max(image.size) > MAX_SIDE:
        raise PictureError(TOO_MANY_PIXELS, limit=limit // 1_000_000)
    if image.format in JPEG_FAMILY and _scans(source) > MAX_SCANS:
        raise PictureError(TOO_MANY_SCANS, limit=MAX_SCANS)
    return image


def _scans(source: Path) -> int:
    """Start-of-scan markers. A progressive JPEG may hold thousands, and each costs a pass over the whole picture."""
    return len(re.findall(rb"\xff\xda", source.read_bytes()))


def _upright(image: ImageFile.ImageFile) -> tuple[Image.Image, tuple[int, int]]:
    """The first frame as an upright sRGB picture no larger than needed, and the size of the upright original."""
    full = image.size
    try:
        if image.format in JPEG_FAMILY:
            image.draft("", (min(full[0], WORK_SIDE // 2), min(full[1], WORK_SIDE // 2)))
        image.load()
        turn = TURNS.get(image.getexif().get(ORIENTATION, 1))
        small = _in_srgb(_reduced(image), image.info.get("icc_profile"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError(TOO_MANY_PIXELS, limit=MAX_PIXELS_ELSE // 1_000_000) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise PictureError(DAMAGED) from error
    if turn is None:
        return small, full
    small = small.transpose(turn)
    return small, full if turn in UNTURNED else (full[1], full[0])


def _reduced(image: Image.Image) -> Image.Image:
    """Without transparency and no larger than the work size, in bands, so that no second full-size copy is held."""
    factor = -(-max(image.size) // WORK_SIDE)
    wide, high = -(-image.width // factor), -(-image.height // factor)
    mode = "CMYK" if image.mode == "CMYK" else "RGB"
    whole = Image.new(mode, (wide, high))
    for top in range(0, image.height, BAND * factor):
        band = image.crop((0, top, image.width, min(top + BAND * factor, image.height)))
        whole.paste(_flat(band).reduce(factor), (0, top // factor))
    return whole


def _flat(band: Image.Image) -> Image.Image:
    if band.mode in {"CMYK", "RGB"} and "transparency" not in band.info:
        return band
    if band.mode.startswith("I;16"):
        # Sixteen bits a pixel: the upper eight are what a screen can show.
        band = band.convert("I")
    if band.mode in {"I", "F"}:
        return band.point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    if band.has_transparency_data:
        clear = band.convert("RGBA")
        ground = Image.new("RGB", band.size, WHITE)
        ground.paste(clear, mask=clear.getchannel("A"))
        return ground
    return band.convert("RGB")


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Colours as they were meant; the profile itself is not kept. A broken profile is passed over."""
    if isinstance(profile, bytes) and profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            converted = None
        if converted is not None:
            image = converted
    bare = image.convert("RGB")
    bare.info.clear()
    return bare


def _fit(image: Image.Image, width: int) -> Image.Image:
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _write(image: Image.Image, folder: Path, crop: str, format_name: str) -> Made:
    # A new picture from the bare pixels: whatever the old one carried along stays behind.
    clean = Image.frombytes("RGB", image.size, image.tobytes())
    ending = {"jpeg": ".jpg", "avif": ".avif"}[format_name]
    path = folder / f"{crop}-{image.width}{ending}"
    out = io.BytesIO()
    if format_name == "jpeg":
        clean.save(out, "JPEG", quality=JPEG_QUALITY, progressive=True, optimize=True)
    else:
        clean.save(out, "AVIF", quality=AVIF_QUALITY, speed=AVIF_SPEED, max_threads=1)
    # Not by Pillow itself, which says of a full disk that its encoder failed.
    path.write_bytes(out.getvalue())
    return Made(path.name, crop, format_name, *image.size)
