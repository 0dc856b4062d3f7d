package dev.pipit.apps;

import java.nio.file.Path;
import java.util.Map;

/** Where the public data are. */
public final class PublicFolder {
    private PublicFolder() {
    }

    /** What {@code PIPIT_DATA} says, else the usual place in the cache. Whether it is there is not looked at. */
    public static Path find() {
        return of(System.getenv());
    }

    /** The same by other variables. */
    public static Path of(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", environment.getOrDefault("HOME", "") + "/.cache");
        return Path.of(environment.getOrDefault("PIPIT_DATA", cache + "/pipit-data"));
    }
}
