package dev.pipit.apps.wakeword;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

import dev.pipit.framework.signal.Detection;
import dev.pipit.pipelines.wakeword.Word;

/** One JSON object a line. docs/wake-word.md lists them. */
final class JsonReport implements Report {
    private final PrintWriter out;

    JsonReport(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void begins(String input, double seconds, Live live) {
    }

    @Override
    public void detection(String input, Word word, Detection detection) {
        JsonObject line = event("detection");
        line.addProperty("model", word.name());
        line.addProperty("label", detection.label());
        line.addProperty("file", input);
        line.addProperty("time_s", detection.timeNanos() / 1e9);
        line.addProperty("score", detection.score());
        print(line);
    }

    @Override
    public void gap(String input, double timeSeconds, long lostSamples) {
        JsonObject line = event("gap");
        line.addProperty("file", input);
        line.addProperty("time_s", timeSeconds);
        line.addProperty("lost_samples", lostSamples);
        print(line);
    }

    @Override
    public void nearMiss(String input, NearMiss nearMiss, Path recording) {
        JsonObject line = event("near_miss");
        line.addProperty("model", nearMiss.model());
        line.addProperty("label", nearMiss.label());
        line.addProperty("file", input);
        line.addProperty("time_s", nearMiss.timeSeconds());
        line.addProperty("score", nearMiss.score());
        line.addProperty("recording", recording.toString());
        print(line);
    }

    @Override
    public void ends(String input, Heard heard) {
        JsonObject line = event("file");
        line.addProperty("file", input);
        line.addProperty("audio_s", heard.audioSeconds());
        line.add("max_score", perModel(heard.maxScores()));
        line.add("max_mean", perModel(heard.maxMeans()));
        print(line);
    }

    @Override
    public void summary(Summary summary) {
        JsonObject line = event("summary");
        line.addProperty("audio_s", summary.audioSeconds());
        line.addProperty("hops", summary.hops());
        line.addProperty("detections", summary.detections());
        line.addProperty("us_per_hop_p50", summary.microsPerHopP50());
        line.addProperty("us_per_hop_p99", summary.microsPerHopP99());
        line.addProperty("bytes_per_hop", summary.bytesPerHop());
        line.addProperty("dropped_samples", summary.droppedSamples());
        print(line);
    }

    private static JsonObject event(String name) {
        JsonObject line = new JsonObject();
        line.addProperty("event", name);
        return line;
    }

    private static JsonObject perModel(Map<String, Float> values) {
        JsonObject object = new JsonObject();
        values.forEach(object::addProperty);
        return object;
    }

    private synchronized void print(JsonObject line) {
        out.println(line);
        out.flush();
    }
}
