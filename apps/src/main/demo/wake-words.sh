#!/bin/sh
# Makes the recording of the wake-word demo from nothing but espeak-ng and sox: three wake words in running speech.
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
say en-us+f3 150 "Alexa"
say en-us+f3 150 "will it stop before noon?"
say en-gb 145 "Okay nabu"
say en-gb 145 "put the kettle on."
say en-us 150 "Hey jarvis"
say en-us 150 "good night."
sox -R "$work"/0*.wav -b 16 "$1" norm -6
