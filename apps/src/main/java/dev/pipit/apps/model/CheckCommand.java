package dev.pipit.apps.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Screen;

/** {@code pipit model check}. */
@Command(
    name = "check",
    description = "Runs the models in a folder of references on the inputs there, and lists every output and every "
        + "dumped tensor that differs.%n",
    footer = {
        "",
        "Examples:",
        "  pipit model check golden                all models and recordings",
        "  pipit model check golden/person_detect  one model",
        "  pipit model check --json golden | jq .differences",
        "",
        "Exit code: 0 if all that could be compared is equal, 1 if something differs or nothing could be compared, 2 "
            + "for wrong usage."})
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "A folder with an index.json, or one model's folder in it.")
    private Path folder;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        GoldenFolder golden = GoldenFolder.open(folder);
        PrintWriter out = spec.commandLine().getOut();
        Findings findings = json ? quietly(golden) : aloud(golden, out);
        out.println(json ? json(findings) : findings.count());
        out.flush();
        return findings.good() ? 0 : 1;
    }

    private static Findings quietly(GoldenFolder golden) throws IOException {
        var findings = new Findings(line -> { });
        new GoldenCheck(golden, findings).run();
        return findings;
    }

    private static Findings aloud(GoldenFolder golden, PrintWriter out) throws IOException {
        var screen = new Screen[1];
        var findings = new Findings(line -> screen[0].print(line));
        var check = new GoldenCheck(golden, findings);
        try (var moving = new Screen(out, check::progress)) {
            screen[0] = moving;
            check.run();
        }
        return findings;
    }

    private static JsonObject json(Findings findings) {
        JsonObject all = new JsonObject();
        all.addProperty("equal", findings.good());
        all.addProperty("cases", findings.cases());
        all.addProperty("different_cases", findings.different());
        all.addProperty("arrays", findings.arrays());
        JsonArray differences = new JsonArray();
        for (Findings.Difference difference : findings.differences()) {
            JsonObject each = of(difference.subject(), difference.each());
            each.addProperty("array", difference.array());
            each.addProperty("count", difference.what().count());
            each.addProperty("of", difference.what().of());
            double largest = difference.what().largest();
            each.addProperty("largest", Double.isInfinite(largest) ? null : largest);
            each.addProperty("first", difference.what().first());
            differences.add(each);
        }
        all.add("differences", differences);
        JsonArray failures = new JsonArray();
        for (Findings.Failure failure : findings.failures()) {
            JsonObject each = of(failure.subject(), failure.each());
            each.addProperty("reason", failure.reason());
            failures.add(each);
        }
        all.add("failures", failures);
        JsonObject notRun = new JsonObject();
        findings.notRun().forEach(notRun::addProperty);
        all.add("not_compared", notRun);
        return all;
    }

    private static JsonObject of(String model, String name) {
        JsonObject object = new JsonObject();
        object.addProperty("model", model);
        object.addProperty("case", name);
        return object;
    }
}
