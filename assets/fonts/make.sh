#!/bin/sh
# Regenerates the fonts beside this file. Needs npm, python3, a network with their
# package registries. Everything temporary goes to a folder of its own.
#   sh assets/fonts/make.sh
set -eu
out=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

andika=@fontsource/andika@5.3.0
atkinson=@fontsource/atkinson-hyperlegible-next@5.3.0
for pair in "andika $andika" "atkinson $atkinson"; do
  set -- $pair
  mkdir "$1"
  npm pack --silent "$2" | tail -n 1 | xargs -I{} tar -xzf {} -C "$1" --strip-components=1
  cp "$1/LICENSE" "$out/$1-OFL.txt"
done

python3 -m venv venv
venv/bin/pip install --quiet fonttools==4.68.0 brotli==1.2.1
SRC=$tmp OUT=$out venv/bin/python - <<'PY'
import os
from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

src, out = os.environ["SRC"], os.environ["OUT"]
# Letters for English and Welsh, Latin-1 letters for names, the signs that our words use.
text = "".join(map(chr, range(0x20, 0x7F)))
text += "".join(map(chr, [*range(0xC0, 0xD7), *range(0xD8, 0xF7), *range(0xF8, 0x100)]))
text += "ŵŷŴŶ\u00a0£©·×½‘’“”–—…←→−\u2011"

def load(family, weight, part):
    stem = "atkinson-hyperlegible-next" if family == "atkinson" else family
    return f"{src}/{family}/files/{stem}-{part}-{weight}-normal.woff2"

def options(**more):
    o = subset.Options()
    o.hinting = False
    o.notdef_outline = True
    o.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    o.layout_features = ["kern", "mark", "ccmp", "locl"]
    o.drop_tables += ["Feat", "Glat", "Gloc", "Silf", "Sill", "DSIG"]
    for k, v in more.items():
        setattr(o, k, v)
    return o

def cut(path, wanted, o):
    font = subset.load_font(path, o)
    s = subset.Subsetter(o)
    s.populate(text=wanted)
    s.subset(font)
    return font

# The packages split a family into "latin" and "latin-ext"; one file here holds what we need of both.
def both(family, weight, o):
    parts = []
    for part in ("latin", "latin-ext"):
        font = cut(load(family, weight, part), text, o)
        font.flavor = None
        path = f"{src}/{family}-{weight}-{part}.ttf"
        font.save(path)
        parts.append(path)
    return parts

for family, weight in [("andika", 400), ("andika", 700), ("atkinson", 400), ("atkinson", 600), ("atkinson", 700)]:
    o = options()
    parts = both(family, weight, o)
    font = Merger().merge(parts)
    merged = f"{src}/{family}-{weight}.ttf"
    font.save(merged)
    font = cut(merged, text, o)
    for table in font["cmap"].tables:  # the hyphen that does not break looks like the one that does
        table.cmap.setdefault(0x2011, table.cmap[0x2D])
    font.flavor = "woff2"
    path = f"{out}/{family}-{weight}.woff2"
    font.save(path)
    have = set(map(chr, font.getBestCmap()))
    print(os.path.basename(path), os.path.getsize(path), "lacks", "".join(c for c in text if c not in have) or "nothing")

# Whole latin faces for the charts that we draw as pictures.
for weight in (400, 700):
    font = TTFont(load("atkinson", weight, "latin"))
    font.flavor = None
    for r in font["name"].names:
        if r.nameID in (1, 16):
            r.string = "Atkinson Hyperlegible Next"
        if r.nameID in (2, 17):
            r.string = "Regular" if weight == 400 else "Bold"
    font["OS/2"].usWeightClass = weight
    path = f"{out}/atkinson-{weight}.ttf"
    font.save(path)
    print(os.path.basename(path), os.path.getsize(path))
PY
