package dev.pipit.apps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.pipit.pipelines.wakeword.Word;

/** Finds wake words as people name them. */
public final class Words {
    private Words() {
    }

    /**
     * A manifest or model, or a word that comes with Pipit; a file goes before a name.
     *
     * @throws IOException if it cannot be used; the message is one line
     */
    public static Word load(Path model) throws IOException {
        String name = model.toString();
        if (!Files.exists(model) && !name.contains(".") && !Word.shipped().contains(name)) {
            throw new IOException(name + ": no such file, and no word that comes with Pipit: " + String.join(", ",
                Word.shipped()));
        }
        return Word.shipped().contains(name) && !Files.isRegularFile(model) ? Word.shipped(name) : Word.load(model);
    }
}
