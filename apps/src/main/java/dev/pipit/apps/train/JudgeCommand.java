package dev.pipit.apps.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Screen;
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
            + "also 12 % slower and faster.",
        ""})
final class JudgeCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:PIPIT_DATA}", required = true,
        description = "Folder with speech/ and noise/ (default: PIPIT_DATA).")
    private Path data;

    @Option(names = "--model", paramLabel = "FILE", description = "Manifests of these words, instead of what comes with it.")
    private List<Path> models = List.of();

    @Option(names = "--threshold", paramLabel = "X", description = "Instead of that of the manifest; may be given several times.")
    private List<Float> thresholds = List.of();

    @Option(names = "--as-recorded", description = "Running speech at its own speed only.")
    private boolean asRecorded;

    @Option(names = "--kept-to-choose", description = "By the speakers that are kept to choose networks by, instead of those "
        + "that are kept to judge.")
    private boolean chosenBy;

    @Option(names = "--json", description = "One JSON object a word.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Progress progress = new Progress(spec.commandLine().getErr(), Screen.isTerminal());
        List<Word> words = new ArrayList<>();
        for (Path model : models) {
            words.add(Word.load(model));
        }
        for (String name : models.isEmpty() ? Word.shipped() : List.<String>of()) {
            words.add(Word.shipped(name));
        }
        Material material = new ShippedWords(data, data, 1, 1, progress).material();
        progress.begin("hearing them", words.size());
        Judge judge = new Judge(material, asRecorded ? Judge.RECORDED : Judge.SPEEDS,
            chosenBy ? Split.Part.VALIDATION : Split.Part.TEST);
        List<Judge.Verdict> verdicts = new ArrayList<>();
        for (Word word : words) {
            for (float threshold : thresholds.isEmpty() ? List.of(word.tuning().threshold()) : thresholds) {
                verdicts.add(judge.of(word.name(), trial -> trial.scores(word.model(), word.tuning().averaged()), threshold));
            }
            progress.step();
        }
        progress.end("done");
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            verdicts.forEach(verdict -> out.println(ShippedCommand.accuracy(verdict)));
        } else {
            Judge.print(verdicts, out);
        }
        return 0;
    }
}
