package dev.pipit.apps.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.npy.Npy;
import dev.pipit.framework.tflite.Model;

/** Runs everything in a folder of references again, and compares. */
final class GoldenCheck {
    private final GoldenFolder golden;
    private final Findings findings;
    private volatile String at = "";
    private volatile int done;

    GoldenCheck(GoldenFolder golden, Findings findings) {
        this.golden = golden;
        this.findings = findings;
    }

    /** How far it is. */
    String progress() {
        return done + " of " + golden.size() + "  " + at;
    }

    void run() throws IOException {
        for (GoldenFolder.ModelEntry model : golden.models()) {
            check(model);
        }
        for (var chain : golden.chains().entrySet()) {
            findings.begin(chain.getKey());
            var check = new ChainCheck(golden, chain.getKey(), findings);
            for (GoldenFolder.Clip clip : chain.getValue()) {
                step(chain.getKey() + " " + clip.wav());
                check.check(clip);
            }
            check.end();
        }
        for (var set : golden.sets().entrySet()) {
            step(set.getKey());
            LabelledCheck.check(golden, set.getKey(), set.getValue(), findings);
        }
    }

    private void step(String what) {
        at = what;
        done++;
    }

    private void check(GoldenFolder.ModelEntry entry) {
        findings.begin(entry.id());
        Model model;
        try {
            model = Model.load(golden.file(entry.modelFile()));
            ModelFile.prepare(model, Settings.standard());
        } catch (IOException e) {
            findings.notRun(entry.id(), Reason.of(e));
            done += entry.cases().size();
            return;
        }
        for (GoldenFolder.Case each : entry.cases()) {
            step(entry.id() + " " + each.id());
            findings.beginCase(each.id());
            try {
                check(model, each);
            } catch (IOException e) {
                findings.failed(Reason.of(e));
            }
            findings.endCase();
        }
        findings.end("");
    }

    /** Outputs with the usual memory, then, where there are dumps, all tensors with memory of their own. */
    private void check(Model model, GoldenFolder.Case each) throws IOException {
        List<Npy> outputs = run(ModelFile.prepare(model, Settings.standard()), each).outputs();
        if (outputs.size() != each.outputs().size()) {
            throw new IOException("model has " + outputs.size() + " outputs: references=" + each.outputs().size());
        }
        for (int k = 0; k < outputs.size(); k++) {
            findings.compare("out" + k, outputs.get(k), Npy.load(golden.file(each.outputs().get(k))));
        }
        if (!each.tensors().isEmpty()) {
            Interpreter interpreter = ModelFile.prepare(model, Settings.standard().keepingAllTensors());
            run(interpreter, each);
            for (GoldenFolder.Dump dump : each.tensors()) {
                Npy is = tensor(model, interpreter, dump).flatMap(TensorArray::of)
                    .orElseThrow(() -> new IOException(dump.name() + " must be a tensor that is computed"));
                findings.compare(dump.name(), is, Npy.load(golden.file(dump.file())));
            }
        }
    }

    private Steps run(Interpreter interpreter, GoldenFolder.Case each) throws IOException {
        List<Steps.Input> inputs = new ArrayList<>();
        for (String file : each.inputs()) {
            inputs.add(new Steps.Input(file, Npy.load(golden.file(file))));
        }
        var steps = new Steps(interpreter, inputs, each.steps() > 1, false);
        steps.run();
        return steps;
    }

    private static Optional<TensorView> tensor(Model model, Interpreter interpreter, GoldenFolder.Dump dump) {
        boolean there = dump.subgraph() >= 0 && dump.subgraph() < model.subgraphs().size() && dump.index() >= 0
            && dump.index() < model.subgraphs().get(dump.subgraph()).tensors().size();
        return there ? interpreter.tensor(dump.subgraph(), dump.index()) : Optional.empty();
    }
}
