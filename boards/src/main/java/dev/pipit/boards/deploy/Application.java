package dev.pipit.boards.deploy;

import static java.util.Objects.requireNonNull;

import java.util.List;

import dev.pipit.boards.Shell;

/**
 * What runs on the board.
 *
 * @param command   the command of Pipit
 * @param models    files of the release that are given to it as {@code --model}, in this order
 * @param arguments what else is given to it
 * @param announces whether it tells systemd that it is ready, and from then on that it is alive
 */
public record Application(String command, List<String> models, List<String> arguments, boolean announces) {
    public Application {
        requireNonNull(command);
        models = List.copyOf(models);
        arguments = List.copyOf(arguments);
    }

    /** The script that starts it: it belongs to a release, so that going back brings the old arguments back. */
    String script() {
        var line = new StringBuilder("exec \"$here/pipit\" " + Shell.quoted(command));
        models.forEach(model -> line.append(" --model \"$here\"/").append(Shell.quoted(model)));
        arguments.forEach(argument -> line.append(' ').append(Shell.quoted(argument)));
        return """
            #!/bin/sh
            here=$(cd "$(dirname "$0")" && pwd -P)
            """ + line + "\n";
    }
}
