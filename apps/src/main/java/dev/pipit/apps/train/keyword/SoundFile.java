package dev.pipit.apps.train.keyword;

import java.nio.file.Path;

/**
 * A recording that is to be read.
 *
 * @param label   what it is
 * @param group   who is heard
 * @param running whether any second of it will do
 */
record SoundFile(Path file, String label, String group, boolean running) { }
