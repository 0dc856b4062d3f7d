package dev.pipit.apps.features;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Feature rows as a picture: time to the right in seconds, channels upwards, dark blue for the lowest value of all and
 * yellow for the highest.
 */
final class Picture {
    static final int LEFT = 44;
    private static final int BOTTOM = 44;
    static final int EDGE = 12;
    private static final int TICK = 4;
    private static final int FEWEST_PIXELS = 480;
    private static final int MOST_PIXELS = 1600;
    private static final int WHITE = 0xFFFFFF;
    private static final int GREY = 0x404040;
    private static final double[] SECONDS = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60, 120, 300, 600, 1200, 3600};

    private final FeatureRows rows;
    private final double hopSeconds;
    private final int channelPixels;
    private final int width;
    private final int height;

    Picture(FeatureRows rows, double hopSeconds) {
        this.rows = rows;
        this.hopSeconds = hopSeconds;
        channelPixels = Math.max(2, 320 / rows.width());
        width = Math.max(FEWEST_PIXELS, Math.min(MOST_PIXELS, 4 * rows.rows()));
        height = channelPixels * rows.width();
    }

    void save(Path file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(draw(), "png", bytes);
        Files.write(file, bytes.toByteArray());
    }

    BufferedImage draw() {
        var image = new BufferedImage(LEFT + width + EDGE, EDGE + height + BOTTOM, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, WHITE);
            }
        }
        values(image);
        timeAxis(image);
        channelAxis(image);
        return image;
    }

    private void values(BufferedImage image) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < rows.rows(); k++) {
            for (int c = 0; c < rows.width(); c++) {
                float value = rows.value(k, c);
                least = Math.min(least, Float.isFinite(value) ? value : least);
                most = Math.max(most, Float.isFinite(value) ? value : most);
            }
        }
        for (int x = 0; x < width; x++) {
            int row = (int) ((long) x * rows.rows() / width);
            for (int y = 0; y < height; y++) {
                float value = rows.value(row, rows.width() - 1 - y / channelPixels);
                image.setRGB(LEFT + x, EDGE + y, Colours.of(most > least ? (value - least) / (most - least) : 0));
            }
        }
    }

    private void timeAxis(BufferedImage image) {
        double seconds = rows.rows() * hopSeconds;
        double step = SECONDS[SECONDS.length - 1];
        for (int k = SECONDS.length - 1; k >= 0 && seconds / SECONDS[k] <= 10; k--) {
            step = SECONDS[k];
        }
        for (int k = 0; k * step <= seconds; k++) {
            int x = LEFT + (int) Math.min(width - 1, Math.round(k * step / seconds * width));
            for (int y = 0; y < TICK; y++) {
                image.setRGB(x, EDGE + height + y, GREY);
            }
            String text = String.format(Locale.ROOT, step < 1 ? "%.1f" : "%.0f", k * step);
            int from = Math.min(x - Lettering.width(text) / 2, image.getWidth() - Lettering.width(text));
            Lettering.draw(image, text, from, EDGE + height + 7, GREY);
        }
        Lettering.draw(image, "SECONDS", LEFT + width / 2 - Lettering.width("SECONDS") / 2, EDGE + height + 27, GREY);
    }

    private void channelAxis(BufferedImage image) {
        int step = rows.width() > 60 ? 20 : rows.width() > 20 ? 10 : 5;
        for (int c = 0; c < rows.width(); c += step) {
            int y = EDGE + height - 1 - c * channelPixels - channelPixels / 2;
            for (int x = 0; x < TICK; x++) {
                image.setRGB(LEFT - 1 - x, y, GREY);
            }
            String text = Integer.toString(c);
            Lettering.draw(image, text, LEFT - 8 - Lettering.width(text), y - Lettering.HEIGHT / 2, GREY);
        }
        Lettering.draw(image, "CHANNEL", 2, EDGE + height + 27, GREY);
    }
}
