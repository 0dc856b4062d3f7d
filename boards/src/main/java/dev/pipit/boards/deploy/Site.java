package dev.pipit.boards.deploy;

import static java.util.Objects.requireNonNull;

/**
 * Where an application lives on a board.
 *
 * @param root what absolute paths begin with: empty, or a folder to try things in
 * @param name of the application: small letters, digits and hyphens
 */
public record Site(String root, String name) {
    /** The user that applications run as. */
    static final String USER = "pipit";

    public Site {
        requireNonNull(root);
        if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException("name must be small letters, digits and hyphens, at most 32: name=" + name);
        }
    }

    /** On a real board. */
    public static Site named(String name) {
        return new Site("", name);
    }

    /** Holds releases/1, releases/2 and so on, and the link current. */
    String folder() {
        return root + "/opt/pipit/" + name;
    }

    /** Name of the service. */
    public String unit() {
        return "pipit-" + name + ".service";
    }

    String unitFile() {
        return root + "/etc/systemd/system/" + unit();
    }

    /** What the application keeps, such as what it learned; it outlives releases and removal. */
    public String stateFolder() {
        return root + "/var/lib/pipit-" + name;
    }

    /** Number of the process that tries a release; gone after a reboot. */
    String trialFile() {
        return root + "/run/pipit-" + name + ".trial";
    }

    String javaFolder() {
        return root + "/usr/lib/jvm";
    }
}
