"""Speaks every text of texts.py into an MP3 and writes the index beside it. Run by make.sh.

A clip is made again only if its text or its sounds have changed. Clips that no text wants are deleted.
"""

import argparse
import hashlib
import json
import sys
import time
from pathlib import Path

import lameenc
import numpy as np
import onnx
import onnxruntime

import phonemes
import texts

HERE = Path(__file__).resolve().parent
LANGUAGE = texts.LANGUAGE
INDEX = HERE / f"{LANGUAGE}.json"
SOUNDS = HERE / f"{LANGUAGE}.sounds.txt"
CLIPS = HERE / LANGUAGE
VOICE = "bf_emma, British English, generated"
MADE_WITH = "Kokoro-82M int8, misaki 0.9.4, LAME 3.100"

RATE = 24_000
FRAME = 600  # samples that the model makes for one step of its durations
DURATIONS = "/encoder/Clip_output_0"  # inside the model: how many steps each sound takes
# How fast, beside the voice's own pace, which is that of grown-ups talking. What ends a sentence is not
# slowed: the model draws it out already, and puts a breath behind it that sounds like another word.
# The quiet round a sentence is left at its own pace for the same reason (measured: see README.md).
PACE = (0.8, 1.2)  # the body of a sentence and its last two sounds
AROUND = 1.0
# Texts that were heard as something else at that pace and are right at another.
OTHER_PACE = {
    "How?": (0.8, 0.8),
    "Who?": (1.0, 1.0),
    "Something else": (0.9, 1.2),
    "You can skip any question. Press Skip.": (0.8, 1.0),
    "It can be hard to move, see, hear or learn. You decide what counts.": (0.8, 1.0),
}
BITRATE = 24
EDGE = 0.08  # seconds of quiet that are left at either end
PAUSE = 0.35  # seconds from one sentence to the next, beyond the edges
LOUDNESS = -20.0  # dBFS, of the parts in which there is speech
PEAK = 10 ** (-1 / 20)
# A word sounds this many steps before its durations say so, in the model's own reference program too.
EARLY = 3
# LAME puts this much before the sound and nothing in the file says so: players leave it in.
DELAY = 1105


class Voice:
    def __init__(self, model: Path, style: Path, vocabulary: Path, threads: int):
        graph = onnx.load(model)
        graph.graph.output.append(onnx.ValueInfoProto(name=DURATIONS))
        # The model divides every duration by one speed: a speed for each sound does as well.
        speed = next(given for given in graph.graph.input if given.name == "speed")
        speed.type.tensor_type.shape.dim[0].dim_param = "sounds"
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(graph.SerializeToString(), options, providers=["CPUExecutionProvider"])
        # One style for each number of sounds.
        self.styles = np.fromfile(style, dtype=np.float32).reshape(-1, 1, 256)
        self.ids = json.loads(vocabulary.read_text(encoding="utf-8"))["vocab"]

    def sentence(self, sounds, pace):
        """The samples of a sentence, and for each word the sample at which it begins."""
        unknown = {sound for sound, _ in sounds if sound not in self.ids}
        if unknown:
            raise SystemExit(f"the voice has no sound for {unknown}")
        ids = [self.ids[sound] for sound, _ in sounds]
        last = max(at for at, (_, word) in enumerate(sounds) if word is not None)
        speed = [AROUND, *(pace[at > last - 2] if at <= last else AROUND for at in range(len(ids))), AROUND]
        inputs = {"tokens": [[0, *ids, 0]], "style": self.styles[len(ids) - 1], "speed": np.array(speed, np.float32)}
        samples, steps = self.session.run(["audio", DURATIONS], inputs)
        samples, steps = samples.ravel(), steps.ravel()
        if int(steps.sum()) * FRAME != len(samples):
            raise SystemExit(f"durations of {int(steps.sum()) * FRAME} samples, sound of {len(samples)}")
        begins = np.concatenate([[0], np.cumsum(steps)]) * FRAME
        marks = {}
        for at, (_, word) in enumerate(sounds):
            if word is not None:
                marks.setdefault(word, int(begins[at + 1]) - EARLY * FRAME)
        return trimmed(samples, marks)


def loud(samples, frame: int = 240):
    """The loudness of each hundredth of a second, in dB."""
    usable = len(samples) // frame * frame
    return 10 * np.log10((samples[:usable].reshape(-1, frame) ** 2).mean(1) + 1e-12)


def trimmed(samples, marks):
    """Without the silence at both ends, but for the edges. Marks move along."""
    levels = loud(samples) - loud(samples).max()
    heard = np.flatnonzero(levels > -35)
    first, last = heard[0], heard[-1] + 1
    # The soft beginning and end of a sound. The model sometimes ends with a faint click: it is left out.
    while first > heard[0] - 6 and first > 0 and levels[first - 1] > -55:
        first -= 1
    while last < heard[-1] + 11 and last < len(levels) and levels[last] > -50:
        last += 1
    edge = int(EDGE * RATE)
    start = first * 240 - edge
    padded = np.concatenate([np.zeros(edge, np.float32), samples, np.zeros(edge, np.float32)])
    part = padded[start + edge : last * 240 + 2 * edge].copy()
    fade = np.sin(np.linspace(0, np.pi / 2, edge - 480, dtype=np.float32)) ** 2
    part[: len(fade)] *= fade
    part[-len(fade) :] *= fade[::-1]
    return part, {word: max(edge, at - start) for word, at in marks.items()}


def even(samples):
    """As loud as every other clip."""
    levels = loud(samples)
    speech = levels[levels > levels.max() - 25]
    gain = 10 ** ((LOUDNESS - 10 * np.log10((10 ** (speech / 10)).mean())) / 20)
    return samples * min(gain, PEAK / np.abs(samples).max())


def clip(voice: Voice, text: str, sentences):
    """The samples of a whole text and the start of each of its words in milliseconds."""
    parts, marks, at = [], {}, 0
    for n, sounds in enumerate(sentences):
        if n:
            parts.append(np.zeros(int(PAUSE * RATE), np.float32))
            at += len(parts[-1])
        samples, begins = voice.sentence(sounds, OTHER_PACE.get(text, PACE))
        marks |= {word: at + begin for word, begin in begins.items()}
        parts.append(samples)
        at += len(samples)
    starts = [marks.get(i) for i in range(len(text.split()))]
    for i in reversed(range(len(starts))):  # a dash alone is lit with the word after it
        if starts[i] is None:
            starts[i] = starts[i + 1] if i + 1 < len(starts) else at
    return even(np.concatenate(parts)), [round((start + DELAY) * 1000 / RATE) for start in starts]


def mp3(samples) -> bytes:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(BITRATE)
    encoder.set_in_sample_rate(RATE)
    encoder.set_out_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(0)
    pcm = (np.clip(samples, -1, 1) * 32767).astype("<i2")
    return bytes(encoder.encode(pcm.tobytes()) + encoder.flush())


def index() -> dict:
    return json.loads(INDEX.read_text(encoding="utf-8"))["clips"] if INDEX.exists() else {}


def sounds_before() -> dict[str, str]:
    if not SOUNDS.exists():
        return {}
    return dict(line.split(" = ", 1) for line in SOUNDS.read_text(encoding="utf-8").splitlines())


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--model", type=Path, required=True)
    ask.add_argument("--style", type=Path, required=True)
    ask.add_argument("--vocabulary", type=Path, required=True)
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--all", action="store_true", help="make every clip again")
    asked = ask.parse_args()

    speaker = phonemes.Speaker()
    wanted = {text: speaker.sentences(text) for text in texts.wanted()}
    sounds = {text: " / ".join(map(phonemes.written, sentences)) for text, sentences in wanted.items()}
    sounds |= {text: f"{sounds[text]} at {OTHER_PACE[text]}" for text in OTHER_PACE if text in sounds}
    before, clips = sounds_before(), index()
    CLIPS.mkdir(exist_ok=True)

    def stays(text: str) -> bool:
        file = CLIPS / clips[text]["file"] if text in clips else None
        return bool(file and not asked.all and before.get(text) == sounds[text] and file.exists() and sha256(file.read_bytes()) == clips[text]["sha256"])

    kept = {text: clips[text] for text in wanted if stays(text)}
    todo = [text for text in wanted if text not in kept]
    print(f"{len(wanted)} texts: {len(kept)} clips stay, {len(todo)} to make", flush=True)
    voice = Voice(asked.model, asked.style, asked.vocabulary, asked.threads) if todo else None
    began = time.monotonic()
    for n, text in enumerate(todo, 1):
        samples, marks = clip(voice, text, wanted[text])
        data = mp3(samples)
        name = f"{sha256(text.encode())[:16]}.mp3"
        (CLIPS / name).write_bytes(data)
        ms = round((len(samples) + DELAY) * 1000 / RATE)
        kept[text] = {"file": name, "sha256": sha256(data), "ms": ms, "marks": marks, "heard": ""}
        if n % 25 == 0 or n == len(todo):
            print(f"{n} of {len(todo)}, {time.monotonic() - began:.0f} s", flush=True)
            save(kept, sounds)
    save(kept, sounds)
    used = {clip["file"] for clip in kept.values()}
    for file in CLIPS.glob("*.mp3"):
        if file.name not in used:
            file.unlink()
            print(f"deleted {file.name}, which no text wants")
    report(kept)


def save(clips: dict, sounds: dict) -> None:
    texts.write_index(INDEX, {"voice": VOICE, "made_with": MADE_WITH, "clips": clips})
    SOUNDS.write_text("".join(f"{text} = {sounds[text]}\n" for text in sorted(clips)), encoding="utf-8")


def report(clips: dict) -> None:
    def sizes(some):
        some = list(some)
        size = sum((CLIPS / clips[text]["file"]).stat().st_size for text in some)
        return f"{len(some):4} clips {size:9} bytes {sum(clips[text]['ms'] for text in some) / 1000:7.1f} s"

    for name, some in texts.sources().items():
        print(f"{name:28} {sizes(some)}")
    print(f"{'all':28} {sizes(clips)}")


if __name__ == "__main__":
    sys.exit(main())
