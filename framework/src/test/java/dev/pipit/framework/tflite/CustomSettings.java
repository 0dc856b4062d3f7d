package dev.pipit.framework.tflite;

import com.google.flatbuffers.FlexBuffersBuilder;
import java.nio.ByteBuffer;
import java.util.Map;

/** Settings of a custom operator, as a converter writes them. */
public final class CustomSettings {
    private CustomSettings() {
    }

    /** A map of whole numbers and truths. */
    public static Options.Custom of(Map<String, ?> values) {
        var builder = new FlexBuffersBuilder();
        int start = builder.startMap();
        values.forEach((name, value) -> {
            if (value instanceof Boolean truth) {
                builder.putBoolean(name, truth);
            } else {
                builder.putInt(name, ((Number) value).longValue());
            }
        });
        builder.endMap(null, start);
        ByteBuffer written = builder.finish();
        byte[] bytes = new byte[written.remaining()];
        written.get(bytes);
        return new Options.Custom(bytes);
    }
}
