package dev.pipit.apps.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeedTableTest {
    private static final double ROUNDING = 1e-12;

    private static Asked missed(int missed, int of) {
        return new Asked(IntStream.range(0, of).mapToObj(i -> "speaker " + i).toList(),
            IntStream.range(0, of).mapToObj(i -> i >= missed).toList());
    }

    private static SeedTable.Row row(String from, String word, float threshold, int missed, int accepts) {
        return new SeedTable.Row(from, new Judge.Verdict(word, threshold, missed(missed, 50), missed(2 * missed, 50),
            missed(3 * missed, 50), new FalseAccepts(accepts, 2), Optional.empty()));
    }

    private static final SeedTable TABLE = new SeedTable(List.of(row("seed1", "happy", 0.75f, 2, 4), row("seed1", "computer", 0.9f, 1, 0),
        row("seed2", "happy", 0.875f, 5, 1), row("seed3", "happy", 0.5f, 8, 7)));

    private static List<String> printed(Consumer<PrintWriter> what) {
        StringWriter text = new StringWriter();
        what.accept(new PrintWriter(text, true));
        return text.toString().lines().toList();
    }

    private static String line(String from, String word) {
        return printed(TABLE::print).stream().filter(line -> line.matches(from + " +" + word + " .*")).findFirst().orElseThrow();
    }

    @Test
    void hasALineForEachSeedAndWord() {
        assertEquals(1 + 3 + 2 + 1 + 2, printed(TABLE::print).size());
        assertTrue(line("seed2", "happy").contains("0.875"), line("seed2", "happy"));
        assertTrue(line("seed2", "happy").contains("10.0 %"), "5 of 50");
        assertTrue(line("seed2", "happy").contains("1 in 2.00 h, 0.5 an hour (0.0-2.8)"), "5.572 / 2");
    }

    /** 2, 5 and 8 of 50 are 4, 10 and 16 %. */
    @Test
    void endsAWordWithTheMeanAndTheRangeOfItsSeeds() {
        assertTrue(line("mean of 3", "happy").matches(".* 0\\.708 +10\\.0 % +20\\.0 % +30\\.0 % +2\\.0 an hour"),
            line("mean of 3", "happy"));
        assertTrue(line("range", "happy").matches(".* 0\\.500 to 0\\.875 +4\\.0 to 16\\.0 % +8\\.0 to 32\\.0 % "
            + "+12\\.0 to 48\\.0 % +0\\.5 to 3\\.5 an hour"), line("range", "happy"));
        assertTrue(line("mean of 1", "computer").contains("0.900"), "a word is not mixed with another");
    }

    @Test
    void saysTheSameInJson() {
        List<JsonObject> lines = printed(TABLE::printJson).stream().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
        assertEquals("seed3", lines.get(3).get("from").getAsString());
        assertEquals(8, lines.get(3).get("missed_clean").getAsInt());
        JsonObject happy = lines.get(4);
        assertEquals(3, happy.get("trainings").getAsInt());
        assertEquals(0.1, happy.getAsJsonObject("missed_clean").get("mean").getAsDouble(), ROUNDING);
        assertEquals(0.04, happy.getAsJsonObject("missed_clean").get("least").getAsDouble(), ROUNDING);
        assertEquals(0.48, happy.getAsJsonObject("missed_in_speech").get("greatest").getAsDouble(), ROUNDING);
        assertFalse(happy.has("synthesised_false_accepts_per_hour"), "nothing synthesised was heard");
    }

    @Test
    void keepsSynthesisedSpeechInAColumnOfItsOwn() {
        Judge.Verdict real = row("seed1", "happy", 0.75f, 2, 4).verdict();
        Judge.Verdict both = real.with(new FalseAccepts(9, 3));
        List<String> lines = printed(out -> VerdictTable.print(List.of(both), out));
        assertTrue(lines.get(0).endsWith("in synthesised speech"), lines.get(0));
        assertTrue(lines.get(1).contains("4 in 2.00 h, 2.0 an hour"), lines.get(1));
        assertTrue(lines.get(1).endsWith("9 in 3.00 h, 3.0 an hour (1.4-5.7)"), "4.115 and 17.085, over 3");
        assertFalse(printed(out -> VerdictTable.print(List.of(real), out)).get(0).contains("synthesised"));
    }
}
