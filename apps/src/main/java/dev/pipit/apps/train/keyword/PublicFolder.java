package dev.pipit.apps.train.keyword;

import java.nio.file.Path;
import java.util.Map;

/** Where the public data are. */
public final class PublicFolder {
    private PublicFolder() {
    }

    /** What {@code PIPIT_DATA} says, else the usual place in the cache. */
    public static Path find() {
        Map<String, String> environment = System.getenv();
        Path cache = Path.of(environment.getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache"));
        return Path.of(environment.getOrDefault("PIPIT_DATA", cache.resolve("pipit-data").toString()));
    }
}
