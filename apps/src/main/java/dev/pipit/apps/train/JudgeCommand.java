package dev.pipit.apps.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Screen;
import dev.pipit.apps.speech.Engines;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.training.sound.Split;
import dev.pipit.pipelines.wakeword.Word;

/** {@code pipit train judge}. */
@Command(
    name = "judge",
    description = {
        "Judges the words that come with Pipit by public recordings of speakers that they were not trained on.",
        "",
        "How often each is missed: clean, with noise 10 dB below it, and put into running speech; with the 95 % interval by "
            + "speakers and the number of recordings. How often it is heard in other words and in running speech, the latter "
            + "also 12 % slower and faster; with the 95 % interval of false accepts an hour, as if they came independently.",
        ""})
final class JudgeCommand implements Callable<Integer> {
    private static final int MOST_HOURS = 100;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:PIPIT_DATA}", required = true,
        description = "Folder with speech/ and noise/ (default: PIPIT_DATA).")
    private Path data;

    @Option(names = "--model", paramLabel = "FILE", description = "Manifests of these words, instead of what comes with it.")
    private List<Path> models = List.of();

    @Option(names = "--from", paramLabel = "DIR", arity = "1..*", description = "Folders that 'train shipped --out' wrote, "
        + "with different seeds: the words of each with a threshold that is chosen anew by the rule, then the mean and the "
        + "range over them.")
    private List<Path> trainings = List.of();

    @Option(names = "--threshold", paramLabel = "X", description = "Instead of that of the manifest; may be given several times.")
    private List<Float> thresholds = List.of();

    @Option(names = "--as-recorded", description = "Running speech at its own speed only.")
    private boolean asRecorded;

    @Option(names = "--kept-to-choose", description = "By the speakers that are kept to choose networks by, instead of those "
        + "that are kept to judge.")
    private boolean chosenBy;

    @Option(names = "--synthesised-hours", paramLabel = "H", description = "Lets the words be heard also in so many hours of "
        + "text without them, spoken by synthesised voices that nothing was trained on; counted apart.")
    private double synthesisedHours;

    @Option(names = "--cache", paramLabel = "DIR", defaultValue = "${env:XDG_CACHE_HOME:-${sys:user.home}/.cache}/pipit-speech",
        description = "Folder for synthesised clips, 115 MB an hour (default: ${DEFAULT-VALUE}).")
    private Path cache;

    @Option(names = "--json", description = "One JSON object a word.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!trainings.isEmpty() && (!models.isEmpty() || !thresholds.isEmpty() || chosenBy)) {
            throw new ParameterException(spec.commandLine(), "--from takes the words of its folders, with a threshold that is "
                + "chosen by the speakers who do not judge: leave out --model, --threshold and --kept-to-choose");
        }
        if (!(synthesisedHours >= 0 && synthesisedHours <= MOST_HOURS)) {
            throw new ParameterException(spec.commandLine(), "--synthesised-hours must be 0 to " + MOST_HOURS + ": hours="
                + synthesisedHours);
        }
        Progress progress = new Progress(spec.commandLine().getErr(), Screen.isTerminal());
        PrintWriter out = spec.commandLine().getOut();
        if (trainings.isEmpty()) {
            List<Word> words = words();
            Optional<SpokenHours> spoken = spoken(progress);
            List<Judge.Verdict> verdicts = verdicts(words, spoken, material(progress), progress);
            if (json) {
                verdicts.forEach(verdict -> out.println(VerdictTable.jsonWithIntervals(verdict)));
            } else {
                VerdictTable.print(verdicts, out);
            }
            return 0;
        }
        List<Trained> trained = trained();
        Optional<SpokenHours> spoken = spoken(progress);
        SeedTable table = table(trained, spoken, material(progress), progress);
        if (json) {
            table.printJson(out);
        } else {
            table.print(out);
        }
        return 0;
    }

    private Material material(Progress progress) throws IOException {
        return new ShippedWords(data, data, 1, 1, progress).material();
    }

    private Optional<SpokenHours> spoken(Progress progress) throws IOException {
        return synthesisedHours == 0 ? Optional.empty() : Optional.of(SpokenHours.speak(synthesisedHours, ShippedWords.WORDS,
            ShippedWords.SPLIT, Engines.found().orRefuse(), cache, progress));
    }

    private static Judge.Verdict verdict(Judge judge, Word word, float threshold, Optional<SpokenHours> spoken)
            throws ModelFormatException {
        Judge.Verdict verdict = judge.of(word.name(), scorer(word), threshold);
        return spoken.isEmpty() ? verdict : verdict.with(spoken.get().falseAccepts(scorer(word), threshold));
    }

    private double[] speeds() {
        return asRecorded ? Judge.RECORDED : Judge.SPEEDS;
    }

    private List<Word> words() throws IOException {
        List<Word> words = new ArrayList<>();
        for (Path model : models) {
            words.add(Word.load(model));
        }
        for (String name : models.isEmpty() ? Word.shipped() : List.<String>of()) {
            words.add(Word.shipped(name));
        }
        return words;
    }

    private List<Judge.Verdict> verdicts(List<Word> words, Optional<SpokenHours> spoken, Material material,
            Progress progress) throws IOException {
        progress.begin("hearing them", words.size());
        Judge judge = new Judge(material, speeds(), chosenBy ? Split.Part.VALIDATION : Split.Part.TEST);
        List<Judge.Verdict> verdicts = new ArrayList<>();
        for (Word word : words) {
            for (float threshold : thresholds.isEmpty() ? List.of(word.tuning().threshold()) : thresholds) {
                verdicts.add(verdict(judge, word, threshold, spoken));
            }
            progress.step();
        }
        progress.end("done");
        return verdicts;
    }

    private static Judge.Scorer scorer(Word word) {
        return trial -> trial.scores(word.model(), word.tuning().averaged());
    }

    /** A word of a training. */
    private record Trained(String from, Word word) {
    }

    private List<Trained> trained() throws IOException {
        List<Trained> all = new ArrayList<>();
        for (String name : ShippedWords.WORDS) {
            for (Path training : trainings) {
                Path manifest = training.resolve(name + ".json");
                if (!Files.exists(manifest)) {
                    throw new IOException(training + ": has no " + name + ".json; --from needs what 'train shipped --out' "
                        + "wrote");
                }
                all.add(new Trained(String.valueOf(training.getFileName()), Word.load(manifest)));
            }
        }
        return all;
    }

    private SeedTable table(List<Trained> all, Optional<SpokenHours> spoken, Material material, Progress progress)
            throws IOException {
        progress.begin("choosing thresholds, and hearing them", all.size());
        Judge chooser = new Judge(material, Judge.SPEEDS, Split.Part.VALIDATION, Split.Part.TRAINING);
        Judge judge = new Judge(material, speeds(), Split.Part.TEST);
        List<SeedTable.Row> rows = new ArrayList<>();
        for (Trained each : all) {
            String word = each.word().name();
            float threshold = chooser.threshold(word, scorer(each.word()), ShippedWords.FALSE_ACCEPTS_PER_HOUR);
            rows.add(new SeedTable.Row(each.from(), verdict(judge, each.word(), threshold, spoken)));
            progress.step();
        }
        progress.end("done");
        return new SeedTable(rows);
    }
}
