"""Cuts the fonts of static/fonts from their sources (static/fonts/README.md). Needs fonttools and brotli.

npm pack @fontsource-variable/newsreader@5.3.0 @fontsource-variable/public-sans@5.3.0   (and unpack both)
python .ci/cut_fonts.py NEWSREADER/files PUBLIC-SANS/files
"""

import sys
from pathlib import Path
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.woff2 import WOFF2FlavorData
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).resolve().parents[1] / "static" / "fonts"

# name: (source, instance)
FACES = {
    "newsreader-text": ("newsreader-{part}-opsz-normal", {"wght": 400, "opsz": 16}),
    "newsreader-text-italic": ("newsreader-{part}-opsz-italic", {"wght": 400, "opsz": 16}),
    "newsreader-text-bold": ("newsreader-{part}-opsz-normal", {"wght": 650, "opsz": 16}),
    "newsreader-display": ("newsreader-{part}-opsz-normal", {"wght": 400, "opsz": 60}),
    "newsreader-display-italic": ("newsreader-{part}-opsz-italic", {"wght": 400, "opsz": 60}),
    "public-sans": ("public-sans-{part}-wght-normal", {"wght": 450}),
    "public-sans-bold": ("public-sans-{part}-wght-normal", {"wght": 600}),
}

# What a page holds: letters, figures, the punctuation of sentences, and the accented letters that names and titles of
# Europe bring most often (of Japanese in Latin letters, too). Signs such as % are in `latin`.
SIGNS = "#$%*+<=>@\\^_`{|}~"
ENGLISH = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in SIGNS) + "\u00a0·–—‘’“”…"
WESTERN = "ÀÁÅÇÉÖØÜàáâãäåæçèéêëìíîïñòóôõöøùúûüýœ"
CENTRAL = "ČŁŚŠŽŻćčěęğıłńőřśşšůűźżžșț"
JAPANESE = "ōū"
HALF = "½"  # of a star, and 8½
CORE = {ord(letter) for letter in ENGLISH + WESTERN + CENTRAL + JAPANESE + HALF}
SANS_TOO = {ord("©"), ord("#")}  # in credits; in the links to a passage

# Each part is made small, the core because it comes with every page: a coarser grid (1/400 em is a twentieth of a pixel
# at 20 px), curves with fewer points, an accent drawn once for small letters and capitals, ligatures of two letters
# only, and of the kerning what the eye catches (To, AV, r.), in coarse steps.
UPEM, UPEM_OF_HEADS = 400, 500
CURVE, CURVE_OF_HEADS = 4, 3  # units of the source (2,000 to the em) that each of two steps may be off
ALIKE = 24  # units of the source by which two accents may differ and be drawn as one
KERN_FROM, KERN_STEP = 0.06, 0.02  # em
# At the size of a line of text nobody misses it in a word or two.
WITHOUT_KERNING = {"newsreader-text-italic", "public-sans"}
LIGATURES = {"fi", "fl"}


def main(newsreader: Path, public_sans: Path) -> None:
    for name, (pattern, instance) in FACES.items():
        folder = public_sans if name.startswith("public") else newsreader
        sans = SANS_TOO if name.startswith("public") else set()
        sources = {part: folder / f"{pattern.format(part=part)}.woff2" for part in ("latin", "latin-ext", "vietnamese")}
        for part in ("core", "latin", "ext", "vietnamese"):
            font = cut(sources[{"core": "latin", "ext": "latin-ext"}.get(part, part)], instance)
            held = set(font.getBestCmap())
            drop_ligatures(font)
            is_core = part == "core"
            keep(font, CORE | sans if is_core else held - CORE - sans, features(name, is_core))
            if is_core:
                more = cut(sources["latin-ext"], instance)
                keep(more, CORE - held, [])
                add(font, more)
            make_small(font, is_head="display" in name)
            font.save(TARGET / f"{name}-{part}.woff2")


def features(name: str, is_core: bool) -> list[str]:
    return ["liga"] if is_core and name in WITHOUT_KERNING else ["kern", "liga"]


def cut(source: Path, instance: dict[str, float]) -> TTFont:
    return instantiateVariableFont(TTFont(source, recalcTimestamp=False), instance)


def keep(font: TTFont, characters: set[int], features: list[str]) -> None:
    options = Options(layout_features=features, hinting=False, name_IDs=[1, 2], notdef_outline=False, glyph_names=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def make_small(font: TTFont, *, is_head: bool) -> None:
    share_marks(font)
    straighten(font, CURVE_OF_HEADS if is_head else CURVE)
    coarsen_kerning(font)
    scale_upem(font, UPEM_OF_HEADS if is_head else UPEM)
    for table in {"GDEF", "STAT", "gasp", "prep"} & set(font.keys()):
        del font[table]
    font["post"].formatType = 3.0
    leave_out_bearings(font)
    font.flavor = "woff2"


def add(font: TTFont, other: TTFont) -> None:
    """Takes the letters of another file of the same face, with the outlines that are not here yet."""
    letters = other.getBestCmap()
    for table in {"GPOS", "GSUB"} & set(font.keys()):
        font[table].ensureDecompiled(recurse=True)
    own = set(font.getGlyphOrder())
    more = [glyph for glyph in other.getGlyphOrder() if glyph not in own]
    for glyph in more:
        font["glyf"].glyphs[glyph] = other["glyf"][glyph]
        font["hmtx"].metrics[glyph] = other["hmtx"][glyph]
    font.setGlyphOrder(font.getGlyphOrder() + more)
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["cmap"].tables = [table for table in font["cmap"].tables if (table.platformID, table.platEncID) == (3, 1)]
    font["cmap"].tables[0].cmap.update(letters)
    if "GPOS" in font:
        shapes = {glyph: other["glyf"][glyph] for glyph in more}
        bases = {glyph: shape.components[0].glyphName for glyph, shape in shapes.items() if shape.isComposite()}
        kern_like_the_base(font["GPOS"].table, bases)


def share_marks(font: TTFont) -> None:
    """The accent of a capital is that of the small letter, higher up, where its outline is the same or nearly so."""
    glyf = font["glyf"]
    higher = {}
    for glyph in font.getGlyphOrder():
        low = glyph.removesuffix(".case")
        if low != glyph and low in glyf.glyphs and len(glyf[low].coordinates) == len(glyf[glyph].coordinates):
            apart = [
                (b[0] - a[0], b[1] - a[1]) for a, b in zip(glyf[low].coordinates, glyf[glyph].coordinates, strict=True)
            ]
            spread = max(max(one) - min(one) for one in zip(*apart, strict=True))
            if spread <= ALIKE:
                higher[glyph] = low, *(round(sum(one) / len(one)) for one in zip(*apart, strict=True))
    for glyph in font.getGlyphOrder():
        for component in getattr(glyf[glyph], "components", ()):
            if component.glyphName in higher:
                component.glyphName, x, y = higher[component.glyphName]
                component.x, component.y = component.x + x, component.y + y
    drop_glyphs(font, set(higher))


def drop_glyphs(font: TTFont, glyphs: set[str]) -> None:
    font.setGlyphOrder([glyph for glyph in font.getGlyphOrder() if glyph not in glyphs])
    font["glyf"].glyphOrder = font.getGlyphOrder()
    for glyph in glyphs:
        del font["glyf"].glyphs[glyph], font["hmtx"].metrics[glyph]


def straighten(font: TTFont, error: float) -> None:
    """Draws each outline anew with fewer points; none lies further off than twice the error, in units of the source."""
    glyphs, glyf = font.getGlyphSet(), font["glyf"]
    drawn = {}
    for name in font.getGlyphOrder():
        if not glyf[name].isComposite() and glyf[name].numberOfContours > 0:
            pen = TTGlyphPen(None)
            glyphs[name].draw(Qu2CuPen(Cu2QuPen(pen, error, all_quadratic=True), error, all_cubic=True))
            drawn[name] = pen.glyph(dropImpliedOnCurves=True)
    for name, glyph in drawn.items():
        glyf[name] = glyph


def leave_out_bearings(font: TTFont) -> None:
    """The left side bearings are those of the outlines, so that WOFF2 need not carry them."""
    for name in font.getGlyphOrder():
        glyph = font["glyf"][name]
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = font["hmtx"][name][0], glyph.xMin if glyph.numberOfContours else 0
    font.flavorData = WOFF2FlavorData(transformedTables=("glyf", "loca", "hmtx"))


def drop_ligatures(font: TTFont) -> None:
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in (one for one in lookup.SubTable if lookup.LookupType == 4):
            for first, found in table.ligatures.items():
                table.ligatures[first] = [one for one in found if one.LigGlyph in LIGATURES]


def kern_like_the_base(table: Any, bases: dict[str, str]) -> None:
    """A letter from the other file stands in the kerning where the letter under its accent stands."""
    for lookup in table.LookupList.Lookup:
        for pairs in (getattr(one, "ExtSubTable", one) for one in lookup.SubTable):
            firsts = {glyph: base for glyph, base in bases.items() if base in pairs.Coverage.glyphs}
            if pairs.Format == 1:
                pairs.PairSet += [pairs.PairSet[pairs.Coverage.glyphs.index(base)] for base in firsts.values()]
                pairs.PairSetCount = len(pairs.PairSet)
            else:
                for classes in (pairs.ClassDef1.classDefs, pairs.ClassDef2.classDefs):
                    classes.update({glyph: classes[base] for glyph, base in bases.items() if base in classes})
            pairs.Coverage.glyphs += firsts


def coarsen_kerning(font: TTFont) -> None:
    if "GPOS" not in font:
        return
    upem = font["head"].unitsPerEm
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for pairs in (getattr(one, "ExtSubTable", one) for one in lookup.SubTable):
            if pairs.LookupType != 2:
                continue
            if pairs.Format == 1:
                for of_first in pairs.PairSet:
                    for pair in of_first.PairValueRecord:
                        coarsen(pair.Value1, upem)
                    of_first.PairValueRecord = [pair for pair in of_first.PairValueRecord if pair.Value1.XAdvance]
                    of_first.PairValueCount = len(of_first.PairValueRecord)
            else:
                for of_first in pairs.Class1Record:
                    for pair in of_first.Class2Record:
                        coarsen(pair.Value1, upem)


def coarsen(value: Any, upem: int) -> None:
    if value is not None and hasattr(value, "XAdvance"):
        least, step = KERN_FROM * upem, KERN_STEP * upem
        value.XAdvance = 0 if abs(value.XAdvance) < least else round(round(value.XAdvance / step) * step)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
