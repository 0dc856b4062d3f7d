#!/bin/sh
# Makes the recording of the wake-word demo from nothing but espeak-ng and sox: two wake words in running speech.
# wake-words.sh OUT.wav
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0
say() { # VOICE SPEED TEXT
  n=$((n + 1))
  espeak-ng -v "$1" -s "$2" -a 90 -w "$work/raw.wav" "$3"
  sox "$work/raw.wav" -r 16000 -c 1 -b 16 "$work/$(printf %02d $n).wav" pad 0.35 0.35
}
say en-us 150 "It rains again this morning."
say en-gb+f2 145 "Alexa"
say en-gb+f2 145 "will it stop before noon?"
say en-us 150 "Okay nabu"
say en-us 150 "put the kettle on."
sox -R "$work"/0*.wav -b 16 "$1" norm -6
