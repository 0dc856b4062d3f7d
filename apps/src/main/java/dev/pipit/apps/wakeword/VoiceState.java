package dev.pipit.apps.wakeword;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.pipit.apps.Recordings;
import dev.pipit.apps.VoiceLessons;
import dev.pipit.apps.train.Backbone;
import dev.pipit.apps.train.Progress;
import dev.pipit.framework.adaptation.StateFolder;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.training.sound.WordBounds;
import dev.pipit.pipelines.wakeword.Enrolment;
import dev.pipit.pipelines.wakeword.Personal;
import dev.pipit.pipelines.wakeword.Word;

/** What was learned of a voice, in its folder: enrols, loads, keeps. */
final class VoiceState implements AutoCloseable {
    static final int MOST = 5;

    private final StateFolder folder;
    private final Model backbone = Backbone.model();

    private VoiceState(StateFolder folder) throws IOException {
        this.folder = folder;
    }

    /** @throws IOException if it cannot be written, or something else learned there */
    static VoiceState open(Path folder) throws IOException {
        StateFolder opened = StateFolder.open(folder, Personal.KIND);
        try {
            return new VoiceState(opened);
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    /** A word that no network knows. */
    Word spoken(String name) {
        return Word.spoken(name, backbone);
    }

    /** The new word that was learned here; empty if it was none. */
    Optional<Word> newWord() throws IOException {
        return folder.current().flatMap(version -> Personal.newWord(version.state())).map(this::spoken);
    }

    /** @throws IOException if nothing was enrolled yet, or for another word */
    Personal load(Word word) throws IOException {
        StateFolder.Version newest = folder.current().orElseThrow(() ->
            new IOException("nobody has enrolled yet: pipit wake-word --enrol DIR --state DIR"));
        try {
            return Personal.of(newest.state(), word, backbone);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Keeps it, with a note of what happened. */
    int save(Personal personal, String note) throws IOException {
        return folder.save(personal.state(), note).number();
    }

    /** What an enrolment gave, and what it is worth. */
    record Enrolled(Personal personal, Enrolment.Learned learned) {
    }

    /**
     * Learns a voice.
     *
     * @param recordings of the word
     * @param others     other speech, beside that which comes with the program
     * @throws IOException if there are too few or too many, the word cannot be found in one, or what was learned is no better
     */
    Enrolled enrol(Word word, List<Path> recordings, Optional<Path> others, Progress progress) throws IOException {
        if (recordings.size() < Enrolment.LEAST || recordings.size() > MOST) {
            throw new IOException("a voice enrols with " + Enrolment.LEAST + " to " + MOST
                + " recordings of the word: there are " + recordings.size());
        }
        List<Path> speech = others.isPresent() ? Recordings.find(List.of(others.get())) : List.of();
        Enrolment enrolment = new Enrolment(word, backbone);
        VoiceLessons lessons = new VoiceLessons(enrolment);
        progress.begin("enrolling", recordings.size() + speech.size() + 2);
        for (Path recording : recordings) {
            float[] samples = VoiceLessons.samples(recording);
            lessons.word(samples, bounds(recording, samples));
            progress.step();
        }
        lessons.bundled();
        progress.step();
        for (Path each : speech) {
            lessons.other(VoiceLessons.samples(each));
            progress.step();
        }
        Enrolment.Learned learned = learn(enrolment);
        progress.end(recordings.size() + " recordings");
        if (learned.head().isEmpty()) {
            throw new IOException(refusal(word, recordings, learned));
        }
        return new Enrolled(Personal.of(enrolment, learned.head().get()), learned);
    }

    private static WordBounds bounds(Path recording, float[] samples) throws IOException {
        WordBounds bounds = WordBounds.of(samples).orElseThrow(() ->
            new IOException(recording + ": no word stands out in this recording; is it silent, or too noisy?"));
        double seconds = bounds.length() / (double) Recordings.RATE_HZ;
        if (seconds > VoiceLessons.LONGEST_SECONDS) {
            throw new IOException(String.format(Locale.ROOT, "%s: what stands out takes %.1f s; it must be the word alone, in a "
                + "quiet room, and at most %.0f s", recording, seconds, VoiceLessons.LONGEST_SECONDS));
        }
        return bounds;
    }

    private static Enrolment.Learned learn(Enrolment enrolment) throws IOException {
        try {
            return enrolment.learn();
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String refusal(Word word, List<Path> recordings, Enrolment.Learned learned) {
        String unlike = learned.unlike().isEmpty() ? "" : "; not like the others: "
            + learned.unlike().stream().map(i -> recordings.get(i).toString()).collect(Collectors.joining(", "));
        return word.isNew() ? "not learned: each recording should be heard by what the others taught, and nothing of other speech"
            + unlike : String.format(Locale.ROOT, "no better: kept the network as it is, which hears %d of %d copies of the "
            + "recordings; learned from the others it would be %d, or other speech were taken for the word%s", learned.before(),
            learned.copies(), learned.heard(), unlike);
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
