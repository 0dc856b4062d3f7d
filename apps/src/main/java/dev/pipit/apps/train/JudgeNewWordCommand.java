package dev.pipit.apps.train;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Screen;

/** {@code pipit train judge-new-word}. */
@Command(
    name = "judge-new-word",
    description = {
        "Judges by public recordings how well a word is heard that was learned from five examples by one voice, without "
            + "training a network.",
        ""})
final class JudgeNewWordCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:PIPIT_DATA}", required = true,
        description = "Folder with speech/ (default: PIPIT_DATA).")
    private Path data;

    @Option(names = "--word", paramLabel = "WORD", description = "Recorded words (default: alexa, jarvis).")
    private List<String> words = List.of("alexa", "jarvis");

    @Option(names = "--json", description = "One JSON object a word.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Progress progress = new Progress(spec.commandLine().getErr(), Screen.isTerminal());
        NewWordJudge judge = new NewWordJudge();
        judge.read(data, words, progress);
        PrintWriter out = spec.commandLine().getOut();
        for (String word : words) {
            NewWordJudge.Result result = judge.judge(word, progress);
            MissRate missed = result.missed();
            out.println(json ? new Gson().toJson(result) : String.format(Locale.ROOT, "%-9s %d of %d voices learned, 5 examples each: "
                + "%d of %d missed (95 %% interval %.0f to %.0f %%), %.2f false accepts a voice in %.2f h of other speech", word,
                result.learned(), result.voices(), missed.missed(), missed.of(), 100 * missed.low(), 100 * missed.high(),
                result.falseAccepts(), result.hours()));
            out.flush();
        }
        return 0;
    }
}
