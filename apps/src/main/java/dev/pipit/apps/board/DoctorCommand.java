package dev.pipit.apps.board;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.boards.Shell;
import dev.pipit.boards.deploy.Connection;
import dev.pipit.boards.doctor.Diagnosis;
import dev.pipit.boards.doctor.Doctor;
import dev.pipit.boards.doctor.Finding;

/** {@code pipit doctor}. */
@Command(
    name = "doctor",
    description = "Looks at this machine, or at a board over ssh, for what keeps applications from running, and says the "
        + "command that mends it.",
    footer = {"", "Exit code: 0 when nothing must be mended, 1 when something must, 2 for wrong usage."})
public final class DoctorCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "USER@HOST[:PORT]", description = "The board; this machine without it.")
    private String destination;

    @Mixin
    private Reach reach;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Diagnosis diagnosis;
        if (destination == null) {
            diagnosis = Doctor.examine(Shell.local());
        } else {
            try (Connection board = reach.open(destination, spec.commandLine().getErr())) {
                diagnosis = Doctor.examine(board);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(object(diagnosis));
        } else {
            print(diagnosis, out);
        }
        return diagnosis.healthy() ? 0 : 1;
    }

    private static void print(Diagnosis diagnosis, PrintWriter out) {
        out.println(diagnosis.board().name());
        for (Finding finding : diagnosis.findings()) {
            String mark = switch (finding.verdict()) {
                case FINE -> "ok";
                case NOTE -> "note";
                case BROKEN -> "mend";
            };
            out.println(String.format(Locale.ROOT, "  %-5s %-9s %s", mark, finding.subject(), finding.text()));
            if (!finding.mend().isEmpty()) {
                out.println(" ".repeat(18) + finding.mend());
            }
        }
    }

    private static JsonObject object(Diagnosis diagnosis) {
        JsonObject object = new JsonObject();
        object.addProperty("board", diagnosis.board().id());
        object.addProperty("healthy", diagnosis.healthy());
        JsonArray findings = new JsonArray();
        for (Finding finding : diagnosis.findings()) {
            JsonObject each = new JsonObject();
            each.addProperty("subject", finding.subject());
            each.addProperty("verdict", finding.verdict().name().toLowerCase(Locale.ROOT));
            each.addProperty("text", finding.text());
            each.addProperty("mend", finding.mend());
            findings.add(each);
        }
        object.add("findings", findings);
        return object;
    }
}
