"""Which texts are spoken, and how numbers and signs in them are said.

Used by make.py, which speaks, and by listen.py, which compares what is heard with what is written.
Needs Python 3.11 and nothing else.
"""

import json
import os
import re
import tomllib
from pathlib import Path

ASSETS = Path(__file__).resolve().parent.parent
LANGUAGE = "en"

NOT_ASKED = {"gallery"}  # made up, to look at the page with: no child is asked it
# Messages that no child is read: names of months, settings of the language, the dull page behind "Hide this".
NOT_SPOKEN = re.compile(r"language-name|direction|read-by-a-native-speaker|digits|day|month-\d+|hidden-.*")

UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = ["", "", *"twenty thirty forty fifty sixty seventy eighty ninety".split()]
# Short telephone numbers, said figure by figure as longer ones are.
TELEPHONES = {"999", "112", "111", "101"}


def key(text: str) -> str:
    """The text as the index names it: the pages alone use the hyphen that does not break."""
    return text.replace("\u2011", "-").strip()


def messages(path: Path) -> dict[str, str]:
    """The messages of a Fluent file by name. Those with something to fill in have no fixed sound."""
    found: dict[str, str] = {}
    name = None
    for line in path.read_text(encoding="utf-8").splitlines():
        begins = re.match(r"([a-zA-Z][\w-]*) *=(.*)", line)
        if begins:
            name = begins[1]
            found[name] = begins[2].strip()
        elif name and line[:1] == " " and line.strip():
            if re.match(r" +\.[a-zA-Z]", line):
                raise SystemExit(f"{path.name}: {name} has an attribute, which texts.py cannot read")
            found[name] = f"{found[name]} {line.strip()}".strip()
        elif line.strip():
            name = None
    for name, text in found.items():
        if "{" in text and "$" not in text:
            raise SystemExit(f"{path.name}: {name} refers to something, which texts.py cannot read: {text}")
    return {name: text for name, text in found.items() if "{" not in text}


def wordings(table: dict | None) -> list[str]:
    """Every band's text in our language."""
    return [by_language[LANGUAGE] for by_language in (table or {}).values() if LANGUAGE in by_language]


def questionnaire(path: Path) -> list[str]:
    """What a child is shown of a questionnaire. Report wordings are shown where nothing else is written."""
    file = tomllib.loads(path.read_text(encoding="utf-8"))
    if LANGUAGE not in file["languages"]:
        return []
    found = [band[LANGUAGE][part] for band in file["welcome"].values() if LANGUAGE in band for part in ("who", "why", "what")]
    for question in file["question"]:
        found += wordings(question.get("wording")) + wordings(question.get("hint"))
        for row in question.get("row", []):
            found += wordings(row.get("wording")) or [row["report"]]
        for choice in question.get("choice", []):
            if "from" in choice or "to" in choice:
                continue  # a group of numbers: the child writes a number and never sees the group
            found += wordings(choice.get("wording")) or [choice["report"]]
    return found


def glossary(path: Path) -> list[str]:
    """The meanings of hard words, without the round brackets that the page puts round them."""
    if not path.exists():
        return []
    words = tomllib.loads(path.read_text(encoding="utf-8"))["word"]
    return [text for word in words for name, text in word.get(LANGUAGE, {}).items() if name == "meaning" or name.startswith("meaning-")]


def sources() -> dict[str, list[str]]:
    """Every text that must have a clip, by the file that it comes from."""
    ftl = messages(ASSETS / "words" / f"{LANGUAGE}.ftl")
    found = {"interface": [text for name, text in ftl.items() if not NOT_SPOKEN.fullmatch(name)]}
    for path in sorted((ASSETS / "questionnaires").glob("*.toml")):
        if path.stem not in NOT_ASKED:
            found[path.stem] = questionnaire(path)
    found["glossary"] = glossary(ASSETS / "words" / "glossary.toml")
    return {name: sorted({key(text) for text in texts if key(text)}) for name, texts in found.items()}


def wanted() -> list[str]:
    """Every text that must have a clip, once."""
    return sorted({text for texts in sources().values() for text in texts})


def number(figures: str) -> str:
    """A number in words; a telephone number figure by figure."""
    if figures in TELEPHONES or figures.startswith("0") or len(figures) > 3:
        return " ".join("oh" if figure == "0" else UNITS[int(figure)] for figure in figures)
    n = int(figures)
    if n < 20:
        return UNITS[n]
    if n < 100:
        return f"{TENS[n // 10]} {UNITS[n % 10]}" if n % 10 else TENS[n // 10]
    rest = f" and {number(str(n % 100))}" if n % 100 else ""
    return f"{UNITS[n // 100]} hundred{rest}"


def telephone(figures: str) -> str:
    """As people say them: 0800 is oh eight hundred."""
    return re.sub(r"^oh (\w+) oh oh$", r"oh \1 hundred", number(figures))


def say(words: list[str], place: int) -> str:
    """One word of a text, as it is to be said. Only speech and comparing use this: the key keeps the text."""
    word = words[place].replace("\u2011", "-")
    if re.search(r"[%£$€&@#/\\<>=*^_|~\[\]{}]", word):
        raise SystemExit(f"texts.py does not know how to say {word!r}: write it in words, or add it here")
    word = re.sub(r"[()]", "", word)
    word = re.sub(r"(\w)\.org\.uk\b", r"\1 dot org dot UK", word)
    word = re.sub(r"(\d)\+", r"\1 plus", word)
    if word.isdigit() and place + 1 < len(words) and words[place + 1][0].isdigit():
        word += ","  # a breath within a telephone number
    return re.sub(r"\d+", lambda figures: telephone(figures[0]), word)


def write_index(path: Path, whole: dict) -> None:
    """Sorted, one clip in a line, so that a change can be read. Never half written."""
    short = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
    lines = [f"{json.dumps(text, **short)}:{json.dumps(clip, **short)}" for text, clip in sorted(whole["clips"].items())]
    head = ",".join(f"{json.dumps(name)}:{json.dumps(whole[name], **short)}" for name in ("voice", "made_with"))
    beside = path.with_suffix(".new")
    beside.write_text("{" + head + ',"clips":{\n' + ",\n".join(lines) + "\n}}\n", encoding="utf-8")
    os.replace(beside, path)
