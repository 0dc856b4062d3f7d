package dev.pipit.apps.sensors;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.List;

import dev.pipit.sensors.chip.Channel;

/** One JSON object a line. docs/sensors.md lists them. */
public final class JsonSamples implements SensorReport {
    private final PrintWriter out;
    private List<Channel> channels;

    public JsonSamples(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void begins(OpenSensor sensor, Tally tally) {
        channels = sensor.channels();
        JsonObject line = event("sensor");
        line.addProperty("name", sensor.source().name());
        line.addProperty("place", sensor.place());
        line.addProperty("rate_hz", sensor.source().format().rateHz());
        line.add("channels", ListCommand.channels(channels));
        print(line);
    }

    @Override
    public void sample(double seconds, float[] values, int at) {
        JsonObject line = event("sample");
        line.addProperty("time_s", Math.round(seconds * 1e6) / 1e6);
        for (int c = 0; c < channels.size(); c++) {
            line.addProperty(channels.get(c).name(), values[at + c]);
        }
        out.println(line);
    }

    @Override
    public void gap(double seconds, long lost) {
        JsonObject line = event("gap");
        line.addProperty("time_s", seconds);
        line.addProperty("lost_samples", lost);
        print(line);
    }

    @Override
    public void fault(String message) {
        JsonObject line = event("fault");
        line.addProperty("message", message);
        print(line);
    }

    @Override
    public void ends(OpenSensor sensor, Tally tally) {
        JsonObject line = event("summary");
        line.addProperty("samples", tally.samples());
        line.addProperty("seconds", tally.seconds());
        line.addProperty("rate_hz", sensor.health().get().rateHz());
        line.addProperty("jitter_ms", sensor.health().get().jitterMillis());
        line.addProperty("gaps", tally.gaps());
        line.addProperty("lost_samples", tally.lost());
        line.addProperty("faults", sensor.health().get().faults());
        JsonArray each = new JsonArray();
        for (int c = 0; c < channels.size() && tally.samples() > 0; c++) {
            JsonObject channel = new JsonObject();
            channel.addProperty("name", channels.get(c).name());
            channel.addProperty("least", tally.least(c));
            channel.addProperty("mean", tally.mean(c));
            channel.addProperty("most", tally.most(c));
            each.add(channel);
        }
        line.add("channels", each);
        print(line);
    }

    private static JsonObject event(String name) {
        JsonObject line = new JsonObject();
        line.addProperty("event", name);
        return line;
    }

    private void print(JsonObject line) {
        out.println(line);
        out.flush();
    }
}
