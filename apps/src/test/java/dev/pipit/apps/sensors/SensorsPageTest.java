package dev.pipit.apps.sensors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import dev.pipit.sensors.catalogue.Chips;
import dev.pipit.sensors.chip.ChipType;

/**
 * The table of docs/sensors.md is what the code says. After a change, {@code mvn test -pl apps -am
 * -Dtest=SensorsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update=true} brings it up to date.
 */
class SensorsPageTest {
    private static final Path PAGE = Path.of("../docs/sensors.md");
    private static final Pattern TABLE = Pattern.compile(
        "(?s)(<!-- generated: chips -->\n\n\\|[^\n]*\n\\|[^\n]*\n).*?(\n<!-- end generated -->)");

    @Test
    void thePageListsEveryChip() throws IOException {
        String text = Files.readString(PAGE);
        String rows = Chips.all().stream().map(SensorsPageTest::row).collect(Collectors.joining("\n"));
        String updated = TABLE.matcher(text).replaceFirst(match ->
            Matcher.quoteReplacement(match.group(1) + rows + "\n" + match.group(2)));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, updated);
        } else {
            assertEquals(updated, text);
        }
    }

    private static String row(ChipType type) {
        ChipRow row = new ChipRow(type);
        return "| `" + type.name() + "` | " + type.title() + " | " + row.wires() + " | " + row.rates() + " | " + row.ranges()
            + " | " + row.fifo() + " | " + row.measures() + " | " + (type.selfTest().isPresent() ? "yes" : "") + " |";
    }
}
