package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.pipit.framework.adaptation.State;
import dev.pipit.framework.adaptation.StateFolder;
import dev.pipit.framework.decision.AlarmLevel;
import dev.pipit.framework.decision.AlarmLevels;
import dev.pipit.pipelines.maintenance.HealthTrend;
import dev.pipit.pipelines.maintenance.MachineState;

/** {@code pipit maintenance report}. */
@Command(
    name = "report",
    description = {"Draws what was learned and what was scored last: spectra, health and its trend. One file, no scripts.", ""},
    footer = {"", "Exit code: 0, 1 when it cannot be read or written, 2 for wrong usage."})
final class ReportCommand implements Callable<Integer> {
    @Option(names = "--state", paramLabel = "DIR", required = true, description = "Where what was learned is kept.")
    private Path folder;

    @Option(names = "--out", paramLabel = "F.html", required = true, description = "Where to write it.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        MachineState state = Folder.load(folder);
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Machine report</title>"
            + "<body style=\"font-family:sans-serif;max-width:52em;margin:2em auto\">\n<h1>Machine report</h1>\n");
        html.append(String.format(Locale.ROOT, "<p>Signal: %s. %d operating points, %d features. %s</p>%n", state.signal(),
            state.baseline().points(), state.baseline().features(), state.machine().speedRpm() > 0
                ? String.format(Locale.ROOT, "Shaft: %.0f turns a minute.", state.machine().speedRpm()) : ""));
        Optional<State> learned = Folder.pictures(folder, "learned");
        Optional<State> scored = Folder.pictures(folder, "scored");
        spectra(html, state, learned.map(each -> each.floats("spectrum")).orElse(new float[0]),
            scored.map(each -> each.floats("spectrum")).orElse(new float[0]));
        health(html, scored.map(each -> each.floats("points")).orElse(new float[0]), state.features().averaged());
        html.append("<h2>Versions</h2>\n<ul>\n");
        for (StateFolder.Version version : StateFolder.history(folder)) {
            html.append("<li>").append(version.number()).append(": ").append(escaped(version.note())).append("</li>\n");
        }
        html.append("</ul>\n</body></html>\n");
        Files.writeString(out, html, StandardCharsets.UTF_8);
        spec.commandLine().getOut().println(out + ": written");
        return 0;
    }

    private static void spectra(StringBuilder html, MachineState state, float[] learned, float[] scored) {
        html.append("<h2>Spectra</h2>\n");
        if (learned.length == 0) {
            html.append("<p>Values this slow have none.</p>\n");
            return;
        }
        var plot = new Plot(0, state.signal().rateHz() / 2, "Hz", "dB of (" + state.signal().unit() + ")²/Hz",
            List.of(learned, scored));
        plot.line(learned, state.signal().rateHz() / 2, "#277f8e");
        plot.line(scored, state.signal().rateHz() / 2, "#c0392b");
        html.append(plot.svg()).append("<p>Green: learned. Red: scored last.</p>\n");
    }

    private static void health(StringBuilder html, float[] points, int averaged) {
        html.append("<h2>Health</h2>\n");
        int n = points.length / 4;
        if (n == 0) {
            html.append("<p>Nothing was scored yet: pipit maintenance score --state DIR --wav F</p>\n");
            return;
        }
        float[] health = new float[n];
        int worst = 0;
        var trend = new HealthTrend(averaged);
        for (int i = 0; i < n; i++) {
            health[i] = points[4 * i + 1];
            worst = Math.max(worst, (int) points[4 * i + 2]);
            trend.add(points[4 * i], points[4 * i + 3]);
        }
        double seconds = Math.max(1e-3, points[4 * (n - 1)] - points[0]);
        var plot = new Plot(0, seconds, "seconds", "health", List.of(new float[] {0, 1}));
        for (double level : new double[] {AlarmLevels.Settings.standard().notice(), AlarmLevels.Settings.standard().warning(),
            AlarmLevels.Settings.standard().alarm()}) {
            plot.level(level, "#999999");
        }
        plot.line(health, seconds, "#277f8e");
        html.append(plot.svg());
        html.append(String.format(Locale.ROOT, "<p>Last %.2f, worst level %s. %s</p>%n", health[n - 1],
            AlarmLevel.values()[worst], trend.falls(AlarmLevels.Settings.standard().alarm()).map(meeting ->
                Double.isInfinite(meeting.seconds()) ? "It does not fall." : meeting.seconds() == 0 ? "The level of an alarm "
                    + "is reached." : String.format(Locale.ROOT, "If it goes on so, an alarm in %.0f s (90 %%: %.0f to %s).",
                    meeting.seconds(), meeting.earliest(), Double.isInfinite(meeting.latest()) ? "never"
                        : String.format(Locale.ROOT, "%.0f s", meeting.latest()))).orElse("Too short for a trend.")));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
