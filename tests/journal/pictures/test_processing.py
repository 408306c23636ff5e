import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from journal.pictures import processing
from journal.pictures.processing import PictureError

RED, BLUE = (200, 30, 30), (30, 30, 200)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def two_halves(size=(600, 400), mode="RGB"):
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image.convert(mode)


def saved(tmp_path, image, kind="PNG", **options):
    path = tmp_path / f"source.{kind.lower()}"
    image.save(path, kind, **options)
    return path


def colour_at(path, x, y):
    with Image.open(path) as image:
        return image.convert("RGB").getpixel((round(x * (image.width - 1)), round(y * (image.height - 1))))


def is_near(colour, other, tolerance=25):
    return all(abs(one - two) <= tolerance for one, two in zip(colour, other, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_each_format_becomes_a_jpeg(tmp_path, folder, kind):
    developed = processing.develop(saved(tmp_path, two_halves(), kind), folder)
    assert (developed.width, developed.height) == (600, 400)
    with Image.open(folder / developed.safe.name) as image:
        assert (image.format, image.size) == ("JPEG", (600, 400))
    assert is_near(colour_at(folder / developed.safe.name, 0.1, 0.5), RED)
    assert is_near(colour_at(folder / developed.safe.name, 0.9, 0.5), BLUE)


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "PPM"])
def test_other_formats_are_refused(tmp_path, folder, kind):
    with pytest.raises(PictureError, match="send JPEG, PNG, WebP, GIF or AVIF"):
        processing.develop(saved(tmp_path, two_halves(), kind), folder)
    assert list(folder.iterdir()) == []


def test_a_turned_photograph_stands_upright_and_says_nothing_of_where_it_was_taken(tmp_path, folder):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (46.0, 10.0, 0.0), 3: "E", 4: (8.0, 48.0, 0.0)}
    source = saved(tmp_path, two_halves(), "JPEG", exif=exif)
    developed = processing.develop(source, folder)
    made = folder / developed.safe.name
    assert (developed.width, developed.height) == (400, 600)
    # Turned by a quarter to the right, what was on the left is at the top.
    assert is_near(colour_at(made, 0.5, 0.1), RED)
    assert is_near(colour_at(made, 0.5, 0.9), BLUE)
    with Image.open(made) as image:
        assert dict(image.getexif()) == {}


@pytest.mark.parametrize("mode", ["L", "P", "1", "LA", "RGBA", "I;16"])
def test_every_kind_of_pixel_becomes_visible(tmp_path, folder, mode):
    if mode == "I;16":
        image = Image.new("I;16", (60, 40), 30_000)
    else:
        image = Image.new("L", (60, 40), 117).convert(mode)
    developed = processing.develop(saved(tmp_path, image), folder)
    colour = colour_at(folder / developed.safe.name, 0.5, 0.5)
    assert max(colour) - min(colour) < 6
    assert mode == "1" or is_near(colour, (117, 117, 117))


def test_print_colours_are_turned_into_those_of_screens(tmp_path, folder):
    developed = processing.develop(saved(tmp_path, two_halves(mode="CMYK"), "JPEG"), folder)
    assert is_near(colour_at(folder / developed.safe.name, 0.1, 0.5), RED, 40)
    with Image.open(folder / developed.safe.name) as image:
        assert image.mode == "RGB"


def test_transparency_becomes_white(tmp_path, folder):
    image = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    developed = processing.develop(saved(tmp_path, image), folder)
    assert developed.placeholder == "#ffffff"


def test_only_the_first_frame_counts(tmp_path, folder):
    source = tmp_path / "source.gif"
    frames = [Image.new("RGB", (50, 50), colour) for colour in (RED, BLUE, BLUE)]
    frames[0].save(source, save_all=True, append_images=frames[1:])
    developed = processing.develop(source, folder)
    assert is_near(colour_at(folder / developed.safe.name, 0.5, 0.5), RED)


def test_a_colour_profile_is_applied_and_left_out(tmp_path, folder):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    source = saved(tmp_path, two_halves(), "JPEG", icc_profile=profile)
    developed = processing.develop(source, folder)
    with Image.open(folder / developed.safe.name) as image:
        assert "icc_profile" not in image.info
    assert is_near(colour_at(folder / developed.safe.name, 0.1, 0.5), RED)


def test_a_broken_colour_profile_costs_nothing_but_itself(tmp_path, folder):
    source = saved(tmp_path, two_halves(), "JPEG", icc_profile=b"no profile at all")
    developed = processing.develop(source, folder)
    assert is_near(colour_at(folder / developed.safe.name, 0.1, 0.5), RED)


def test_too_many_pixels_are_refused_before_they_are_read(tmp_path, folder):
    source = saved(tmp_path, Image.new("1", (10_000, 6_000)))
    with pytest.raises(PictureError, match="50 million pixels"):
        processing.develop(source, folder)


def test_a_file_cut_short_is_refused(tmp_path, folder):
    data = io.BytesIO()
    two_halves().save(data, "PNG")
    source = tmp_path / "cut.png"
    source.write_bytes(data.getvalue()[:-200])
    with pytest.raises(PictureError, match="damaged"):
        processing.develop(source, folder)


def test_renditions_follow_the_focal_point_and_are_never_enlarged(tmp_path, folder):
    source = saved(tmp_path, two_halves((1000, 400)))
    made = processing.render(source, folder, crops=["square", "card", "share"], focal_x=100, focal_y=50)
    assert [(one.crop, one.format, one.width, one.height) for one in made] == [
        ("square", "jpeg", 400, 400),
        ("square", "avif", 400, 400),
        ("card", "jpeg", 400, 267),
        ("card", "avif", 400, 267),
        ("share", "jpeg", 762, 400),
    ]
    assert is_near(colour_at(folder / made[0].name, 0.1, 0.5), BLUE)


def test_a_large_picture_is_worked_on_in_a_small_size(tmp_path, folder):
    source = saved(tmp_path, two_halves((7000, 5000)))
    developed = processing.develop(source, folder)
    assert (developed.width, developed.height) == (7000, 5000)
    assert (developed.safe.width, developed.safe.height) == (1600, 1143)
    assert is_near(colour_at(folder / developed.safe.name, 0.48, 0.99), RED)
    assert is_near(colour_at(folder / developed.safe.name, 0.52, 0.99), BLUE)


def test_text_chunks_of_a_png_stay_behind(tmp_path, folder):
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "private words")
    developed = processing.develop(saved(tmp_path, two_halves(), pnginfo=notes), folder)
    assert b"private words" not in (folder / developed.safe.name).read_bytes()


def test_fifty_thousand_by_fifty_thousand_pixels_are_refused_by_what_the_header_says(tmp_path, folder):
    source = saved(tmp_path, Image.new("1", (8, 8)))
    data = bytearray(source.read_bytes())
    data[16:24] = struct.pack(">II", 50_000, 50_000)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    source.write_bytes(data)
    with pytest.raises(PictureError, match="50 million pixels"):
        processing.develop(source, folder)


def test_a_jpeg_of_three_thousand_scans_is_refused_before_it_is_read(tmp_path, folder):
    plain = io.BytesIO()
    two_halves().save(plain, "JPEG", progressive=True)
    data = plain.getvalue()
    last = data[data.rindex(b"\xff\xda") : -2]
    source = tmp_path / "scans.jpg"
    source.write_bytes(data[:-2] + last * 3000 + data[-2:])
    with Image.open(source) as image:
        assert image.size == (600, 400)
    with pytest.raises(PictureError, match="more than 100 scans"):
        processing.develop(source, folder)


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "AVIF"])
def test_a_picture_that_is_called_a_jpeg_is_taken_for_what_it_is(tmp_path, folder, kind):
    source = tmp_path / "called.jpg"
    two_halves().save(source, kind)
    with Image.open(folder / processing.develop(source, folder).safe.name) as image:
        assert (image.format, image.size) == ("JPEG", (600, 400))


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
        b"<!doctype html><script>x()</script>",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        b"GIF89a/*<script>x()</script>*/=1",
        b"",
    ],
)
def test_what_is_no_picture_is_refused_whatever_it_is_called(tmp_path, folder, content):
    source = tmp_path / "still.jpg"
    source.write_bytes(content)
    with pytest.raises(PictureError):
        processing.develop(source, folder)
    assert list(folder.iterdir()) == []


def test_nothing_that_hides_behind_a_picture_reaches_its_public_file(tmp_path, folder):
    data = io.BytesIO()
    two_halves().save(data, "GIF")
    source = tmp_path / "polyglot.gif"
    source.write_bytes(data.getvalue() + b"<script>alert(1)</script>")
    public = folder / processing.develop(source, folder).safe.name
    assert b"<script>" not in public.read_bytes()
