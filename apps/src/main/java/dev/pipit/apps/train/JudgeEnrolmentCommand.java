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
            + "others: clean, and with noise 10, 5 and 0 dB below the word. Misses are counted at equal false accepts, and at the "
            + "threshold of the manifest; so are those of the other voices. No voice is judged that a shipped network was "
            + "trained on.",
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
        out.println(String.format(Locale.ROOT, "%s: %d voices, %d enrolments, of which %d were kept; %.2f h of other speech",
            result.word(), result.voices(), result.heads(), result.kept(), result.hours()));
        out.println("            missed, before and after:");
        out.println("noise       of   threshold of manifest   as many false accepts   none");
        int[] all = new int[2];
        for (EnrolmentJudge.Row row : result.rows()) {
            out.println(String.format(Locale.ROOT, "%-9s %4d   %12d %8d   %12d %8d   %4d %4d", Double.isInfinite(row.snrDb())
                ? "none" : String.format(Locale.ROOT, "%.0f dB", row.snrDb()), row.of(), row.manifest(), row.manifestEnrolled(),
                row.before(), row.after(), row.strict(), row.enrolled()));
            all[0] += row.manifest();
            all[1] += row.manifestEnrolled();
        }
        out.println(String.format(Locale.ROOT, "at the threshold of the manifest: missed %d before, %d after; false accepts %d before, "
            + "%.2f after on average", all[0], all[1], result.falseAccepts(), result.falseAcceptsAfter()));
        out.println("misses at as many false accepts:  " + change(result.asMany()));
        out.println("misses at no false accept:        " + change(result.none()));
        int[] others = result.others();
        out.println(String.format(Locale.ROOT, "other voices, at the threshold of the manifest: missed %d of %d before, %d after: "
            + "%.2f points more", others[1], others[0], others[2], others[0] == 0 ? 0 : 100.0 * (others[2] - others[1])
            / others[0]));
    }

    private static String change(Reduction reduction) {
        return String.format(Locale.ROOT, "%d before, %d after: %.0f %% fewer (95 %% interval %.0f to %.0f)", reduction.before(),
            reduction.after(), 100 * reduction.share(), 100 * reduction.low(), 100 * reduction.high());
    }
}
