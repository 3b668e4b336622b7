"""Makes assets/fonts/lucide-subset.ttf and src/assets/icon.rs from the names in icons.txt.

usage, from the root of the repository, with `fonttools` installed and the npm package `lucide-static` unpacked:
    python3 assets/fonts/icons.py FOLDER_OF_THE_PACKAGE

Lucide lies in U+E000..U+EFFF, where Inter has characters of its own. The subset lies 0x1000 higher, where neither
Inter nor Noto Sans SC has any, so that an icon may stand in the middle of a text in whatever order fonts are tried.
"""

import json
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

SHIFT = 0x1000
package = pathlib.Path(sys.argv[1])
names = sorted(set(pathlib.Path("assets/fonts/icons.txt").read_text().split()))
codepoints = json.loads((package / "font/codepoints.json").read_text())
missing = [name for name in names if name not in codepoints]
if missing:
    sys.exit(f"not in this version of Lucide: {missing}")

font = TTFont(package / "font/lucide.ttf", recalcTimestamp=False)
options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=["*"])
subsetter = subset.Subsetter(options)
subsetter.populate(unicodes=[codepoints[name] for name in names])
subsetter.subset(font)
for table in font["cmap"].tables:
    table.cmap = {code + SHIFT: glyph for code, glyph in table.cmap.items() if code >= 0xE000}
font.save("assets/fonts/lucide-subset.ttf")

lines = [
    "//! The icons of the icon font by name. Written by `assets/fonts/icons.py`; do not edit.",
    "//!",
    "//! # To change",
    "//! - an icon more: add its name to `assets/fonts/icons.txt` and run the script.",
    "",
]
for name in names:
    constant = name.upper().replace("-", "_")
    lines += [f"/// Lucide `{name}`.", f"pub const {constant}: char = '\\u{{{codepoints[name] + SHIFT:x}}}';"]
lines += ["", "/// Every icon with its name, for palettes and for the test that each can be drawn."]
lines += [f"pub const ALL: [(&str, char); {len(names)}] = ["]
lines += [f'    ("{name}", {name.upper().replace("-", "_")}),' for name in names]
lines += ["];", ""]
pathlib.Path("src/assets/icon.rs").write_text("\n".join(lines))
