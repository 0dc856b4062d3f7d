package dev.pipit.apps.train;

import com.google.gson.GsonBuilder;
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
import dev.pipit.apps.Words;
import dev.pipit.pipelines.wakeword.Word;

/** {@code pipit train judge-enrolment}. */
@Command(
    name = "judge-enrolment",
    description = {
        "Judges by public recordings what a wake word gains when a voice enrols five recordings.",
        "",
        "Each voice with more than five recordings of the word enrols twice, with five drawn at random, and is judged by its "
            + "others: clean, and with noise 10, 5 and 0 dB below the word. Misses are counted at equal false accepts. No "
            + "voice is judged that a shipped network was trained on.",
        ""})
final class JudgeEnrolmentCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:PIPIT_DATA}", required = true,
        description = "Folder with speech/, noise/ and models/ (default: PIPIT_DATA).")
    private Path data;

    @Option(names = "--model", paramLabel = "NAME|FILE", description = "Words whose name is one of the recorded words (default: "
        + "alexa of ESPHome, and computer).")
    private List<Path> models = List.of();

    @Option(names = "--all-voices", description = "Also the voices that a shipped network was trained on: more of them, and "
        + "missed less often from the beginning.")
    private boolean allVoices;

    @Option(names = "--json", description = "One JSON object a word.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Progress progress = new Progress(spec.commandLine().getErr(), Screen.isTerminal());
        PrintWriter out = spec.commandLine().getOut();
        Path alexa = data.resolve("models/esphome_micro_wake_word/models/v2/alexa.json");
        for (Path model : models.isEmpty() ? List.of(alexa, Path.of("computer")) : models) {
            Word word = Words.load(model);
            EnrolmentJudge judge = new EnrolmentJudge(word, allVoices);
            judge.read(data, progress);
            EnrolmentJudge.Result result = judge.judge(progress);
            if (json) {
                out.println(new GsonBuilder().serializeSpecialFloatingPointValues().create().toJson(result));
            } else {
                print(result, out);
            }
            out.flush();
        }
        return 0;
    }

    private static void print(EnrolmentJudge.Result result, PrintWriter out) {
        out.println(String.format(Locale.ROOT, "%s: %d voices, %d enrolments, %d false accepts in %.2f h at the threshold of the "
            + "manifest", result.word(), result.voices(), result.heads(), result.falseAccepts(), result.hours()));
        out.println("noise       of   missed: as shipped   as many false accepts: before, after   none: before, after");
        int[] all = new int[4];
        for (EnrolmentJudge.Row row : result.rows()) {
            out.println(String.format(Locale.ROOT, "%-9s %4d   %18d   %30d  %5d   %12d  %5d", Double.isInfinite(row.snrDb())
                ? "none" : String.format(Locale.ROOT, "%.0f dB", row.snrDb()), row.of(), row.manifest(), row.before(),
                row.after(), row.strict(), row.enrolled()));
            all[0] += row.before();
            all[1] += row.after();
            all[2] += row.strict();
            all[3] += row.enrolled();
        }
        out.println("misses at as many false accepts: " + change(all[0], all[1]));
        out.println("misses at no false accept:       " + change(all[2], all[3]));
    }

    private static String change(int before, int after) {
        return before + " before, " + after + " after" + (before == 0 ? "" : String.format(Locale.ROOT, ": %.0f %% fewer",
            100.0 * (before - after) / before));
    }
}
