#!/bin/sh
# Regenerates the fonts beside this file. Needs npm, python3, a network with their
# package registries. Everything temporary goes to a folder of its own.
#   sh assets/fonts/make.sh              all families
#   sh assets/fonts/make.sh vazirmatn    one family; the others keep their bytes
set -eu
# A fixed date in the files: the same packages make the same bytes.
export SOURCE_DATE_EPOCH=1795564800
families=${*:-andika atkinson vazirmatn}
out=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

for family in $families; do
  case $family in
    andika) package=@fontsource/andika@5.3.0 ;;
    atkinson) package=@fontsource/atkinson-hyperlegible-next@5.3.0 ;;
    vazirmatn) package=@fontsource/vazirmatn@5.3.0 ;;
    *) echo "no such family: $family" >&2; exit 1 ;;
  esac
  mkdir "$family"
  npm pack --silent "$package" | tail -n 1 | xargs -I{} tar -xzf {} -C "$family" --strip-components=1
  cp "$family/LICENSE" "$out/$family-OFL.txt"
done

python3 -m venv venv
venv/bin/pip install --quiet fonttools==4.68.0 brotli==1.2.1
SRC=$tmp OUT=$out FAMILIES=$families venv/bin/python - <<'PY'
import os
from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

src, out, families = os.environ["SRC"], os.environ["OUT"], os.environ["FAMILIES"].split()
# Letters for English and Welsh, Latin-1 letters for names, the signs that our words use.
text = "".join(map(chr, range(0x20, 0x7F)))
text += "".join(map(chr, [*range(0xC0, 0xD7), *range(0xD8, 0xF7), *range(0xF8, 0x100)]))
text += "ŵŷŴŶ\u00a0£©·×½‘’“”–—…←→−\u2011"

# Arabic script: Arabic, Persian and Dari, Pashto, Urdu, Sorani; then digits, signs, marks, joiners.
letters = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىٱ"
letters += "پچژکگیۀ" + "ټځڅډړږښګڼۍې" + "ٹڈڑںھہۂۃےۓ" + "ڕڵۆێەڤۊ"
digits = "".join(map(chr, [*range(0x660, 0x66A), *range(0x6F0, 0x6FA)]))
marks = "".join(map(chr, [*range(0x64B, 0x656), 0x658, 0x670]))
joiners = "\u0640\u200c\u200d\u200e"
arabic = letters + digits + marks + joiners + "،؛؟۔٪٫٬\u0020\u00a0\u2011"
# Arabic, Persian and Dari alone, without Latin: half the weight for the languages that Sayso speaks.
core = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىپچژکگیۀ" + digits + "".join(map(chr, [*range(0x64B, 0x653), 0x670])) + "\u200c\u200d،؛؟«» .:()!\u00a0"
# What Latin a sentence in Arabic script needs: a telephone number, the name of a service.
mixed = "".join(map(chr, range(0x21, 0x7F))) + "«»‹›£©·‘’“”–…"

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
def both(family, weight, o, wanted):
    parts = []
    for part, letters in wanted.items():
        font = cut(load(family, weight, part), letters, o)
        font.flavor = None
        path = f"{src}/{family}-{weight}-{part}.ttf"
        font.save(path)
        parts.append(path)
    return parts

faces = [("andika", 400), ("andika", 700), ("atkinson", 400), ("atkinson", 600), ("atkinson", 700), ("vazirmatn", 400), ("vazirmatn", 700)]
for family, weight in faces:
    if family not in families:
        continue
    o, all, wanted = options(), text, {"latin": text, "latin-ext": text}
    if family == "vazirmatn":  # no letter in both parts, so that none is drawn twice
        all, wanted = arabic + mixed, {"arabic": arabic, "latin": mixed}
        o.layout_features += ["init", "medi", "fina", "isol", "rlig", "calt", "liga", "mkmk"]
    parts = both(family, weight, o, wanted)
    font = Merger().merge(parts)
    merged = f"{src}/{family}-{weight}.ttf"
    font.save(merged)
    font = cut(merged, all, o)
    for table in font["cmap"].tables:  # the hyphen that does not break looks like the one that does
        table.cmap.setdefault(0x2011, table.cmap[0x2D])
    font.flavor = "woff2"
    path = f"{out}/{family}-{weight}.woff2"
    font.save(path)
    have = set(map(chr, font.getBestCmap()))
    print(os.path.basename(path), os.path.getsize(path), "lacks", "".join(c for c in all if c not in have) or "nothing")
    if family == "vazirmatn":
        # Without kerning and the finer placing of marks, which cost as much as a fifth of the letters.
        light = options(name_IDs=[1, 2], notdef_outline=False, glyph_names=False, layout_features=["init", "medi", "fina", "isol", "rlig", "calt", "mark", "ccmp", "locl"])
        font = cut(merged, core, light)
        font.flavor = "woff2"
        path = f"{out}/vazirmatn-ar-{weight}.woff2"
        font.save(path)
        print(os.path.basename(path), os.path.getsize(path))

# Whole latin faces for the charts that we draw as pictures.
for weight in (400, 700) if "atkinson" in families else ():
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
