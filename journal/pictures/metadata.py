"""What a picture says about itself: caption, creator, credit and rights from XMP, IPTC and EXIF, in this order.

Properties are those of the IPTC Photo Metadata Standard.
"""

import re
import unicodedata
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import IptcImagePlugin
from PIL.ImageFile import ImageFile

MAX_XMP_BYTES = 512 * 1024
LIMITS = {"title": 200, "alt": 250, "creator": 200, "credit_line": 250, "copyright_notice": 250}
MAX_TEXT = 4000

DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
EXTENSION = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XMP = {
    "title": PHOTOSHOP + "Headline",
    "caption": DC + "description",
    "alt": CORE + "AltTextAccessibility",
    "extended_description": CORE + "ExtDescrAccessibility",
    "creator": DC + "creator",
    "credit_line": PHOTOSHOP + "Credit",
    "copyright_notice": DC + "rights",
    "usage_terms": RIGHTS + "UsageTerms",
    "digital_source": EXTENSION + "DigitalSourceType",
}
IPTC = {
    "title": (2, 105),
    "caption": (2, 120),
    "creator": (2, 80),
    "credit_line": (2, 110),
    "copyright_notice": (2, 116),
}
EXIF = {"caption": 0x010E, "creator": 0x013B, "copyright_notice": 0x8298}


def read(image: ImageFile) -> dict[str, str]:
    """Property -> words, without those that the picture does not have. Never raises on broken metadata."""
    found: dict[str, str] = {}
    for reader in (_read_xmp, _read_iptc, _read_exif):
        for name, value in reader(image).items():
            found.setdefault(name, value)
    if "digital_source" in found:
        # The vocabulary is given as addresses; the last part is the code.
        found["digital_source"] = found["digital_source"].rstrip("/").rsplit("/", 1)[-1]
    return {name: value for name, value in found.items() if value}


def _read_xmp(image: ImageFile) -> dict[str, str]:
    raw = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    data = raw.encode() if isinstance(raw, str) else raw
    if not isinstance(data, bytes) or not 0 < len(data) <= MAX_XMP_BYTES:
        return {}
    try:
        tree = fromstring(data.rstrip(b"\0"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return {}
    found = {}
    for name, tag in XMP.items():
        value = _property(tree, tag)
        if value:
            found[name] = clean(value, LIMITS.get(name, MAX_TEXT))
    return found


def _property(tree: Element, tag: str) -> str:
    """A property written as an attribute, as text, or as a list of alternatives or of several names."""
    for description in tree.iter(RDF + "Description"):
        if tag in description.attrib:
            return description.attrib[tag]
        element = description.find(tag)
        if element is None:
            continue
        items = [item.text or "" for item in element.iter(RDF + "li")]
        if items and element.find(RDF + "Alt") is not None:
            return items[0]
        return ", ".join(filter(None, items)) or element.attrib.get(RDF + "resource", "") or element.text or ""
    return ""


def _read_iptc(image: ImageFile) -> dict[str, str]:
    try:
        records = IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:
        # A broken block must not cost the picture, and Pillow raises many kinds of error here.
        return {}
    found = {}
    for name, key in IPTC.items():
        value = records.get(key)
        parts = value if isinstance(value, list) else [value]
        words = ", ".join(_decode(part) for part in parts if isinstance(part, bytes))
        if words:
            found[name] = clean(words, LIMITS.get(name, MAX_TEXT))
    return found


def _read_exif(image: ImageFile) -> dict[str, str]:
    try:
        exif = image.getexif()
        values = {name: exif.get(tag) for name, tag in EXIF.items()}
    except Exception:
        # As above.
        return {}
    return {
        name: clean(value, LIMITS.get(name, MAX_TEXT))
        for name, value in values.items()
        if isinstance(value, str) and value
    }


def _decode(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def clean(value: str, limit: int) -> str:
    """Words without control and other invisible characters, at most `limit` characters of them."""
    lines = value.replace("\r\n", "\n")
    kept = "".join(char if char == "\n" or unicodedata.category(char)[0] != "C" else " " for char in lines)
    return re.sub(r"[^\S\n]+", " ", kept).strip()[:limit].strip()
