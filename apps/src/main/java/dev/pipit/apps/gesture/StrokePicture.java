package dev.pipit.apps.gesture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A stroke as a picture: on a terminal in lines of braille dots, or as PNG; its beginning is marked in the PNG. */
final class StrokePicture {
    private static final int LINES = 6;
    private static final int COLUMNS = 12;                 // 2 × 4 dots a character: the same height as width
    private static final int PIXELS = 160;
    private static final int EDGE = 12;
    private static final int WHITE = 0xFFFFFF;
    private static final int INK = 0x1F4E9E;
    private static final int START = 0xD04020;
    private static final int[][] DOTS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

    private StrokePicture() {
    }

    /** @param shape {@code [points, 2]}, −1 to 1 */
    static List<String> lines(float... shape) {
        char[][] text = new char[LINES][COLUMNS];
        for (char[] line : text) {
            Arrays.fill(line, '\u2800');
        }
        trace(shape, 2 * COLUMNS - 1, (x, y) -> text[y / 4][x / 2] |= (char) DOTS[y % 4][x % 2]);
        return Stream.of(text).map(String::new).toList();
    }

    static void save(Path file, float... shape) throws IOException {
        var image = new BufferedImage(PIXELS + 2 * EDGE, PIXELS + 2 * EDGE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, WHITE);
            }
        }
        trace(shape, PIXELS - 1, (x, y) -> dot(image, x, y, 2, INK));
        trace(Arrays.copyOf(shape, 4), PIXELS - 1, (x, y) -> dot(image, x, y, 4, START));
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        Files.write(file, bytes.toByteArray());
    }

    private static void dot(BufferedImage image, int x, int y, int radius, int colour) {
        for (int dy = -radius; dy <= radius; dy++) {
            for (int dx = -radius; dx <= radius; dx++) {
                if (dx * dx + dy * dy <= radius * radius) {
                    image.setRGB(EDGE + x + dx, EDGE + y + dy, colour);
                }
            }
        }
    }

    private interface Dot {
        void at(int x, int y);
    }

    /** Every place of a square that the stroke passes, y downwards. */
    private static void trace(float[] shape, int most, Dot dot) {
        for (int p = 1; p < shape.length / 2; p++) {
            int steps = 2 * most;
            for (int s = 0; s <= steps; s++) {
                double x = shape[2 * p - 2] + (shape[2 * p] - shape[2 * p - 2]) * s / (double) steps;
                double y = shape[2 * p - 1] + (shape[2 * p + 1] - shape[2 * p - 1]) * s / (double) steps;
                dot.at(place(x, most), most - place(y, most));
            }
        }
    }

    private static int place(double value, int most) {
        return (int) Math.max(0, Math.min(most, Math.round((value + 1) / 2 * most)));
    }
}
