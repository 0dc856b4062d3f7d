package dev.pipit.apps.sensors;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.pipit.sensors.catalogue.Chips;
import dev.pipit.sensors.chip.Channel;
import dev.pipit.sensors.chip.ChipType;

/** {@code pipit sensors list}. */
@Command(
    name = "list",
    description = "The chips that there are drivers for: where they are found on a bus, what they measure.")
final class ListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "One JSON object a chip.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Chips.all().forEach(type -> out.println(json(type)));
        } else {
            print(out);
        }
        return 0;
    }

    private static void print(PrintWriter out) {
        List<List<String>> rows = Chips.all().stream().map(type -> {
            ChipRow row = new ChipRow(type);
            return List.of(type.name(), row.wires(), row.rates(), row.measures());
        }).toList();
        TextTable.print(out, List.of("name", "wires", "samples a second", "measures"), rows);
    }

    private static JsonObject json(ChipType type) {
        JsonObject chip = new JsonObject();
        chip.addProperty("name", type.name());
        chip.addProperty("title", type.title());
        JsonArray addresses = new JsonArray();
        type.bus().addresses().forEach(address -> addresses.add(String.format(Locale.ROOT, "0x%02x", address)));
        chip.add("i2c", addresses);
        chip.addProperty("spi_hz", type.bus().spiHz());
        chip.add("channels", channels(type.sampling().channels()));
        JsonArray rates = new JsonArray();
        type.sampling().ratesHz().forEach(rates::add);
        chip.add("rates_hz", rates);
        JsonArray ranges = new JsonArray();
        type.sampling().ranges().forEach(ranges::add);
        chip.add("ranges", ranges);
        chip.addProperty("fifo", type.sampling().depth());
        chip.addProperty("self_test", type.selfTest().isPresent());
        return chip;
    }

    static JsonArray channels(List<Channel> channels) {
        JsonArray array = new JsonArray();
        for (Channel channel : channels) {
            JsonObject each = new JsonObject();
            each.addProperty("name", channel.name());
            each.addProperty("unit", channel.unit().symbol());
            array.add(each);
        }
        return array;
    }
}
