package dev.pipit.boards.deploy;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How to reach boards: whose keys, and which boards are trusted.
 *
 * @param folder      where ssh keeps its files: config, known_hosts, id_*
 * @param identity    a private key to use instead of all others
 * @param agent       socket of the agent that has keys, as {@code SSH_AUTH_SOCK} says
 * @param acceptNew   whether a board that was never seen is trusted, and remembered
 * @param remarks     told what the user should know: a key that was remembered
 */
public record SshSettings(Path folder, Optional<Path> identity, Optional<Path> agent, boolean acceptNew,
        Consumer<String> remarks) {
    public SshSettings {
        requireNonNull(folder);
        requireNonNull(identity);
        requireNonNull(agent);
        requireNonNull(remarks);
    }

    /** Those of this user: ~/.ssh, and the agent if one runs. */
    public static SshSettings ofThisUser() {
        Optional<Path> agent = Optional.ofNullable(System.getenv("SSH_AUTH_SOCK")).filter(path -> !path.isEmpty())
            .map(Path::of);
        return new SshSettings(Path.of(System.getProperty("user.home"), ".ssh"), Optional.empty(), agent, false,
            remark -> { });
    }

    /** With this key and no other. */
    public SshSettings identity(Path key) {
        return new SshSettings(folder, Optional.of(key), Optional.empty(), acceptNew, remarks);
    }

    /** Trusting boards that were never seen, or not. */
    public SshSettings acceptNew(boolean accept) {
        return new SshSettings(folder, identity, agent, accept, remarks);
    }

    /** Telling remarks to someone. */
    public SshSettings remarks(Consumer<String> told) {
        return new SshSettings(folder, identity, agent, acceptNew, told);
    }
}
