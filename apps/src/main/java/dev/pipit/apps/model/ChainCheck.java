package dev.pipit.apps.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.pipit.apps.features.FeatureRows;
import dev.pipit.apps.features.Sound;
import dev.pipit.framework.dsp.micro.MicroFrontendSettings;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.npy.Npy;
import dev.pipit.framework.tflite.Model;

/** From recordings to features to scores, compared after each of the two. */
final class ChainCheck {
    private static final int HOPS_PER_SECOND = 100;

    private final GoldenFolder golden;
    private final String folder;
    private final Findings findings;
    private final Map<String, Model> models = new HashMap<>();
    private final Map<String, String> unusable = new HashMap<>();
    private final Set<String> missing = new TreeSet<>();

    ChainCheck(GoldenFolder golden, String folder, Findings findings) {
        this.golden = golden;
        this.folder = folder;
        this.findings = findings;
    }

    void check(GoldenFolder.Clip clip) {
        findings.beginCase(clip.wav());
        try {
            Npy rows = rows(clip);
            for (var model : clip.models().entrySet()) {
                if (usable(model.getKey(), model.getValue().file())) {
                    findings.compare(model.getKey() + " scores", scores(rows, model.getValue()),
                        Npy.load(chainFile(model.getValue().scores())));
                }
            }
        } catch (IOException e) {
            findings.failed(Reason.of(e));
        }
        findings.endCase();
    }

    /** The features as a model takes them: computed where the recording is there, else those of the reference. */
    private Npy rows(GoldenFolder.Clip clip) throws IOException {
        Npy expected = Npy.load(chainFile(clip.int8Features()));
        Path wav = golden.data(clip.wav());
        if (!Files.isRegularFile(wav)) {
            missing.add(clip.wav());
            return expected;
        }
        var settings = MicroFrontendSettings.standard();
        FeatureRows rows = FeatureRows.micro(settings, settings.rateHz() / HOPS_PER_SECOND,
            Sound.load(wav, 0, settings.rateHz()).samples()).compute();
        findings.compare("features u16", rows.uint16(), Npy.load(chainFile(clip.features())));
        Npy narrow = rows.int8();
        findings.compare("features i8", narrow, expected);
        return narrow;
    }

    private Npy scores(Npy rows, GoldenFolder.ClipModel entry) throws IOException {
        Interpreter interpreter = ModelFile.prepare(models.get(entry.file()), Settings.standard());
        int steps = rows.shape().get(0) / entry.rowsPerStep();
        int bytes = steps * entry.rowsPerStep() * rows.shape().get(1);
        List<Integer> shape = List.of(steps, 1, entry.rowsPerStep(), rows.shape().get(1));
        var run = new Steps(interpreter, List.of(new Steps.Input("features",
            new Npy(rows.type(), shape, Arrays.copyOf(rows.bytes(), bytes)))), true, false);
        run.run();
        Npy output = run.outputs().get(0);
        return new Npy(output.type(), List.of(steps), output.bytes());
    }

    private boolean usable(String name, String file) {
        if (models.containsKey(file)) {
            return true;
        }
        if (!unusable.containsKey(name)) {
            try {
                Model model = Model.load(golden.data(file));
                ModelFile.prepare(model, Settings.standard());
                models.put(file, model);
                return true;
            } catch (IOException e) {
                unusable.put(name, Reason.of(e));
            }
        }
        return false;
    }

    private Path chainFile(String name) {
        return golden.file(folder).resolve(name);
    }

    /** Says what was not there. */
    void end() {
        findings.end("");
        unusable.forEach((model, reason) -> findings.notRun(folder + " " + model, reason));
        if (!missing.isEmpty()) {
            findings.notRun(folder + " recordings", "absent are " + missing.size() + ", the first is "
                + missing.iterator().next());
        }
    }
}
