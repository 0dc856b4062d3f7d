package dev.pipit.apps.train.keyword;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

import dev.pipit.apps.PublicFolder;

/** Where the recordings of words are: one of these options. */
final class WordRecordings {
    @Option(names = "--data", paramLabel = "DIR", description = "A folder with a folder of .wav files for each word.")
    private Path data;

    @Option(names = "--public", description = "The public recordings in PIPIT_DATA, or in the cache.")
    private boolean open;

    /** The files of some words, or of all if none is named. */
    List<SoundFile> of(Set<String> words) throws IOException {
        return open ? PublicWords.in(PublicFolder.find(), words) : WordFolders.in(data, words);
    }
}
