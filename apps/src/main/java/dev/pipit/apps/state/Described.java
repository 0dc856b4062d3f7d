package dev.pipit.apps.state;

import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import dev.pipit.framework.adaptation.StateFolder;

/** A version, for people and for programs. */
final class Described {
    private static final int SHOWN = 6;
    private static final int TEXT = 120;

    private Described() {
    }

    /** Number, note, what learned, and size. */
    static JsonObject line(StateFolder.Version version) {
        JsonObject line = new JsonObject();
        line.addProperty("version", version.number());
        line.addProperty("note", version.note());
        line.addProperty("kind", version.state().kind());
        line.addProperty("format", version.state().version());
        line.addProperty("bytes", version.bytes());
        return line;
    }

    /** The same, with what it holds. */
    static JsonObject whole(StateFolder.Version version) {
        JsonObject whole = line(version);
        JsonObject contents = new JsonObject();
        version.state().contents().forEach((name, value) -> contents.add(name, entry(value)));
        whole.add("contents", contents);
        return whole;
    }

    private static JsonObject entry(Object value) {
        JsonObject entry = new JsonObject();
        if (value instanceof String text) {
            entry.addProperty("text", text);
        } else if (value instanceof byte[] bytes) {
            entry.addProperty("bytes", bytes.length);
        } else {
            double[] numbers = numbers(value);
            entry.addProperty("numbers", numbers.length);
            DoubleStream.of(numbers).filter(Double::isFinite).min().ifPresent(x -> entry.addProperty("least", x));
            DoubleStream.of(numbers).filter(Double::isFinite).max().ifPresent(x -> entry.addProperty("greatest", x));
        }
        return entry;
    }

    /** One entry, on a line. */
    static String entry(Map.Entry<String, Object> each) {
        return String.format(Locale.ROOT, "  %-24s %s", each.getKey(), value(each.getValue()));
    }

    private static String value(Object value) {
        if (value instanceof String text) {
            String line = text.replace("\n", " ");
            return line.length() > TEXT ? line.substring(0, TEXT) + "…" : line;
        } else if (value instanceof byte[] bytes) {
            return bytes.length + " bytes";
        }
        double[] numbers = numbers(value);
        String first = DoubleStream.of(numbers).limit(SHOWN).mapToObj(x -> String.format(Locale.ROOT, "%.4g", x))
            .reduce((a, b) -> a + " " + b).orElse("");
        return numbers.length <= SHOWN ? first : first + " … (" + numbers.length + " numbers)";
    }

    private static double[] numbers(Object value) {
        return value instanceof float[] floats ? IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray()
            : (double[]) value;
    }
}
