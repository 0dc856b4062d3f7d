package dev.pipit.apps.sensors;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.pipit.sensors.bus.Buses;
import dev.pipit.sensors.catalogue.Scan;
import dev.pipit.sensors.catalogue.Scan.Found;
import dev.pipit.sensors.chip.ChipType;

/** {@code pipit sensors scan}. */
@Command(
    name = "scan",
    description = {
        "Says which chips are wired to this board.",
        "",
        "On I2C every address from 0x08 to 0x77 is asked, by reads: identity registers of chips that may be there, a plain "
            + "byte elsewhere. On SPI only chips with an identity are found.",
        ""},
    footer = {"", "Exit code: 0 when something was found, 1 when nothing was or a bus cannot be used."})
final class ScanCommand implements Callable<Integer> {
    @Mixin
    private BoardOption board = new BoardOption();

    @Option(names = "--json", description = "One JSON object a chip.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Buses buses = board.open()) {
            if (buses.i2c().isEmpty() && buses.spi().isEmpty()) {
                throw new IOException("no I2C or SPI bus is enabled here: there is no /dev/i2c-* and no /dev/spidev*");
            }
            List<Found> found = new Scan(buses).all();
            if (json) {
                found.forEach(each -> out.println(json(each)));
            } else {
                found.forEach(each -> out.println(String.format(Locale.ROOT, "%-12s %s", each.place(), text(each))));
                out.println((found.isEmpty() ? "nothing found" : found.size() + " found") + " on "
                    + String.join(", ", buses.i2c()) + (buses.spi().isEmpty() || buses.i2c().isEmpty() ? "" : ", ")
                    + String.join(", ", buses.spi()));
            }
            return found.isEmpty() ? 1 : 0;
        }
    }

    private static String text(Found found) {
        if (found.holder().isPresent()) {
            return "taken by the kernel driver " + found.holder().get() + ": read it as iio:NAME";
        } else if (!found.recognised().isEmpty()) {
            return found.recognised().stream().map(ChipType::name).collect(Collectors.joining(" or "))
                + "   " + found.recognised().get(0).title();
        } else if (!found.possible().isEmpty()) {
            return "maybe " + names(found.possible()) + ": " + (found.possible().size() == 1 ? "it has" : "they have")
                + " no identity";
        }
        return "something that answers; no chip of the list is known there";
    }

    private static String names(List<ChipType> types) {
        return types.stream().map(ChipType::name).collect(Collectors.joining(" or "));
    }

    private static JsonObject json(Found found) {
        JsonObject line = new JsonObject();
        line.addProperty("bus", found.place().bus());
        if (!found.place().isSpi()) {
            line.addProperty("address", String.format(Locale.ROOT, "0x%02x", found.place().address()));
        }
        line.add("recognised", array(found.recognised()));
        line.add("possible", array(found.possible()));
        found.holder().ifPresent(holder -> line.addProperty("kernel_driver", holder));
        return line;
    }

    private static JsonArray array(List<ChipType> types) {
        JsonArray names = new JsonArray();
        types.forEach(type -> names.add(type.name()));
        return names;
    }
}
