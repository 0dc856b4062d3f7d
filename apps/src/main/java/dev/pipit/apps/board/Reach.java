package dev.pipit.apps.board;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

import dev.pipit.boards.deploy.Connection;
import dev.pipit.boards.deploy.Destination;
import dev.pipit.boards.deploy.SshSettings;

/** The options of all commands that go to a board over ssh. */
final class Reach {
    @Option(names = "--identity", paramLabel = "FILE",
        description = "Private key to log in with, instead of those of the agent and of ~/.ssh.")
    private Path identity;

    @Option(names = "--accept-new", description = "Trust a board that ~/.ssh/known_hosts does not know, and put it there.")
    private boolean acceptNew;

    Connection open(String destination, PrintWriter remarks) throws IOException {
        SshSettings settings = SshSettings.ofThisUser().acceptNew(acceptNew).remarks(remarks::println);
        return Connection.open(Destination.parse(destination), identity == null ? settings : settings.identity(identity));
    }
}
