package dev.pipit.apps.board;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.boards.deploy.Application;
import dev.pipit.boards.deploy.Connection;
import dev.pipit.boards.deploy.Deployment;
import dev.pipit.boards.deploy.Deployment.Plan;
import dev.pipit.boards.deploy.Release;
import dev.pipit.boards.deploy.ReleaseFile;
import dev.pipit.boards.deploy.Site;
import dev.pipit.boards.deploy.Status;

/** {@code pipit deploy}. */
@Command(
    name = "deploy",
    customSynopsis = {"pipit deploy USER@HOST[:PORT] [--app=COMMAND] [--model=NAME|FILE...] [OPTION...] [-- ARGUMENT...]",
        "       pipit deploy USER@HOST[:PORT] [--app=COMMAND] --rollback | --status | --logs | --remove", ""},
    description = {
        "Puts an application on a board over ssh and keeps it running there as a service.",
        "",
        "Only what changed is copied. If the application does not come alive, the release before runs again.",
        ""},
    footer = {
        "",
        "Examples:",
        "  pipit deploy pi@raspberrypi                            hears Computer, with the default microphone",
        "  pipit deploy pi@raspberrypi --model alexa.json -- --mic plughw",
        "  pipit deploy pi@raspberrypi --status",
        "",
        "The user must be root or be allowed to use sudo without a password.",
        "Exit code: 0 when the application runs, 1 when it does not or the board cannot take it, 2 for wrong usage."})
public final class DeployCommand implements Callable<Integer> {
    /** Those that tell systemd that they are alive. */
    private static final Set<String> ANNOUNCING = Set.of("wake-word");
    private static final int LOG_LINES = 100;

    @Parameters(index = "0", paramLabel = "USER@HOST[:PORT]", description = "The board, or its alias in ~/.ssh/config.")
    private String destination;

    @Parameters(index = "1..*", paramLabel = "ARGUMENT",
        description = "After --: what the application is started with. For wake-word, --mic if nothing is said.")
    private List<String> arguments = List.of();

    @Option(names = "--app", paramLabel = "COMMAND", defaultValue = "wake-word",
        description = "The command of Pipit that runs on the board. Default: ${DEFAULT-VALUE}.")
    private String app;

    @Option(names = "--model", paramLabel = "NAME|FILE",
        description = "A model for it: the file is copied, and its manifest. May be given several times.")
    private List<Path> models = List.of();

    @Option(names = "--wait", paramLabel = "S", defaultValue = "60",
        description = "Seconds that it may take until it is alive. Default: ${DEFAULT-VALUE}.")
    private int waitSeconds;

    @ArgGroup
    private Instead instead = new Instead();

    /** What is done instead of deploying. */
    static final class Instead {
        @Option(names = "--dry-run", description = "Check the board and say what would be copied; change nothing.")
        private boolean dryRun;

        @Option(names = "--rollback", description = "Go back to the release that ran before.")
        private boolean rollback;

        @Option(names = "--status", description = "Say how it is.")
        private boolean status;

        @Option(names = "--logs", description = "Print the last lines of its log.")
        private boolean logs;

        @Option(names = "--remove", description = "Stop it and take it off the board; what it learned stays.")
        private boolean remove;
    }

    @Mixin
    private Reach reach;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!spec.parent().subcommands().containsKey(app)) {
            throw new ParameterException(spec.commandLine(), "--app must be a command of pipit: app=" + app);
        }
        if (waitSeconds < 1) {
            throw new ParameterException(spec.commandLine(), "--wait must be at least 1: wait=" + waitSeconds);
        }
        Release release = instead.rollback || instead.status || instead.logs || instead.remove ? null : release();
        try (Connection board = reach.open(destination, spec.commandLine().getErr());
             var report = new DeployReport(spec.commandLine().getOut(), json)) {
            return act(new Deployment(Site.named(app), board, report, Duration.ofSeconds(waitSeconds)), release, report,
                board.name());
        }
    }

    private Release release() throws IOException {
        var chosen = new ModelFiles(models);
        List<String> words = new ArrayList<>();
        chosen.shipped().forEach(name -> words.addAll(List.of("--model", name)));
        words.addAll(arguments.isEmpty() && app.equals("wake-word") ? List.of("--mic") : arguments);
        List<ReleaseFile> files = new ArrayList<>(ThisProgram.files());
        files.addAll(chosen.files());
        return new Release(new Application(app, chosen.given(), words, ANNOUNCING.contains(app)), files);
    }

    private int act(Deployment deployment, Release release, DeployReport report, String name) throws IOException {
        if (instead.rollback) {
            int number = deployment.rollBack();
            report.ended("rolled-back", number, "release " + number + " of " + app + " runs on " + name);
        } else if (instead.status) {
            print(deployment.status());
        } else if (instead.logs) {
            deployment.logs(LOG_LINES).forEach(spec.commandLine().getOut()::println);
        } else if (instead.remove) {
            deployment.remove();
            report.ended("removed", 0, app + " is gone from " + name + "; what it learned is still in "
                + Site.named(app).stateFolder());
        } else if (instead.dryRun) {
            print(deployment.plan(release), report);
        } else {
            int number = deployment.deploy(release);
            report.ended("deployed", number, "release " + number + " of " + app + " runs on " + name);
        }
        return 0;
    }

    private void print(Plan plan, DeployReport report) {
        for (ReleaseFile file : plan.missing()) {
            report.step(String.format(Locale.ROOT, "would copy %9d bytes  %s", file.size(), file.name()));
        }
        report.ended("planned", plan.number(), String.format(Locale.ROOT, "%d files, %.2f MB would be copied; %d are there",
            plan.missing().size(), plan.bytes() / 1e6, plan.kept()));
    }

    private void print(Status status) {
        if (json) {
            JsonObject line = new JsonObject();
            line.addProperty("event", "status");
            line.addProperty("state", status.state());
            line.addProperty("since", status.since());
            line.addProperty("restarts", status.restarts());
            line.addProperty("memory_bytes", status.memory());
            status.current().ifPresent(number -> line.addProperty("release", number));
            status.before().ifPresent(number -> line.addProperty("before", number));
            JsonArray releases = new JsonArray();
            status.releases().forEach(releases::add);
            line.add("releases", releases);
            spec.commandLine().getOut().println(line);
            return;
        }
        spec.commandLine().getOut().println(app + " is " + status.state()
            + (status.since().isEmpty() ? "" : " since " + status.since())
            + (status.current().isPresent() ? ", release " + status.current().getAsInt() + " of " + status.releases() : "")
            + (status.restarts() == 0 ? "" : ", started again " + status.restarts() + " times")
            + (status.memory().isEmpty() ? "" : ", uses " + (Long.parseLong(status.memory()) >> 20) + " MB"));
    }
}
