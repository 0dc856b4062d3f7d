package dev.pipit.apps.board;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.boards.Board;

/** {@code pipit boards}. */
@Command(
    name = "boards",
    description = "Lists the boards that are described, or shows what one has.",
    footer = {"", "Examples:", "  pipit boards            all of them", "  pipit boards zero-2-w   one"})
public final class BoardsCommand implements Runnable {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Short name of a board.")
    private String name;

    @Option(names = "--json", description = "JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (name == null) {
            list(out);
        } else if (json) {
            out.println(object(Board.named(name)));
        } else {
            show(Board.named(name), out);
        }
    }

    private void list(PrintWriter out) {
        if (json) {
            JsonArray all = new JsonArray();
            Board.all().forEach(board -> all.add(object(board)));
            out.println(all);
            return;
        }
        for (Board board : Board.all()) {
            out.println(String.format(Locale.ROOT, "%-10s %-30s %s", board.id(), board.name(), board.processor()).strip());
        }
    }

    private static void show(Board board, PrintWriter out) {
        line(out, "name", board.name());
        line(out, "processor", board.processor());
        line(out, "cores", board.cores().isPresent() ? "" + board.cores().getAsInt() : "");
        line(out, "memory", board.memoryMb().stream().map(mb -> mb + " MB").collect(Collectors.joining(", ")));
        line(out, "architecture", String.join(", ", board.architectures()));
        line(out, "i2c", String.join(", ", board.i2c()));
        line(out, "spi", String.join(", ", board.spi()));
        line(out, "uart", String.join(", ", board.uart()));
        line(out, "audio", String.join(", ", board.audio()));
        line(out, "gpio chip", board.gpioChip());
        line(out, "pins", board.pins().entrySet().stream().map(pin -> pin.getKey() + " " + pin.getValue())
            .collect(Collectors.joining(", ")));
        line(out, "java", String.join(", ", board.java()));
        line(out, "notes", board.notes());
    }

    private static void line(PrintWriter out, String key, String value) {
        if (!value.isEmpty()) {
            out.println(String.format(Locale.ROOT, "%-13s %s", key, value));
        }
    }

    private static JsonObject object(Board board) {
        JsonObject object = new JsonObject();
        object.addProperty("id", board.id());
        object.addProperty("name", board.name());
        object.addProperty("processor", board.processor());
        board.cores().ifPresent(cores -> object.addProperty("cores", cores));
        JsonArray memory = new JsonArray();
        board.memoryMb().forEach(memory::add);
        object.add("memory_mb", memory);
        object.add("architectures", array(board.architectures()));
        object.add("i2c", array(board.i2c()));
        object.add("spi", array(board.spi()));
        object.add("uart", array(board.uart()));
        object.add("audio", array(board.audio()));
        object.addProperty("gpio_chip", board.gpioChip());
        JsonObject pins = new JsonObject();
        board.pins().forEach(pins::addProperty);
        object.add("pins", pins);
        object.add("java", array(board.java()));
        object.addProperty("notes", board.notes());
        return object;
    }

    private static JsonArray array(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
