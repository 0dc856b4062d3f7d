package dev.pipit.apps.speech;

import java.util.List;

/**
 * How a program is run: words as they are, without a shell between, and what it reads from its standard input.
 *
 * @param command the executable and its arguments
 * @param input   UTF-8
 */
record Call(List<String> command, String input) {
    Call {
        command = List.copyOf(command);
    }

    Call(String... command) {
        this(List.of(command), "");
    }
}
