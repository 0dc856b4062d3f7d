package dev.pipit.apps.sensors;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.pipit.framework.signal.Unit;
import dev.pipit.sensors.chip.Channel;
import dev.pipit.sensors.chip.ChipType;

/** What the tables of chips say of one. */
record ChipRow(ChipType type) {
    /** {@code I2C 0x18, 0x19; SPI}. */
    String wires() {
        List<String> ways = new ArrayList<>();
        if (!type.bus().addresses().isEmpty()) {
            ways.add("I2C " + type.bus().addresses().stream()
                .map(address -> String.format(Locale.ROOT, "0x%02x", address)).collect(Collectors.joining(", ")));
        }
        if (type.bus().spiHz() > 0) {
            ways.add("SPI");
        }
        return String.join("; ", ways);
    }

    /** {@code 1 to 5376}. */
    String rates() {
        List<Double> rates = type.sampling().ratesHz().stream().sorted().toList();
        if (rates.isEmpty()) {
            return "when asked";
        }
        String least = number(rates.get(0));
        String most = number(rates.get(rates.size() - 1));
        return rates.size() == 1 ? least : least + " to " + most;
    }

    /** {@code x, y, z in m/s²; temperature in K}. */
    String measures() {
        Map<Unit, String> byUnit = new LinkedHashMap<>();
        for (Channel channel : type.sampling().channels()) {
            byUnit.merge(channel.unit(), channel.name(), (a, b) -> a + ", " + b);
        }
        return byUnit.entrySet().stream().map(entry -> entry.getValue() + " in " + entry.getKey())
            .collect(Collectors.joining("; "));
    }

    String ranges() {
        return type.sampling().ranges().isEmpty() ? "one" : String.join(", ", type.sampling().ranges());
    }

    String fifo() {
        return type.sampling().depth() == 1 ? "" : String.valueOf(type.sampling().depth());
    }

    static String number(double value) {
        return new BigDecimal(value).round(new MathContext(5)).stripTrailingZeros().toPlainString();
    }
}
