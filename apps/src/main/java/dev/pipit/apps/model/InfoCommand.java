package dev.pipit.apps.model;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pipit model info}. */
@Command(
    name = "info",
    description = "Says what a model takes, gives, holds and needs, and which of its operators cannot be run.%n",
    footer = {
        "",
        "Examples:",
        "  pipit model info okay_nabu.tflite        a model",
        "  pipit model info okay_nabu.json          a wake word: its manifest too",
        "  pipit model info --operators kws.tflite  every operator, in order",
        "  pipit model info --json kws.tflite | jq .macs",
        "",
        "Exit code: 0, 1 if the model cannot be read or cannot be run, 2 for wrong usage."})
final class InfoCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A model (.tflite), or the manifest (.json) of a wake word.")
    private Path file;

    @Option(names = "--operators", description = "List every operator, with its multiply-accumulates.")
    private boolean operators;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ModelFacts facts = ModelFacts.of(ModelFile.load(file));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(FactsJson.of(facts));
        } else {
            new FactsText(out).print(facts, operators);
        }
        out.flush();
        facts.refusal().ifPresent(why -> spec.commandLine().getErr().println("pipit: " + why));
        return facts.refusal().isEmpty() ? 0 : 1;
    }
}
