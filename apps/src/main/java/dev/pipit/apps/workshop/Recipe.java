package dev.pipit.apps.workshop;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How a file was made, so that it can be made again, bit for bit: the command, the program's version, the seed, and the
 * SHA-256 of all that went in and came out.
 *
 * @param command the words behind {@code pipit}
 * @param version of the program
 * @param seed    of all chance; empty where there is none
 * @param inputs  files, and folders with all that is in them
 * @param output  what was made
 */
public record Recipe(List<String> command, String version, OptionalLong seed, List<Path> inputs, Path output) {
    public Recipe {
        command = List.copyOf(command);
        inputs = List.copyOf(inputs);
    }

    /** Where the log of a file is: beside it, with {@code .log.json} behind its name. */
    public static Path file(Path output) {
        return output.resolveSibling(output.getFileName() + ".log.json");
    }

    /** Writes the log, with the figures of what was made. */
    public void write(Comparison comparison) throws IOException {
        JsonObject json = json();
        json.add("figures", comparison.json());
        Files.writeString(file(output), new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls()
            .create().toJson(json) + "\n", StandardCharsets.UTF_8);
    }

    private JsonObject json() throws IOException {
        var words = new JsonArray();
        command.forEach(words::add);
        var sums = new JsonObject();
        for (Path input : inputs) {
            try (Stream<Path> files = Files.walk(input)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    sums.addProperty(file.toString().replace('\\', '/'), sha256(file));
                }
            }
        }
        var json = new JsonObject();
        json.add("command", words);
        json.addProperty("version", version);
        seed.ifPresent(value -> json.addProperty("seed", value));
        json.add("inputs", sums);
        json.addProperty("output", output.toString().replace('\\', '/'));
        json.addProperty("output_sha256", sha256(output));
        return json;
    }

    /** Of a file, in hexadecimal digits. */
    static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
