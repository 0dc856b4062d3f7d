package dev.pipit.apps.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

import dev.pipit.apps.VoiceLessons;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.training.sound.Pcm16;
import dev.pipit.framework.training.sound.Split;
import dev.pipit.pipelines.wakeword.Enrolment;
import dev.pipit.pipelines.wakeword.PersonalHead;
import dev.pipit.pipelines.wakeword.Rehearsal;
import dev.pipit.pipelines.wakeword.Trace;
import dev.pipit.pipelines.wakeword.Word;

/**
 * Judges how well a word that no network knows is heard from five examples by one voice, as {@code wake-word --new-word} learns
 * it and at its threshold.
 */
final class NewWordJudge {
    /** Of the many short recordings of single words, one in so many. */
    private static final int SHARE = 8;

    private final Model backbone = Backbone.model();
    private final Rehearsal rehearsal = new Rehearsal(Word.spoken("", backbone), backbone);
    private final Map<String, Map<String, List<Spoken>>> words = new TreeMap<>();
    private final List<Trace> judged = new ArrayList<>();
    private double hours;

    /** A recording of a word, and what the backbone says of it. */
    private record Spoken(Clip clip, Trace trace) {
    }

    /**
     * What came out for a word, at the threshold of new words.
     *
     * @param voices       that said it often enough
     * @param learned      of these, whose five examples were verified and kept
     * @param missed       of the other recordings by these
     * @param falseAccepts of one voice's word, on average, in {@code hours} of other speech
     */
    record Result(String word, int voices, int learned, MissRate missed, double falseAccepts, double hours) {
    }

    NewWordJudge() throws IOException {
    }

    void read(Path data, List<String> wanted, Progress progress) throws IOException {
        List<Recording> all = PublicSpeech.in(data.resolve("speech"));
        progress.begin("reading recordings", all.size());
        SplittableRandom random = new SplittableRandom(5);
        int singles = 0;
        for (Recording recording : all) {
            progress.step();
            boolean said = wanted.contains(recording.word());
            boolean single = recording.collection().equals("speech_commands") || recording.collection().equals("fsdd_8k");
            if (!said && (EnrolmentJudge.side(recording) == Split.Part.TRAINING || single && singles++ % SHARE != 0)) {
                continue;
            }
            Clip clip = Clip.of(recording.collection(), recording.speaker(), recording.word(), recording.samples());
            Trial trial = new Trial();
            trial.clean(clip, random);
            Trace trace = rehearsal.trace(trial.streams().get(0).values());
            if (!said) {
                judged.add(trace);
                hours += clip.samples().length / 3600.0 / Pcm16.RATE_HZ;
            } else if (clip.bounds().isPresent()) {
                words.computeIfAbsent(recording.word(), name -> new TreeMap<>())
                    .computeIfAbsent(recording.speaker(), name -> new ArrayList<>()).add(new Spoken(clip, trace));
            }
        }
        progress.end(judged.size() + " recordings to judge by");
    }

    Result judge(String word, Progress progress) throws IOException {
        Map<String, List<Spoken>> voices = new TreeMap<>(words.getOrDefault(word, Map.of()));
        voices.values().removeIf(all -> all.size() <= EnrolmentJudge.ENROLLED);
        if (voices.isEmpty()) {
            throw new IOException(word + ": no voice says it in more than " + EnrolmentJudge.ENROLLED + " recordings");
        }
        Word spoken = Word.spoken(word, backbone);
        float threshold = spoken.manifest().threshold();
        List<String> who = new ArrayList<>();
        List<Boolean> heard = new ArrayList<>();
        int learned = 0;
        int falseAccepts = 0;
        progress.begin("learning " + word, voices.size());
        for (Map.Entry<String, List<Spoken>> voice : voices.entrySet()) {
            List<Spoken> all = voice.getValue();
            Optional<PersonalHead> head = learn(spoken, all.subList(0, EnrolmentJudge.ENROLLED));
            progress.step();
            if (head.isEmpty()) {
                continue;
            }
            learned++;
            for (Trace each : judged) {
                falseAccepts += rehearsal.greatest(each, head, 0) >= threshold ? 1 : 0;
            }
            for (Spoken each : all.subList(EnrolmentJudge.ENROLLED, all.size())) {
                who.add(voice.getKey());
                heard.add(rehearsal.greatest(each.trace(), head, 0) >= threshold);
            }
        }
        progress.end("done");
        MissRate missed = who.isEmpty() ? new MissRate(0, 0, 0, 0, 1) : MissRate.of(who, heard);
        return new Result(word, voices.size(), learned, missed, falseAccepts / (double) Math.max(1, learned), hours);
    }

    private Optional<PersonalHead> learn(Word spoken, List<Spoken> examples) throws IOException {
        Enrolment enrolment = new Enrolment(spoken, backbone);
        VoiceLessons lessons = new VoiceLessons(enrolment);
        examples.forEach(each -> lessons.word(each.clip().samples(), each.clip().bounds().orElseThrow()));
        lessons.bundled();
        return enrolment.learn().head();
    }
}
