package dev.pipit.pipelines.maintenance;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.pipit.framework.blocks.LogMelFeatures;
import dev.pipit.framework.blocks.OrderFeatures;
import dev.pipit.framework.blocks.Spectrogram;
import dev.pipit.framework.blocks.ValueFeatures;
import dev.pipit.framework.blocks.VibrationFeatures;
import dev.pipit.framework.dsp.LogMel;
import dev.pipit.framework.dsp.LogScale;
import dev.pipit.framework.dsp.ShaftAngle;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.stream.Flow;

/** What is computed of the frames of a machine, and what its numbers are called. */
public sealed interface Features {
    /** Samples of a frame. */
    int frame(SignalFormat signal);

    /** Samples from one frame to the next. */
    int hop(SignalFormat signal);

    /** Distances that the health is of, and hops that a level must last. */
    default int averaged() {
        return 5;
    }

    /** Groups of numbers that belong together. */
    int groups(SignalFormat signal);

    /** Whether a channel shakes: it does, unless it is the speed. */
    default boolean shakes(int channel) {
        return true;
    }

    /** Where a number of a group belongs: its channel. */
    int channel(SignalFormat signal, int group, int feature);

    /** What a number of a group is called. */
    String name(SignalFormat signal, int group, int feature);

    /**
     * The blocks that compute them.
     *
     * @throws IllegalArgumentException if the frames are of another signal than they can be computed of
     */
    Flow<Tensor> of(Flow<Frame> frames, SignalFormat signal);

    /** To be kept; {@link #of(String)} reads it. */
    String text();

    /** Those that suit a signal: of a vibration from {@value Maintenance#VIBRATION_HZ} Hz on, of values below. */
    static Features standard(SignalFormat signal) {
        return Maintenance.isVibration(signal) ? new Vibration() : new Values();
    }

    /**
     * From what {@link #text} gave.
     *
     * @throws IllegalArgumentException if it is of none of these
     */
    static Features of(String text) {
        List<String> words = List.of(text.split(" "));
        try {
            return switch (words.get(0)) {
                case "vibration" -> new Vibration();
                case "values" -> new Values();
                case "sound" -> new Sound(Integer.parseInt(words.get(1)), Boolean.parseBoolean(words.get(2)));
                case "orders" -> new Orders(Integer.parseInt(words.get(1)), ShaftAngle.Signal.valueOf(words.get(2)),
                    Double.parseDouble(words.get(3)));
                default -> throw new IllegalArgumentException("the features must be known: features=" + text);
            };
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the features must be whole: features=" + text, e);
        }
    }

    /** {@link VibrationFeatures} of each axis: frames of a quarter of a second, as far as 512 to 2048 samples go. */
    record Vibration() implements Features {
        private static final double FRAME_SECONDS = 0.26;
        private static final double MOST_SAMPLES = 2_048;
        private static final VibrationFeatures FEATURES = VibrationFeatures.standard();

        @Override
        public int frame(SignalFormat signal) {
            return Math.max(FEATURES.piece(), Integer.highestOneBit((int) Math.min(MOST_SAMPLES,
                FRAME_SECONDS * signal.rateHz())));
        }

        @Override
        public int hop(SignalFormat signal) {
            return frame(signal) / 2;
        }

        @Override
        public int groups(SignalFormat signal) {
            return signal.channels();
        }

        @Override
        public int channel(SignalFormat signal, int group, int feature) {
            return group;
        }

        @Override
        public String name(SignalFormat signal, int group, int feature) {
            return FEATURES.name(feature, signal.rateHz());
        }

        @Override
        public Flow<Tensor> of(Flow<Frame> frames, SignalFormat signal) {
            return frames.then(FEATURES);
        }

        @Override
        public String text() {
            return "vibration";
        }
    }

    /**
     * {@link OrderFeatures} of each axis; its orders, as many as its other features, are a group of their own. Frames of
     * half a second to a second, as far as 512 to 32768 samples go.
     *
     * @param channel of the speed, from 0
     * @param signal  what is sampled there
     * @param perTurn turns a minute of a speed of 1, or pulses of a turn
     */
    record Orders(int channel, ShaftAngle.Signal signal, double perTurn) implements Features {
        private static final int ORDERS = VibrationFeatures.standard().perChannel();
        private static final double FRAME_SECONDS = 1.1;
        private static final double MOST_SAMPLES = 32_768;

        public Orders {
            Objects.requireNonNull(signal, "signal");
            if (channel < 0 || !(perTurn > 0 && perTurn < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("channel must be at least 0, perTurn above 0: channel=" + channel
                    + ", perTurn=" + perTurn);
            }
        }

        private OrderFeatures features() {
            return new OrderFeatures(VibrationFeatures.standard(), channel, signal, perTurn, ORDERS);
        }

        @Override
        public int frame(SignalFormat of) {
            return Math.max(VibrationFeatures.standard().piece(), Integer.highestOneBit((int) Math.min(MOST_SAMPLES,
                FRAME_SECONDS * of.rateHz())));
        }

        @Override
        public int hop(SignalFormat of) {
            return frame(of) / 2;
        }

        @Override
        public int groups(SignalFormat of) {
            return 2 * (of.channels() - 1);
        }

        @Override
        public boolean shakes(int which) {
            return which != channel;
        }

        @Override
        public int channel(SignalFormat of, int group, int feature) {
            int axis = group / 2;
            return axis < channel ? axis : axis + 1;
        }

        @Override
        public String name(SignalFormat of, int group, int feature) {
            return features().name(group % 2 == 0 ? feature : ORDERS + feature, of.rateHz());
        }

        @Override
        public Flow<Tensor> of(Flow<Frame> frames, SignalFormat of) {
            return frames.then(features());
        }

        @Override
        public String text() {
            return "orders " + channel + " " + signal.name() + " " + perTurn;
        }
    }

    /** {@link ValueFeatures} of 60 values: the levels belong together, and the unrests. */
    record Values() implements Features {
        private static final int FRAME = 60;

        @Override
        public int frame(SignalFormat signal) {
            return FRAME;
        }

        @Override
        public int hop(SignalFormat signal) {
            return 1;
        }

        @Override
        public int groups(SignalFormat signal) {
            return ValueFeatures.NAMES.size();
        }

        @Override
        public int channel(SignalFormat signal, int group, int feature) {
            return feature;
        }

        @Override
        public String name(SignalFormat signal, int group, int feature) {
            return ValueFeatures.NAMES.get(group);
        }

        @Override
        public Flow<Tensor> of(Flow<Frame> frames, SignalFormat signal) {
            return frames.then(new ValueFeatures());
        }

        @Override
        public String text() {
            return "values";
        }
    }

    /**
     * Five rows of mel bands, in decibels, of frames of at least 64 ms, half a frame apart: the input of MLPerf Tiny's
     * anomaly detection.
     *
     * @param bands  from 0 Hz to half the rate
     * @param silent whether silence goes down to −156 dB, as that benchmark's features do, and not to −100
     */
    record Sound(int bands, boolean silent) implements Features {
        /** Rows of a spectrogram. */
        public static final int ROWS = 5;

        private static final double FRAME_SECONDS = 0.064;
        private static final double SILENCE = 1e-10;
        private static final double LIBROSA_SILENCE = 0x1p-52;
        private static final int AVERAGED = 16;

        public Sound {
            if (bands < 1) {
                throw new IllegalArgumentException("bands must be at least 1: bands=" + bands);
            }
        }

        /** As many bands as the small network reads. */
        public static Sound standard() {
            return new Sound(64, false);
        }

        /** Those of the benchmark: for networks that were trained for it. */
        public static Sound mlperf() {
            return new Sound(128, true);
        }

        @Override
        public int frame(SignalFormat signal) {
            return Math.max(256, Integer.highestOneBit((int) Math.ceil(FRAME_SECONDS * signal.rateHz()) - 1) << 1);
        }

        @Override
        public int hop(SignalFormat signal) {
            return frame(signal) / 2;
        }

        @Override
        public int averaged() {
            return AVERAGED;
        }

        @Override
        public int groups(SignalFormat signal) {
            return 1;
        }

        @Override
        public int channel(SignalFormat signal, int group, int feature) {
            return 0;
        }

        @Override
        public String name(SignalFormat signal, int group, int feature) {
            var scale = settings(signal).mel().scale();
            double step = scale.ofHz(signal.rateHz() / 2) / (bands + 1);
            return String.format(Locale.ROOT, "%.0f to %.0f Hz", scale.toHz(feature * step), scale.toHz((feature + 2) * step));
        }

        private LogMel.Settings settings(SignalFormat signal) {
            return LogMel.Settings.SLANEY.rateHz(signal.rateHz()).frameLength(frame(signal)).bands(bands)
                .between(0, signal.rateHz() / 2)
                .log(silent ? LogScale.decibel(LIBROSA_SILENCE).adding() : LogScale.decibel(SILENCE));
        }

        @Override
        public Flow<Tensor> of(Flow<Frame> frames, SignalFormat signal) {
            return frames.then(new LogMelFeatures(settings(signal))).then(new Spectrogram(ROWS));
        }

        @Override
        public String text() {
            return "sound " + bands + " " + silent;
        }
    }
}
