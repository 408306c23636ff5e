import struct

import pytest
from PIL import Image

from journal.pictures import metadata, processing

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 photoshop:Credit="Salt Ledger Pictures" photoshop:Headline="On the quay"
 Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/negativeFilm">
<dc:creator><rdf:Seq><rdf:li>Wren Abernathy-Soto</rdf:li><rdf:li>Emil Drachsler</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Nell on the quay at dawn.</rdf:li>
<rdf:li xml:lang="de">Nell am Kai.</rdf:li></rdf:Alt></dc:description>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 2012 The makers</rdf:li></rdf:Alt></dc:rights>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">A woman on a quay</rdf:li></rdf:Alt>
</Iptc4xmpCore:AltTextAccessibility>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def iptc(*records):
    """A Photoshop resource block with these (dataset, words)."""
    data = b"".join(struct.pack(">BBBH", 0x1C, 2, dataset, len(words)) + words for dataset, words in records)
    block = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(data)) + data + b"\0" * (len(data) % 2)
    return b"Photoshop 3.0\0" + block


def with_app13(path, payload):
    data = path.read_bytes()
    path.write_bytes(data[:2] + b"\xff\xed" + struct.pack(">H", len(payload) + 2) + payload + data[2:])
    return path


def facts(path, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return processing.develop(path, folder).facts


@pytest.fixture
def image():
    return Image.new("RGB", (40, 30), (9, 9, 9))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF"])
def test_xmp_is_read(tmp_path, image, kind):
    path = tmp_path / "still"
    image.save(path, kind, xmp=XMP.encode())
    assert facts(path, tmp_path) == {
        "title": "On the quay",
        "caption": "Nell on the quay at dawn.",
        "alt": "A woman on a quay",
        "creator": "Wren Abernathy-Soto, Emil Drachsler",
        "credit_line": "Salt Ledger Pictures",
        "copyright_notice": "© 2012 The makers",
        "digital_source": "negativeFilm",
    }


def test_iptc_is_read_and_xmp_goes_first(tmp_path, image):
    path = tmp_path / "still.jpg"
    image.save(path, "JPEG", xmp=XMP.replace("photoshop:Credit", "photoshop:Other").encode())
    with_app13(path, iptc((80, b"Other Name"), (110, "Førsteby Foto".encode()), (105, b"H")))
    found = facts(path, tmp_path)
    assert (found["creator"], found["credit_line"]) == ("Wren Abernathy-Soto, Emil Drachsler", "Førsteby Foto")


def test_exif_is_the_last_resort(tmp_path, image):
    exif = Image.Exif()
    exif[0x013B] = "Emil Drachsler"
    path = tmp_path / "still.jpg"
    image.save(path, "JPEG", exif=exif)
    assert facts(path, tmp_path) == {"creator": "Emil Drachsler"}


def test_an_entity_in_xmp_is_not_resolved(tmp_path, image):
    hostile = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + XMP.replace("On the quay", "&e;")
    path = tmp_path / "still.jpg"
    image.save(path, "JPEG", xmp=hostile.encode())
    assert facts(path, tmp_path) == {}


def test_words_are_cleaned_and_cut():
    assert metadata.clean("  Nell\x00\u202e on\t the quay\r\nat dawn ", 100) == "Nell on the quay\nat dawn"
    assert metadata.clean("a" * 300, 250) == "a" * 250
