package dev.pipit.apps.gesture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pipit.framework.blocks.ImuFeatures;
import dev.pipit.framework.dsp.ImuRow;

/**
 * The six activities of HAPT as feature rows: frames of 2.56 s, half of each new, of one activity each.
 *
 * @param frames in the order of the recordings
 */
record Activities(List<Frame> frames) {
    static final List<String> LABELS = List.of("walking", "upstairs", "downstairs", "sitting", "standing", "lying");

    private static final double RATE_HZ = 50;
    static final int LENGTH = 128;
    private static final double GRAVITY = 9.80665;
    private static final Pattern NAME = Pattern.compile("exp(\\d+)_user(\\d+)\\.csv");

    /**
     * One frame.
     *
     * @param row       {@link ImuFeatures}
     * @param samples   as they are in the file: g and rad/s
     * @param label     number of its activity
     * @param person    who
     * @param recording of which each person made two or more, wearing the sensor anew
     */
    record Frame(float[] row, float[] samples, int label, int person, int recording) {
    }

    static Activities read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> NAME.matcher(file.getFileName().toString()).matches()).sorted().toList();
        }
        List<Frame> frames = new ArrayList<>();
        var features = new ImuRow(RATE_HZ, LENGTH, 6);
        for (Path file : files) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            name.matches();
            float[] samples = samples(file);
            String labels = file.getFileName().toString().replace(".csv", "_labels.csv");
            for (String line : Files.readAllLines(file.resolveSibling(labels))) {
                String[] cells = line.split(",");
                if (Character.isDigit(line.charAt(0)) && Integer.parseInt(cells[0]) <= LABELS.size()) {
                    int end = Integer.parseInt(cells[2]);
                    for (int at = Integer.parseInt(cells[1]) - 1; at + LENGTH <= end; at += LENGTH / 2) {
                        float[] frame = Arrays.copyOfRange(samples, 6 * at, 6 * (at + LENGTH));
                        float[] row = new float[features.names().size()];
                        features.apply(si(frame), row);
                        frames.add(new Frame(row, frame, Integer.parseInt(cells[0]) - 1, Integer.parseInt(name.group(2)),
                            Integer.parseInt(name.group(1))));
                    }
                }
            }
        }
        if (frames.isEmpty()) {
            throw new IOException(folder + ": no recordings expNN_userMM.csv with labels there");
        }
        return new Activities(frames);
    }

    private static float[] samples(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        float[] samples = new float[6 * (lines.size() - 1)];
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",");
            for (int c = 0; c < 6; c++) {
                samples[6 * (i - 1) + c] = Float.parseFloat(cells[c]);
            }
        }
        return samples;
    }

    private static float[] si(float[] frame) {
        float[] si = frame.clone();
        for (int i = 0; i < si.length; i++) {
            si[i] *= (float) (i % 6 < 3 ? GRAVITY : 1);
        }
        return si;
    }

    /** Everybody. */
    List<Integer> people() {
        return List.copyOf(new TreeSet<>(frames.stream().map(Frame::person).toList()));
    }
}
