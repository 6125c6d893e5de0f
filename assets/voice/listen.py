"""Listens to every clip with an offline speech recogniser and compares what it heard with the text.

Run by listen.sh. Without --write nothing is changed: that is the test. With --write, what was heard
goes into the index, for a person to read.
"""

import argparse
import hashlib
import json
import re
import sys
import time
from pathlib import Path

import ctranslate2
import numpy as np
import soundfile

import texts

HERE = Path(__file__).resolve().parent
INDEX = HERE / f"{texts.LANGUAGE}.json"
CLIPS = HERE / texts.LANGUAGE
RATE = 16_000

# Measured on all clips, see README.md: a good voice gives 0.3% here, one with a breath too many 12%.
ALL_CLIPS = 0.02
# A clip of four words or more with half of them wrong says something else, or is spoilt.
ONE_CLIP, FEW_WORDS = 0.5, 4
# Single words give the recogniser nothing to go by. Of clips of one to three words few may be misheard.
SHORT_CLIPS = 0.05
# Control: against the text of another clip nearly every word must be wrong, or nothing was recognised.
CONTROL = 0.8

# Clips that the recogniser mishears although their sounds are right, each with what was done to know.
EXCEPTIONS: dict[str, str] = {}

# What the recogniser writes otherwise, though it sounds the same.
SAME = [
    (r"\bgrown[ -]?up", "grownup"),
    (r"\bcase[ -]worker", "caseworker"),
    (r"\bcolor", "colour"),
    (r"\badvisor", "adviser"),
    (r"\boh eight hundred\b", "oh eight oh oh"),
    (r"\bcan not\b", "cannot"),
]


def plain(text: str) -> list[str]:
    """The words of a text without capitals, signs and figures."""
    text = text.lower().replace("’", "'").replace("‘", "'").replace("\u2011", "-")
    text = re.sub(r"\.org\.uk\b", " dot org dot uk", text)
    text = re.sub(r"(?<=\d)[-, ]+(?=\d{3,})", "", text)  # 0800-1111 and 0800 1111 are one number
    text = re.sub(r"(?<=\d)-(?=\d)", " to ", text)  # 8 to 11 is written 8-11
    text = re.sub(r"\d+", lambda figures: f" {texts.number(figures[0])} ", text)
    for wrong, right in SAME:
        text = re.sub(wrong, right, text)
    return re.sub(r"[^a-z' ]", "", re.sub(r"[-–—/]", " ", text)).replace("'", "").split()


def mistakes(said: list[str], heard: list[str]) -> int:
    """How many words must be changed, left out or put in to make one of the other."""
    row = list(range(len(heard) + 1))
    for i, a in enumerate(said, 1):
        left, row[0] = row[0], i
        for j, b in enumerate(heard, 1):
            left, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, left + (a != b))
    return row[-1]


def mel_filters() -> np.ndarray:
    """80 triangles on the mel scale, as the recogniser was trained with."""
    step, knee = 200 / 3, 15.0
    hertz = lambda mel: np.where(mel < knee, mel * step, 1000 * np.exp((mel - knee) * np.log(6.4) / 27))
    edges = hertz(np.linspace(0, knee + np.log(8) / (np.log(6.4) / 27), 82))
    bins = np.linspace(0, RATE / 2, 201)
    up = (bins - edges[:-2, None]) / np.diff(edges)[:-1, None]
    down = (edges[2:, None] - bins) / np.diff(edges)[1:, None]
    return (np.maximum(0, np.minimum(up, down)) * (2 / (edges[2:] - edges[:-2]))[:, None]).astype(np.float32)


def features(samples: np.ndarray, filters: np.ndarray) -> np.ndarray:
    padded = np.pad(samples, 200, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, 400)[::160][: len(samples) // 160]
    power = np.abs(np.fft.rfft(frames * np.hanning(401)[:-1].astype(np.float32))) ** 2
    log = np.log10(np.maximum(filters @ power.T.astype(np.float32), 1e-10))
    return ((np.maximum(log, log.max() - 8) + 4) / 4).astype(np.float32)


def load(path: Path) -> np.ndarray:
    """An MP3 as the recogniser wants it: 16,000 samples a second."""
    samples, rate = soundfile.read(path, dtype="float32")
    if rate != 24_000 or samples.ndim != 1:
        raise SystemExit(f"{path.name}: {rate} Hz, {samples.ndim} channels; 24,000 Hz mono is expected")
    twice = np.zeros(len(samples) * 2, np.float32)
    twice[::2] = samples
    at = np.arange(-48, 49)
    low = (np.sinc(at / 3) / 3 * np.hamming(97) * 2).astype(np.float32)
    return np.convolve(twice, low, "same")[::3]


def pieces(samples: np.ndarray) -> list[np.ndarray]:
    """A long text cut in the pauses between its sentences: the recogniser takes 30 seconds at most."""
    most = 22 * RATE
    found = []
    while len(samples) > most:
        quiet = np.abs(samples[:most]).reshape(-1, 160).max(1) < 0.005
        runs = np.convolve(quiet, np.ones(30), "same") >= 30
        if not runs.any():
            raise SystemExit("more than 22 seconds without a pause")
        cut = int(np.flatnonzero(runs)[-1]) * 160
        found.append(samples[:cut])
        samples = samples[cut:]
    return [*found, samples]


class Listener:
    def __init__(self, model: Path, threads: int):
        self.whisper = ctranslate2.models.Whisper(str(model), device="cpu", compute_type="int8", intra_threads=threads)
        self.vocabulary = (model / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        start = ("<|startoftranscript|>", "<|en|>", "<|transcribe|>", "<|notimestamps|>")
        self.prompt = [self.vocabulary.index(name) for name in start]
        self.filters = mel_filters()
        # The vocabulary writes each byte as a letter that can be printed.
        shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
        hidden = [byte for byte in range(256) if byte not in shown]
        self.byte = {chr(b): b for b in shown} | {chr(256 + n): b for n, b in enumerate(hidden)}

    def text(self, tokens: list[int]) -> str:
        letters = "".join(self.vocabulary[token] for token in tokens if token < self.prompt[0] - 1)
        return bytes(self.byte[letter] for letter in letters).decode("utf-8", "replace").strip()

    def hear(self, clips: list[np.ndarray], window: float | None, batch: int, beams: int) -> list[str]:
        """What is said in each clip. `window`: seconds of quiet put behind it; None: up to 30 seconds in all."""
        parts = [(n, part) for n, samples in enumerate(clips) for part in pieces(samples)]
        order = sorted(range(len(parts)), key=lambda p: len(parts[p][1]))
        heard = {}
        for k in range(0, len(order), batch):
            some = order[k : k + batch]
            longest = max(len(parts[p][1]) for p in some)
            length = min(30 * RATE, longest + int(window * RATE)) if window else 30 * RATE
            length -= length % 320
            given = np.zeros((len(some), length), np.float32)
            for row, p in zip(given, some):
                row[: len(parts[p][1])] = parts[p][1]
            mels = np.ascontiguousarray(np.stack([features(row, self.filters) for row in given]))
            results = self.whisper.generate(ctranslate2.StorageView.from_array(mels), [self.prompt] * len(some), beam_size=beams, max_length=224)
            heard |= {p: self.text(result.sequences_ids[0]) for p, result in zip(some, results)}
        return [" ".join(heard[p] for p in range(len(parts)) if parts[p][0] == n) for n in range(len(clips))]


def faults(index: dict) -> list[str]:
    """What is wrong before anybody listens."""
    wanted, found = set(texts.wanted()), []
    found += [f"no clip: {text}" for text in sorted(wanted - set(index))]
    found += [f"a clip that no text wants: {text}" for text in sorted(set(index) - wanted)]
    for text, clip in index.items():
        if len(clip["marks"]) != len(text.split()):
            found.append(f"marks do not fit the words: {text}")
        file = CLIPS / clip["file"]
        if not file.exists() or hashlib.sha256(file.read_bytes()).hexdigest() != clip["sha256"]:
            found.append(f"the file is not the one that was made: {text}")
    return found


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--model", type=Path, required=True)
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--write", action="store_true", help="write what was heard into the index")
    asked = ask.parse_args()
    whole = json.loads(INDEX.read_text(encoding="utf-8"))
    index = whole["clips"]
    wrong = faults(index)
    if wrong:
        sys.exit("\n".join([*wrong, "Run assets/voice/make.sh"]))

    began = time.monotonic()
    names = sorted(index)
    sounds = [load(CLIPS / index[text]["file"]) for text in names]
    for text, samples in zip(names, sounds):
        ms = len(samples) * 1000 / RATE
        if not -1 <= ms - index[text]["ms"] <= 80:
            wrong.append(f"{ms:.0f} ms long, not {index[text]['ms']}: {text}")
    listener = Listener(asked.model, asked.threads)
    heard = dict(zip(names, listener.hear(sounds, window=6, batch=8, beams=1)))
    # What was not heard at once is listened to again, slowly. The second hearing counts, better or worse.
    again = [n for n, text in enumerate(names) if plain(text) != plain(heard[text])]
    slowly = listener.hear([sounds[n] for n in again], window=None, batch=4, beams=5)
    heard |= {names[n]: text for n, text in zip(again, slowly)}
    took = time.monotonic() - began

    words = total = control = short = misheard = 0
    for n, text in enumerate(names):
        said, got = plain(text), plain(heard[text])
        errors = mistakes(said, got)
        words, total = words + len(said), total + errors
        control += mistakes(plain(names[(n + len(names) // 2) % len(names)]), got)
        if errors:
            print(f"{errors} of {len(said)}  written: {text}\n          heard:   {heard[text]}")
        if len(said) < FEW_WORDS:
            short, misheard = short + 1, misheard + (errors > 0)
        elif errors / len(said) > ONE_CLIP and text not in EXCEPTIONS:
            wrong.append(f"something else was heard: {text}")
    rate = total / words
    print(f"{len(names)} clips, {words} words, {total} misheard: word error rate {rate:.2%} (limit {ALL_CLIPS:.0%})")
    print(f"clips of fewer than {FEW_WORDS} words: {misheard} of {short} misheard (limit {SHORT_CLIPS:.0%})")
    print(f"against other texts (control): {control / words:.0%}; {len(again)} heard twice; {took:.0f} s, {took / len(names):.2f} s a clip")
    if rate > ALL_CLIPS:
        wrong.append(f"word error rate {rate:.2%} is above {ALL_CLIPS:.0%}")
    if misheard > short * SHORT_CLIPS:
        wrong.append(f"{misheard} of {short} short clips were misheard")
    if control / words < CONTROL:
        wrong.append("the control failed: other texts fit as well")
    if asked.write:
        for text in names:
            index[text]["heard"] = " ".join(plain(heard[text]))
        texts.write_index(INDEX, whole)
    sys.exit("\n".join(wrong) if wrong else 0)


if __name__ == "__main__":
    main()
