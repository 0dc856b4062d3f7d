package dev.pipit.apps.sensors;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Buses;
import dev.pipit.sensors.catalogue.Chips;
import dev.pipit.sensors.catalogue.Place;
import dev.pipit.sensors.chip.ChipType;
import dev.pipit.sensors.chip.SelfTest;

/** {@code pipit sensors test}. */
@Command(
    name = "test",
    description = "Lets a chip test itself, as its data sheet describes, and compares with the limits there. It must lie still.",
    footer = {"", "Exit code: 0 when all channels passed, 1 when one failed or the chip cannot be tested, 2 for wrong usage."})
final class TestCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "A chip: 'pipit sensors list' has the names.")
    private String name;

    @Mixin
    private BoardOption board = new BoardOption();

    @Mixin
    private PlaceOptions place = new PlaceOptions();

    @Option(names = "--json", description = "One JSON object a channel.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ChipType type = Chips.named(name);
        SelfTest test = type.selfTest().orElseThrow(() -> new IOException("a " + type.name() + " cannot test itself"));
        List<SelfTest.Result> results;
        try (Buses buses = board.open()) {
            Place where = place.of(type, buses);
            results = test.run(where.wires(buses, type.bus().spiHz()), Clock.SYSTEM);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            results.forEach(result -> out.println(json(result)));
        } else {
            TextTable.print(out, List.of("channel", "measured", "from", "to", "unit", ""),
                results.stream().map(TestCommand::row).toList());
        }
        return results.stream().allMatch(SelfTest.Result::passed) ? 0 : 1;
    }

    private static List<String> row(SelfTest.Result result) {
        return List.of(result.channel(), Quantity.text(result.value(), result.unit()),
            Quantity.text(result.least(), result.unit()), Quantity.text(result.most(), result.unit()),
            Quantity.symbol(result.unit()), result.passed() ? "passed" : "FAILED");
    }

    private static JsonObject json(SelfTest.Result result) {
        JsonObject line = new JsonObject();
        line.addProperty("channel", result.channel());
        line.addProperty("value", result.value());
        line.addProperty("least", result.least());
        line.addProperty("most", result.most());
        line.addProperty("unit", result.unit().symbol());
        line.addProperty("passed", result.passed());
        return line;
    }
}
