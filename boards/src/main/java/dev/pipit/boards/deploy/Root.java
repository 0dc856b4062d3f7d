package dev.pipit.boards.deploy;

import java.io.IOException;
import java.io.InputStream;

import dev.pipit.boards.Shell;

/** Runs scripts as root: directly if the user is root, or else through sudo, which must not ask for a password. */
final class Root {
    private Root() {
    }

    /** @throws IOException if this user cannot become root; the message says what to do */
    static Shell of(Shell shell) throws IOException {
        String user = shell.run("id -un").out().strip();
        if (shell.run("id -u").out().strip().equals("0")) {
            return shell;
        }
        if (!shell.run("sudo -n true").worked()) {
            throw new IOException(user + " must be root or use sudo without a password; on the board: echo '" + user
                + " ALL=(ALL) NOPASSWD: ALL' | sudo tee /etc/sudoers.d/pipit");
        }
        return (String script, InputStream input) -> shell.run("sudo -n sh -c " + Shell.quoted(script), input);
    }
}
