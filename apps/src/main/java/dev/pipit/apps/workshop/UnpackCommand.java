package dev.pipit.apps.workshop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.framework.tflite.packed.PackedFile;
import dev.pipit.framework.tflite.packed.PackedFormatException;

/** {@code pipit unpack}. */
@Command(
    name = "unpack",
    description = "Expands a packed model to the very file that was packed.%n",
    footer = {
        "",
        "Example:",
        "  pipit unpack computer.pipit computer.tflite",
        "",
        "Exit code: 0, 1 if the file is damaged or not packed, 2 for wrong usage."})
public final class UnpackCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IN", description = "A packed model (.pipit).")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The model (.tflite).")
    private Path out;

    @Spec
    private CommandSpec spec;

    /** Filled in by the command line. */
    public UnpackCommand() {
    }

    @Override
    public Integer call() throws IOException {
        ByteBuffer packed = ByteBuffer.wrap(Files.readAllBytes(in));
        if (!PackedFile.is(packed)) {
            throw new IOException(in + ": is not a packed model: it does not begin with PIPIT");
        }
        try {
            byte[] file = PackedFile.expand(packed);
            Files.write(out, file);
            spec.commandLine().getOut().println(out + "  " + Comparison.whole(file.length) + " bytes");
        } catch (PackedFormatException e) {
            throw new IOException(in + ": " + e.getMessage(), e);
        }
        return 0;
    }
}
