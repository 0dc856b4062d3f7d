package dev.pipit.boards.deploy;

/** Is told how far a deployment is. */
public interface Progress {
    /** Something begins, or is known now; one line. */
    void step(String text);

    /**
     * Some bytes of a file have been sent; called often.
     *
     * @param file  its name
     * @param done  bytes sent so far, of all files
     * @param total bytes of all files that are sent
     */
    void copying(String file, long done, long total);

    /** A line that the application, or systemd about it, has written. */
    void log(String line);
}
