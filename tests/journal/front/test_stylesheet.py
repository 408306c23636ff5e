import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from PIL import ImageFont, features

CSS = Path(settings.BASE_DIR) / "static/css"


JOINED = ("site.css", "records.css")


def test_the_joined_stylesheets_are_current():
    before = {name: (CSS / name).read_bytes() for name in JOINED}
    subprocess.run([Path(settings.BASE_DIR) / ".ci/join_css"], check=True)
    after = {name: (CSS / name).read_bytes() for name in JOINED}
    for name, was in before.items():
        (CSS / name).write_bytes(was)
    assert before == after, "Run make css."


@pytest.mark.parametrize("name", JOINED)
def test_joining_leaves_rules_whole(name):
    joined = (CSS / name).read_text()
    assert joined.count("{") == joined.count("}")
    assert "/*" not in joined
    for name in re.findall(r'url\("\.\./([^"]+)"\)', joined):
        assert (CSS.parent / name).exists(), name


SHEET = r'<link rel="stylesheet" href="([^"]+)"'


def test_a_page_asks_for_one_stylesheet(client, db):
    page = client.get("/").content.decode()
    assert re.findall(SHEET, page) == ["/static/css/site.css"]


def test_a_page_of_records_brings_its_own_beside_it(client, db):
    for address in ("/films/", "/people/", "/festivals/", "/quotes/", "/corrections/"):
        page = client.get(address).content.decode()
        assert re.findall(SHEET, page) == ["/static/css/site.css", "/static/css/records.css"], address


def core_characters(file: str) -> set[str]:
    """The characters for which style sheets send a browser to a file of letters."""
    for sheet in ("fonts.css", "fonts-desk.css"):
        for rule in (CSS / sheet).read_text().splitlines():
            if f"/{file}-core.woff2" in rule:
                spans = re.search(r"unicode-range: ([^;]+);", rule)[1].replace("U+", "").split(",")
                ends = [[int(end, 16) for end in span.split("-")] for span in spans]
                return {chr(code) for span in ends for code in range(span[0], span[-1] + 1)}
    raise AssertionError(f"no rule for {file}")


FACES = sorted(path.name.removesuffix("-core.woff2") for path in (CSS.parent / "fonts").glob("*-core.woff2"))


@pytest.mark.parametrize("face", FACES)
def test_a_file_holds_every_letter_it_is_asked_for(face):
    try:
        font = ImageFont.truetype(str(CSS.parent / "fonts" / f"{face}-core.woff2"), 80)
    except OSError:
        pytest.skip(f"Pillow's FreeType {features.version('freetype2')} reads no WOFF2")
    missing = font.getmask("\U0010ffff").getbbox(), font.getlength("\U0010ffff")
    found = {char for char in core_characters(face) if (font.getmask(char).getbbox(), font.getlength(char)) != missing}
    assert found == core_characters(face)


@pytest.mark.parametrize("face", FACES)
def test_names_of_europe_need_no_second_file(face):
    names = "Łódź Kaurismäki Almodóvar Żuławski Jiří Šarūnas Bartaš Győr Yılmaz Çağan Øyen Ozu Yasujirō Agnès Nuño 8½"
    assert set(names) <= core_characters(face)
