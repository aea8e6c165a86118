"""Makes the one font of the pages: Inter, cut to the letters we write and the weights we use.

Usage: font.py IN.woff2 OUT.woff2      Needs fontTools and python3-brotli.

One file, for a page may need four requests in all. Letters: Basic Latin, the Latin-1 letters of Nordic and other European
names, the Sami letters, and punctuation, arrows and signs of the pages. Anything else falls back to the system's font.
"""

import logging
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

LETTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "ÀÁÂÄÅÆÇÈÉÊËÍÏÑÓÔÖØÚÛÜÝàáâäåæçèéêëíïñóôöøúûüýÿß"
    + "ČčĐđŊŋŠšŦŧŽž"
    + "\u00a0\u2009\u202f¡§©«°±²³µ·»½¼¾×÷–—‘’‚“”„†•…‰‹›€№→←↑↓↕−≤≥≠≈✓"
)


def main(source: str, target: str) -> None:
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]
    options.hinting = False
    options.drop_tables += ["MVAR"]
    cutter = subset.Subsetter(options)
    cutter.populate(text=LETTERS)
    cutter.subset(font)
    # Cut first, then limit: the other way round the subsetter misses glyphs that no longer vary.
    font = instancer.instantiateVariableFont(font, {"wght": (400, 650), "opsz": 14})
    missing = sorted(set(map(ord, LETTERS)) - set(font.getBestCmap()))
    if missing:
        sys.exit("font.py: not in the font: " + " ".join(f"U+{c:04X}" for c in missing))
    font.flavor = "woff2"
    font.save(target)


main(*sys.argv[1:3])
