package dev.pipit.apps.features;

import java.awt.image.BufferedImage;
import java.util.Map;

/**
 * Digits and a few letters, 3 by 5 dots each. A small board often has a Java without any font, and drawing text there
 * fails.
 */
final class Lettering {
    private static final int DOT = 2;
    private static final int COLUMNS = 3;
    private static final int ROWS = 5;
    /** Height of a line of text. */
    static final int HEIGHT = ROWS * DOT;

    /** Five rows of three dots, an octal digit each. */
    private static final Map<Character, Integer> SHAPES = Map.ofEntries(
        Map.entry('0', 0_75557), Map.entry('1', 0_26227), Map.entry('2', 0_71747), Map.entry('3', 0_71717),
        Map.entry('4', 0_55711), Map.entry('5', 0_74717), Map.entry('6', 0_74757), Map.entry('7', 0_71122),
        Map.entry('8', 0_75757), Map.entry('9', 0_75717), Map.entry('.', 0_00002), Map.entry(' ', 0_00000),
        Map.entry('A', 0_25755), Map.entry('C', 0_74447), Map.entry('D', 0_65556), Map.entry('E', 0_74647),
        Map.entry('H', 0_55755), Map.entry('L', 0_44447), Map.entry('N', 0_65555), Map.entry('O', 0_25552),
        Map.entry('S', 0_34216));

    private Lettering() {
    }

    /** In pixels. */
    static int width(String text) {
        return text.length() * (COLUMNS + 1) * DOT;
    }

    /** Draws text with its upper left corner at x, y; what lies outside of the image is left out. */
    static void draw(BufferedImage image, String text, int x, int y, int colour) {
        for (int k = 0; k < text.length(); k++) {
            int shape = SHAPES.get(text.charAt(k));
            for (int dot = 0; dot < ROWS * COLUMNS; dot++) {
                if ((shape >> ROWS * COLUMNS - 1 - dot & 1) == 1) {
                    fill(image, x + (k * (COLUMNS + 1) + dot % COLUMNS) * DOT, y + dot / COLUMNS * DOT, colour);
                }
            }
        }
    }

    private static void fill(BufferedImage image, int x, int y, int colour) {
        for (int i = 0; i < DOT * DOT; i++) {
            int px = x + i % DOT;
            int py = y + i / DOT;
            if (px >= 0 && px < image.getWidth() && py >= 0 && py < image.getHeight()) {
                image.setRGB(px, py, colour);
            }
        }
    }
}
