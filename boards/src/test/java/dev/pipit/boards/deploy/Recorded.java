package dev.pipit.boards.deploy;

import java.util.ArrayList;
import java.util.List;

/** Keeps what was reported. */
final class Recorded implements Progress {
    final List<String> steps = new ArrayList<>();
    final List<String> copied = new ArrayList<>();
    final List<String> log = new ArrayList<>();

    @Override
    public void step(String text) {
        steps.add(text);
    }

    @Override
    public void copying(String file, long done, long total) {
        if (copied.isEmpty() || !copied.get(copied.size() - 1).equals(file)) {
            copied.add(file);
        }
        if (done > total) {
            throw new AssertionError(done + " of " + total);
        }
    }

    @Override
    public void log(String line) {
        log.add(line);
    }
}
