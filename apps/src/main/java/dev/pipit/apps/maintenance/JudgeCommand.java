package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pipit maintenance judge}. */
@Command(
    name = "judge",
    description = {
        "Prints how well machines are watched, on public recordings: every number of docs/maintenance.md.",
        "",
        "One setting for all of them, learned from healthy data only. The published detectors that ours is compared with "
            + "run on the same files, and get the limit that suits them best.",
        ""},
    footer = {"", "Exit code: 0, 1 when a recording cannot be read, 2 for wrong usage."})
final class JudgeCommand implements Callable<Integer> {
    private static final int ONSETS = 200;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:PIPIT_DATA}", required = true,
        description = "The folder that holds vibration/: cwru, ims_1st_test, skab, nab (default: PIPIT_DATA).")
    private Path data;

    @Option(names = "--only", paramLabel = "SET", split = ",",
        defaultValue = "cwru,cwru-sound,cwru-streaming,ims,skab,nab,onset",
        description = "Which: cwru, cwru-sound, cwru-sound-mlperf, cwru-streaming, ims, skab, nab, onset. Default: "
            + "${DEFAULT-VALUE}.")
    private List<String> only;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Path folder = data.resolve("vibration");
        if (!Files.isDirectory(folder) && !only.equals(List.of("onset"))) {
            throw new IOException(folder + ": no such folder; --data must hold it");
        }
        if (only.contains("cwru")) {
            new Cwru(folder.resolve("cwru"), out).judge();
        }
        if (only.contains("cwru-sound")) {
            new CwruMethod("sound", Method.Sound.small(), out, err).judge(folder.resolve("cwru"));
        }
        if (only.contains("cwru-sound-mlperf")) {
            new CwruMethod("sound, mlperf", Method.Sound.mlperf(), out, err).judge(folder.resolve("cwru"));
        }
        if (only.contains("cwru-streaming")) {
            new CwruMethod("streaming", new Method.Baselines(Optional.empty(), true), out, err).judge(folder.resolve("cwru"));
        }
        if (only.contains("ims")) {
            Ims.judge(folder.resolve("ims_1st_test"), out);
        }
        if (only.contains("skab")) {
            Series.judge("skab", Series.skab(folder.resolve("skab")), out);
        }
        if (only.contains("nab")) {
            Series.judge("nab", Series.nab(folder.resolve("nab")), out);
        }
        if (only.contains("onset")) {
            new Onsets(out, ONSETS).judge();
        }
        return 0;
    }
}
