package dev.pipit.apps.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import dev.pipit.apps.speech.Engines;
import dev.pipit.apps.speech.UnspeakableException;
import dev.pipit.framework.training.sound.Split;

/**
 * Gathers what a word is learned from: synthesised speech, public recordings where they are at hand, and what the user
 * brings.
 *
 * @param positives recordings of the word
 * @param negatives recordings without it
 * @param noises    recordings of noise
 * @param data      folder that holds speech/ with public recordings
 */
record WordGathering(String phrase, long seed, WordPlan plan, Optional<Path> positives, Optional<Path> negatives,
        Optional<Path> noises, Optional<Path> data) {

    /**
     * Gathers.
     *
     * @param clips    folder in which synthesised clips are kept
     * @param warnings takes what was left out
     */
    WordMaterial gather(Engines engines, Path clips, Progress progress, Consumer<String> warnings) throws IOException {
        if (engines.all().isEmpty() && positives.isEmpty()) {
            throw new IOException("neither a speech synthesiser nor recordings (--positives) of \"" + phrase + "\": "
                + Engines.INSTALL);
        }
        WordMaterial material = new WordMaterial();
        own(material, new OwnRecordings(warnings));
        if (!engines.all().isEmpty()) {
            synthesised(material, engines, clips, progress);
        }
        if (data.isPresent() && Files.isDirectory(data.get().resolve("speech"))) {
            recorded(material, data.get().resolve("speech"));
        }
        material.check(phrase);
        return material;
    }

    private void own(WordMaterial material, OwnRecordings recordings) throws IOException {
        if (positives.isPresent()) {
            List<Clip> words = recordings.words(positives.get(), phrase);
            material.addWords(words);
            material.source(words.size() + " recordings of the word");
        }
        if (negatives.isPresent()) {
            List<Clip> others = recordings.others(negatives.get());
            material.add(others, new SpeakerSides(others.stream().map(Clip::speaker).toList()));
            material.source(others.size() + " recordings without the word");
        }
        if (noises.isPresent()) {
            List<Clip> sounds = recordings.others(noises.get());
            material.addNoises(sounds);
            material.source(sounds.size() + " recordings of noise");
        }
    }

    private void synthesised(WordMaterial material, Engines engines, Path clips, Progress progress) throws IOException {
        List<String> speakers = Synthesised.speakers(engines);
        if (speakers.size() < SpeakerSides.LEAST) {
            throw new IOException("voices of at least " + SpeakerSides.LEAST + " speakers are needed to train, to choose by and to "
                + "judge: there are " + speakers.size() + "; " + Engines.INSTALL);
        }
        SpeakerSides sides = new SpeakerSides(speakers);
        Synthesised synthesised = new Synthesised(engines, clips, seed, progress);
        try {
            List<Clip> words = synthesised.word(phrase, plan.voices());
            material.add(words.stream().filter(clip -> clip.bounds().isPresent()).toList(), sides);
        } catch (UnspeakableException e) {
            throw new IOException("no engine can speak \"" + phrase + "\", try another spelling: " + e.getMessage(), e);
        }
        material.add(synthesised.others(phrase, plan.confusable(), plan.sentences(), plan.sentences()), sides);
        for (Split.Part part : List.of(Split.Part.VALIDATION, Split.Part.TEST)) {
            material.add(synthesised.sentences(phrase, plan.judged(), speaker -> sides.of(speaker) == part,
                4 + part.ordinal()), sides);
        }
        material.source("speech of " + engines.summary());
    }

    /** All but those that hold the phrase. */
    private void recorded(WordMaterial material, Path speech) throws IOException {
        List<Clip> clips = new ArrayList<>();
        for (Recording recording : PublicSpeech.in(speech)) {
            if (!(" " + recording.word() + " ").contains(" " + phrase.toLowerCase(Locale.ROOT) + " ")) {
                clips.add(new Clip(recording.collection(), recording.speaker(), "", recording.samples(), Optional.empty()));
            }
        }
        material.add(clips, new SpeakerSides(clips.stream().map(Clip::speaker).toList()));
        clips.stream().map(Clip::collection).distinct().sorted().forEach(name -> material.source("public recordings: " + name));
    }

    /** Everything but the clips that a model depends on. */
    String settings() {
        return phrase + '/' + seed + '/' + plan;
    }
}
