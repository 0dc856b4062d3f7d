package dev.pipit.sensors.recording;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pipit.framework.signal.Unit;
import dev.pipit.sensors.chip.Channel;

/**
 * What a CSV recording says before its samples: lines {@code # key: value}, then the names of the columns.
 *
 * <pre>{@code
 * # chip: LIS3DH
 * # place: i2c-1 0x18
 * # rate_hz: 400.0
 * # units: m/s², m/s², m/s²
 * # begun: 2026-11-21T12:00:00Z
 * time_s,x,y,z,label
 * }</pre>
 *
 * @param chip     what was recorded
 * @param place    where it was wired
 * @param rateHz   nominal
 * @param channels of a sample, in the order of their columns
 * @param begun    time of day of the first sample, as ISO 8601 writes it; empty if it is not known
 */
public record CsvHeader(String chip, String place, double rateHz, List<Channel> channels, String begun) {
    static final String TIME = "time_s";
    static final String LABEL = "label";

    public CsvHeader {
        channels = List.copyOf(channels);
        for (Channel channel : channels) {
            if (channel.name().matches(".*[,\"\\s].*") || channel.name().equals(TIME) || channel.name().equals(LABEL)) {
                throw new IllegalArgumentException("a channel must have a name that fits into a column: name="
                    + channel.name());
            }
        }
    }

    String text() {
        return "# chip: " + chip + "\n# place: " + place + "\n# rate_hz: " + rateHz + "\n# units: "
            + channels.stream().map(channel -> channel.unit().symbol()).collect(Collectors.joining(", "))
            + "\n# begun: " + begun + "\n" + TIME + ","
            + channels.stream().map(Channel::name).collect(Collectors.joining(",")) + "," + LABEL + "\n";
    }

    /**
     * Of the lines up to the one with the names.
     *
     * @throws IOException if they lack something; the message does not say where
     */
    static CsvHeader parse(List<String> comments, String names) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : comments) {
            String[] parts = line.substring(1).split(":", 2);
            values.put(parts[0].strip(), parts.length == 2 ? parts[1].strip() : "");
        }
        List<String> columns = Arrays.asList(names.strip().split("\\s*,\\s*"));
        if (columns.size() < 3 || !columns.get(0).equals(TIME) || !columns.get(columns.size() - 1).equals(LABEL)) {
            throw new IOException("columns must be " + TIME + ", the channels, " + LABEL + ": columns=" + names.strip());
        }
        List<String> channels = columns.subList(1, columns.size() - 1);
        return new CsvHeader(values.getOrDefault("chip", ""), values.getOrDefault("place", ""),
            rate(values.getOrDefault("rate_hz", "")), channels(channels, values.getOrDefault("units", "")),
            values.getOrDefault("begun", ""));
    }

    private static double rate(String text) throws IOException {
        try {
            double rate = Double.parseDouble(text);
            if (rate > 0 && rate < Double.POSITIVE_INFINITY) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IOException("a line '# rate_hz: N' must say the rate: rate_hz=" + text);
    }

    private static List<Channel> channels(List<String> names, String units) throws IOException {
        String[] symbols = units.split("\\s*,\\s*", -1);
        if (symbols.length != names.size()) {
            throw new IOException("a line '# units: …' must have a unit for each of " + names + ": units=" + units);
        }
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < symbols.length; i++) {
            String symbol = symbols[i];
            channels.add(new Channel(names.get(i), Stream.of(Unit.values()).filter(unit -> unit.symbol().equals(symbol))
                .findFirst().orElseThrow(() -> new IOException("no such unit: units=" + units))));
        }
        return channels;
    }
}
