package dev.pipit.boards.deploy;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to: {@code USER@HOST:PORT}, of which only the host must be said. An alias of ~/.ssh/config is a host.
 *
 * @param user name to log in with; empty for that of ~/.ssh/config, or else one's own
 * @param host name or address
 * @param port 0 for that of ~/.ssh/config, or else 22
 */
public record Destination(String user, String host, int port) {
    // an IPv6 address with a port is in brackets, as everywhere
    private static final Pattern FORM = Pattern.compile("(?:([^@]+)@)?(?:\\[([^]]+)]|([^:@\\s]+))(?::(\\d{1,5}))?");
    private static final Pattern BARE_IPV6 = Pattern.compile("(?:([^@]+)@)?([0-9a-fA-F]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)");

    public Destination {
        requireNonNull(user);
        requireNonNull(host);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535: port=" + port);
        }
    }

    /** @throws IllegalArgumentException if it is not of that form */
    public static Destination parse(String text) {
        Matcher bare = BARE_IPV6.matcher(text);
        if (bare.matches()) {
            return new Destination(orEmpty(bare.group(1)), bare.group(2), 0);
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("destination must be of the form USER@HOST:PORT: " + text);
        }
        String host = parts.group(2) == null ? parts.group(3) : parts.group(2);
        int port = parts.group(4) == null ? 0 : Integer.parseInt(parts.group(4));
        if (parts.group(4) != null && port == 0) {
            throw new IllegalArgumentException("port must be 1 to 65535: port=0");
        }
        return new Destination(orEmpty(parts.group(1)), host, port);
    }

    private static String orEmpty(String group) {
        return group == null ? "" : group;
    }
}
