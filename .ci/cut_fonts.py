"""Cuts the fonts of static/fonts from their sources (static/fonts/README.md). Needs fonttools and brotli.

npm pack @fontsource-variable/newsreader@5.3.0 @fontsource-variable/public-sans@5.3.0   (and unpack both)
python .ci/cut_fonts.py NEWSREADER/files PUBLIC-SANS/files
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
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
# What an English page holds: letters, figures, the punctuation of sentences, and the # of our own links to a passage.
# Signs such as % and + are in `latin`.
SIGNS = {ord(sign) for sign in "$%*+<=>@\\^_`{|}~"}
CORE = (set(range(0x20, 0x7F)) - SIGNS) | {ord(sign) for sign in "\u00a0©·é–—‘’“”…"}

# The core comes with every page, so it is made small: a coarser grid (1/500 em is a twentieth of a pixel at 20 px), and
# of the kerning what the eye catches (To, AV, r.), in coarse steps; the rest of it would cost 3 kB a face.
CORE_UPEM = 500
KERN_FROM, KERN_STEP = 25, 10  # units of the coarse grid
# At the size of a line of text nobody misses it in a word or two.
WITHOUT_KERNING = {"newsreader-text-italic", "public-sans"}


def main(newsreader: Path, public_sans: Path) -> None:
    for name, (pattern, instance) in FACES.items():
        folder = public_sans if name.startswith("public") else newsreader
        for part, source in (("core", "latin"), ("latin", "latin"), ("ext", "latin-ext"), ("vietnamese", "vietnamese")):
            font = instantiateVariableFont(
                TTFont(folder / f"{pattern.format(part=source)}.woff2", recalcTimestamp=False), instance
            )
            held = set(font.getBestCmap())
            is_core = part == "core"
            features = ["liga"] if is_core and name in WITHOUT_KERNING else ["kern", "liga"]
            keep(font, CORE if is_core else held - CORE if part == "latin" else held, features)
            if is_core:
                scale_upem(font, CORE_UPEM)
                coarsen_kerning(font)
            font.flavor = "woff2"
            font.save(TARGET / f"{name}-{part}.woff2")


def keep(font: TTFont, characters: set[int], features: list[str]) -> None:
    options = Options(layout_features=features, hinting=False, name_IDs=[0, 1, 2, 13, 14], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def coarsen_kerning(font: TTFont) -> None:
    if "GPOS" not in font:
        return
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType != 2:
                continue
            if table.Format == 1:
                for pairs in table.PairSet:
                    for pair in pairs.PairValueRecord:
                        coarsen(pair.Value1)
                    pairs.PairValueRecord = [pair for pair in pairs.PairValueRecord if pair.Value1.XAdvance]
                    pairs.PairValueCount = len(pairs.PairValueRecord)
            else:
                for first in table.Class1Record:
                    for second in first.Class2Record:
                        coarsen(second.Value1)


def coarsen(value: object) -> None:
    if value is not None and hasattr(value, "XAdvance"):
        value.XAdvance = 0 if abs(value.XAdvance) < KERN_FROM else round(value.XAdvance / KERN_STEP) * KERN_STEP


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
