package dev.pipit.apps.maintenance;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.pipit.framework.adaptation.Trend;
import dev.pipit.framework.decision.AlarmLevel;
import dev.pipit.pipelines.maintenance.MachineEvent;
import dev.pipit.pipelines.maintenance.Onset;
import dev.pipit.pipelines.maintenance.Reason;

/** What is seen of a machine, as lines for people and for programs. */
final class Lines {
    private Lines() {
    }

    static String text(String input, MachineEvent event) {
        var line = new StringBuilder(String.format(Locale.ROOT, "%s %9.2f s  %-7s  health %.2f, %.1f limits from normal",
            input, event.timeNanos() / 1e9, event.level(), event.health(), event.distance()));
        if (!event.reasons().isEmpty()) {
            line.append("; ").append(String.join(", ", event.reasons().stream().map(Reason::toString).toList()));
        }
        if (event.level() != AlarmLevel.NORMAL) {
            line.append(event.onset() == Onset.SLOW ? "; began slowly" : "; began suddenly");
        }
        event.diagnosis().part().ifPresent(part -> line.append(String.format(Locale.ROOT, "; bearing %s, lines %.1f",
            part.name().toLowerCase(Locale.ROOT).replace('_', ' '), event.diagnosis().strength())));
        event.diagnosis().zone().ifPresent(zone -> line.append(String.format(Locale.ROOT, "; %.2f mm/s, zone %s",
            1000 * event.diagnosis().velocity(), zone)));
        event.toAlarm().flatMap(Lines::toAlarm).ifPresent(text -> line.append("; ").append(text));
        return line.toString();
    }

    private static Optional<String> toAlarm(Trend.Meeting meeting) {
        return Double.isFinite(meeting.seconds()) && meeting.seconds() > 0
            ? Optional.of(String.format(Locale.ROOT, "alarm in %.0f s (%.0f to %s)", meeting.seconds(), meeting.earliest(),
                Double.isFinite(meeting.latest()) ? String.format(Locale.ROOT, "%.0f", meeting.latest()) : "never"))
            : Optional.empty();
    }

    static JsonObject json(String input, Watching.Assessed frame, List<Reason> reasons) {
        JsonObject line = event("frame", input);
        line.addProperty("time_s", frame.seconds());
        line.addProperty("health", frame.health());
        number(line, "distance", frame.distance());
        line.addProperty("alarm", frame.level().name());
        line.add("reasons", json(reasons));
        return line;
    }

    static JsonObject json(String input, MachineEvent event) {
        JsonObject line = event("alarm", input);
        line.addProperty("time_s", event.timeNanos() / 1e9);
        line.addProperty("before", event.before().name());
        line.addProperty("alarm", event.level().name());
        line.addProperty("health", event.health());
        number(line, "distance", event.distance());
        line.addProperty("onset", event.onset().name());
        line.add("reasons", json(event.reasons()));
        event.diagnosis().part().ifPresent(part -> {
            line.addProperty("bearing", part.name());
            line.addProperty("line_strength", event.diagnosis().strength());
        });
        event.diagnosis().zone().ifPresent(zone -> {
            line.addProperty("zone", zone.name());
            line.addProperty("velocity_mm_s", 1000 * event.diagnosis().velocity());
        });
        event.toAlarm().ifPresent(meeting -> {
            number(line, "alarm_in_s", meeting.seconds());
            number(line, "alarm_earliest_s", meeting.earliest());
            number(line, "alarm_latest_s", meeting.latest());
        });
        return line;
    }

    static JsonObject event(String name, String input) {
        JsonObject line = new JsonObject();
        line.addProperty("event", name);
        line.addProperty("input", input);
        return line;
    }

    /** JSON knows no infinity: what is none is left out. */
    private static void number(JsonObject line, String name, double value) {
        if (Double.isFinite(value)) {
            line.addProperty(name, value);
        }
    }

    private static JsonArray json(List<Reason> reasons) {
        JsonArray array = new JsonArray();
        for (Reason reason : reasons) {
            JsonObject each = new JsonObject();
            each.addProperty("channel", reason.channel());
            each.addProperty("feature", reason.feature());
            number(each, "share", reason.share());
            number(each, "deviation", reason.deviation());
            array.add(each);
        }
        return array;
    }
}
