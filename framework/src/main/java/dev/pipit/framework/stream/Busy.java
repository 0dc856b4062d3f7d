package dev.pipit.framework.stream;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The sources that are being read: a second reader would take samples away from the first. */
final class Busy {
    private static final Set<Source> SOURCES = Collections.newSetFromMap(new IdentityHashMap<>());

    private Busy() {
    }

    /** Takes {@code source}, and the sources that it reads. */
    static synchronized void take(Source source) {
        List<Source> parts = parts(source).toList();
        for (Source part : parts) {
            if (SOURCES.contains(part)) {
                throw new IllegalStateException(part.name()
                    + " is being read by another pipeline: start pipelines of one source together, they share one reader");
            }
        }
        SOURCES.addAll(parts);
    }

    static synchronized void free(Source source) {
        parts(source).forEach(SOURCES::remove);
    }

    private static Stream<Source> parts(Source source) {
        Stream<Source> inside = Stream.of();
        if (source instanceof Join join) {
            inside = join.sources();
        } else if (source instanceof RealTime realTime) {
            inside = Stream.of(realTime.recording());
        }
        return Stream.concat(Stream.of(source), inside.flatMap(Busy::parts));
    }
}
