package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.pipelines.maintenance.Machine;
import dev.pipit.pipelines.maintenance.MachineState;
import dev.pipit.sensors.recording.WavFile;

/** The start of a run-to-failure test, of eight axes: learned from the first half of the snapshots, no alarm expected. */
final class Ims {
    private Ims() {
    }

    static void judge(Path folder, PrintWriter out) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
        }
        List<float[]> rows = new ArrayList<>();
        SignalFormat signal = null;
        for (Path file : files.subList(0, files.size() / 2)) {
            Recorded snapshot = Recorded.of(WavFile.open(file));
            signal = snapshot.format();
            rows.addAll(Watching.rows(snapshot));
        }
        MachineState state = MachineState.learn(signal, Machine.UNKNOWN, rows);
        long alarms = 0;
        long alarmed = 0;
        long frames = 0;
        double farthest = 0;
        for (Path file : files.subList(files.size() / 2, files.size())) {
            Watching.Result result = Watching.watch(Recorded.of(WavFile.open(file)), state);
            alarms += result.events().size();
            alarmed += result.alarmed();
            frames += result.frames().size();
            farthest = Math.max(farthest, result.frames().stream().mapToDouble(Watching.Assessed::distance).max().orElse(0));
        }
        out.printf(Locale.ROOT, "ims_1st_test: learned from %d snapshots (%d frames, %d operating points), judged on %d: %d "
            + "alarms, %d of %d frames not normal, farthest %.2f limits%n", files.size() / 2, rows.size(),
            state.baseline().points(), files.size() - files.size() / 2, alarms, alarmed, frames, farthest);
    }
}
