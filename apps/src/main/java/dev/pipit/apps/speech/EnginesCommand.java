package dev.pipit.apps.speech;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pipit speech engines}. */
@Command(
    name = "engines",
    description = "Lists the speech synthesisers of this machine, their voices, and what to install.%n",
    footer = {
        "",
        "Examples:",
        "  pipit speech engines",
        "  pipit speech engines --json | jq '.engines[].voices[]'",
        "",
        "Exit code: 0, 1 if there is no engine, 2 for wrong usage."})
final class EnginesCommand implements Callable<Integer> {
    private static final int SHOWN_VOICES = 6;

    private final Supplier<Engines> found;

    @Option(names = "--json", description = "One JSON object, with every voice.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** Of this machine. */
    EnginesCommand() {
        this(Engines::found);
    }

    EnginesCommand(Supplier<Engines> found) {
        this.found = found;
    }

    @Override
    public Integer call() {
        Engines engines = found.get();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create().toJson(json(engines)));
        } else {
            print(engines, out);
        }
        out.flush();
        return engines.all().isEmpty() ? 1 : 0;
    }

    private static void print(Engines engines, PrintWriter out) {
        for (Engine engine : engines.all()) {
            out.println(String.format(Locale.ROOT, "%-10s %s, %d voices of %d speakers: %s", engine.name(),
                engine.version(), engine.bases().size(), Engines.speakers(engine), some(engine.bases())));
        }
        engines.missing().forEach(missing -> out.println(
            String.format(Locale.ROOT, "%-10s %s", missing.name(), missing.reason())));
        if (!engines.missing().isEmpty()) {
            out.println("for all of them: " + Engines.INSTALL);
        }
    }

    private static String some(List<String> voices) {
        return String.join(", ", voices.subList(0, Math.min(SHOWN_VOICES, voices.size())))
            + (voices.size() > SHOWN_VOICES ? ", …" : "");
    }

    private static JsonObject json(Engines engines) {
        JsonArray all = new JsonArray();
        for (Engine engine : engines.all()) {
            JsonObject object = new JsonObject();
            object.addProperty("name", engine.name());
            object.addProperty("version", engine.version());
            JsonArray voices = new JsonArray();
            for (String base : engine.bases()) {
                JsonObject voice = new JsonObject();
                voice.addProperty("name", base);
                voice.addProperty("speaker", engine.speaker(base));
                voices.add(voice);
            }
            object.add("voices", voices);
            all.add(object);
        }
        JsonArray missing = new JsonArray();
        for (Engines.Missing engine : engines.missing()) {
            JsonObject object = new JsonObject();
            object.addProperty("name", engine.name());
            object.addProperty("reason", engine.reason());
            missing.add(object);
        }
        JsonObject answer = new JsonObject();
        answer.add("engines", all);
        answer.add("missing", missing);
        answer.addProperty("install", Engines.INSTALL);
        return answer;
    }
}
