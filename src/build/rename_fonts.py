"""Gives the subset fonts a family name of their own: python3 src/build/rename_fonts.py FILE.woff2 ...

The SIL Open Font License reserves the name "Pretendard" for the unmodified fonts (public/fonts/OFL.txt, section 3).
Copyright and licence entries stay as they are. Needs fonttools and brotli; was run with fonttools 4.66.1.
"""

import sys

from fontTools.ttLib import TTFont

FAMILY = "Faultline Sans"
RESERVED = "Pretendard"
# Entries of the name table that speak of the font's makers, version and licence.
ABOUT = {0, 5, *range(7, 15)}


def rename(path: str) -> None:
    font = TTFont(path)
    for record in font["name"].names:
        text = record.toUnicode()
        if record.nameID in ABOUT:
            continue
        # PostScript names hold no spaces: there the family is one word.
        joined = text.replace(f"{RESERVED}Variable", FAMILY.replace(" ", ""))
        record.string = joined.replace(f"{RESERVED} Variable", FAMILY).replace(RESERVED, FAMILY)
    font.save(path)


for file in sys.argv[1:]:
    rename(file)
