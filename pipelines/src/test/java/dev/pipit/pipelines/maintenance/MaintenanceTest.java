package dev.pipit.pipelines.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.adaptation.AutoencoderLearner;
import dev.pipit.framework.adaptation.MachineBaseline;
import dev.pipit.framework.adaptation.MachineTrees;
import dev.pipit.framework.adaptation.Normal;
import dev.pipit.framework.adaptation.State;
import dev.pipit.framework.blocks.Spectrogram;
import dev.pipit.framework.decision.AlarmLevel;
import dev.pipit.framework.decision.VelocityZone;
import dev.pipit.framework.dsp.Bearing;
import dev.pipit.framework.dsp.ShaftAngle;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Sink;
import dev.pipit.framework.stream.Source;
import dev.pipit.testing.AllocatedBytes;

class MaintenanceTest {
    private static final Bearing BEARING = new Bearing(9, 0.3126, 1.537, 0);
    private static final double RATE_HZ = 8_000;
    private static final double SHAFT_HZ = 30;
    private static final Machine MACHINE = new Machine(60 * SHAFT_HZ, Optional.of(BEARING),
        Optional.of(VelocityZone.Group.MEDIUM_RIGID));
    private static final SignalFormat SIGNAL = new SignalFormat(RATE_HZ, 1, Unit.METRES_PER_SECOND_SQUARED);

    /** Samples in memory. */
    private static final class Samples implements Source {
        private final SignalFormat format;
        private final float[] x;
        private int at;
        private long time;

        Samples(SignalFormat format, float[] x) {
            this.format = format;
            this.x = x;
        }

        @Override
        public SignalFormat format() {
            return format;
        }

        @Override
        public int read(float[] dst, int offset, int count) {
            int n = Math.min(count, (x.length - at) / format.channels());
            time = format.nanosOf(at / format.channels());
            System.arraycopy(x, at, dst, offset, n * format.channels());
            at += n * format.channels();
            return n == 0 ? -1 : n;
        }

        @Override
        public long timeNanos() {
            return time;
        }
    }

    /** A shaft of 30 Hz and noise; from half of the time on, the outer race knocks. */
    private static float[] machine(double seconds, double loud, double fault, long seed) {
        Random random = new Random(seed);
        float[] x = new float[(int) (seconds * RATE_HZ)];
        for (int n = 0; n < x.length; n++) {
            x[n] = (float) (loud * (0.3 * Math.sin(2 * Math.PI * SHAFT_HZ * n / RATE_HZ) + 0.3 * random.nextGaussian()));
        }
        double period = RATE_HZ / (BEARING.order(Bearing.Part.OUTER_RACE) * SHAFT_HZ);
        for (double at = x.length / 2.0; fault > 0 && at < x.length; at += period * (1 + 0.01 * random.nextGaussian())) {
            for (int n = (int) Math.ceil(at); n < Math.min(x.length, at + 60); n++) {
                x[n] += (float) (fault * Math.exp((at - n) / 12) * Math.sin(2 * (n - at)));
            }
        }
        return x;
    }

    private static List<float[]> rows(SignalFormat signal, float[] x) throws InterruptedException {
        List<float[]> rows = new ArrayList<>();
        Maintenance.standard(signal).features("learn", new Samples(signal, x), Overrun.WAIT, frame -> { })
            .to(row -> rows.add(row.values().clone())).run();
        return rows;
    }

    private static List<MachineEvent> events(MachineState state, SignalFormat signal, float[] x)
            throws InterruptedException {
        List<MachineEvent> events = new ArrayList<>();
        Maintenance.standard(signal, state.features()).watch("watch", new Samples(signal, x), Overrun.WAIT, state,
            Maintenance.Watcher.NOBODY).to(events::add).run();
        return events;
    }

    /** Its sound, and a small network. */
    private static MachineState heard() throws InterruptedException {
        Features sound = new Features.Sound(24, false);
        List<float[]> rows = new ArrayList<>();
        Maintenance.standard(SIGNAL, sound).features("learn", new Samples(SIGNAL, machine(20, 1, 0, 1)), Overrun.WAIT,
            frame -> { }).to(row -> rows.add(row.values().clone())).run();
        return MachineState.learned(SIGNAL, MACHINE, sound, new AutoencoderLearner(32, 1, 8, 300).learn(rows, 24, 3,
            Runnable::run, step -> { }), rows);
    }

    private static MachineState learned() throws InterruptedException {
        return MachineState.learn(SIGNAL, MACHINE, rows(SIGNAL, machine(12, 1, 0, 1)));
    }

    @Test
    void staysQuietWhileTheMachineRunsWell() throws InterruptedException {
        assertEquals(List.of(), events(learned(), SIGNAL, machine(20, 1, 0, 2)));
    }

    @Test
    void saysThatSomethingIsWrongAndWhat() throws InterruptedException {
        List<MachineEvent> events = events(learned(), SIGNAL, machine(30, 1, 3, 2));
        MachineEvent first = events.get(0);
        assertEquals(15, first.timeNanos() / 1e9, 1.5);          // five hops of hold, a mean of five, 0.13 s each
        assertTrue(first.reasons().stream().anyMatch(reason -> reason.feature().equals("2250 to 3063 Hz")),
            () -> "what is struck rings at 2546 Hz: " + first.reasons());
        MachineEvent last = events.get(events.size() - 1);
        assertEquals(AlarmLevel.ALARM, last.level());
        assertEquals(Optional.of(Bearing.Part.OUTER_RACE), last.diagnosis().part());
        assertTrue(last.diagnosis().zone().isPresent());
    }

    @Test
    void hearsThatSomethingIsWrongAndInWhichBand() throws InterruptedException {
        MachineState state = MachineState.of(heard().state());
        assertEquals(List.of(), events(state, SIGNAL, machine(10, 1, 0, 2)));
        List<MachineEvent> events = events(state, SIGNAL, machine(20, 1, 3, 2));
        assertEquals(10, events.get(0).timeNanos() / 1e9, 1.5, "16 hops of hold, 0.03 s each, and what grows in the mean");
        MachineEvent last = events.get(events.size() - 1);
        assertEquals(AlarmLevel.ALARM, last.level());
        String[] band = last.reasons().get(0).feature().split(" ");
        double from = Double.parseDouble(band[0]);
        double to = Double.parseDouble(band[2]);
        assertTrue(from < 3_100 && to > 2_000, () -> "what is struck rings at 2546 Hz, broadly: " + last.reasons());
    }

    private static final Features.Orders SPEED = new Features.Orders(0, ShaftAngle.Signal.SPEED, 60);
    private static final SignalFormat WITH_SPEED = new SignalFormat(2_000, 2, Unit.METRES_PER_SECOND_SQUARED);

    /** Its speed, on channel 0, wanders between 12 and 28 turns a second; it is out of balance, by the square of that. */
    private static float[] wandering(double seconds, double second, long seed) {
        Random random = new Random(seed);
        float[] x = new float[2 * (int) (seconds * WITH_SPEED.rateHz())];
        double turned = random.nextDouble();
        for (int n = 0; n < x.length / 2; n++) {
            double shaftHz = 20 + 8 * Math.sin(2 * Math.PI * 0.11 * n / WITH_SPEED.rateHz() + seed);
            turned += shaftHz / WITH_SPEED.rateHz();
            x[2 * n] = (float) shaftHz;
            double force = shaftHz * shaftHz / 400;
            x[2 * n + 1] = (float) (force * (0.8 * Math.sin(2 * Math.PI * turned) + 0.3 * random.nextGaussian())
                + second * Math.sin(4 * Math.PI * turned));
        }
        return x;
    }

    /** The second order doubles, and is no louder than the noise at another speed: only the orders tell. */
    @Test
    void findsWhatShakesTwiceInATurnWhateverTheSpeed() throws InterruptedException {
        List<float[]> rows = new ArrayList<>();
        Maintenance.standard(WITH_SPEED, SPEED).features("learn", new Samples(WITH_SPEED, wandering(120, 0.2, 1)),
            Overrun.WAIT, frame -> { }).to(row -> rows.add(row.values().clone())).run();
        MachineState state = MachineState.of(MachineState.learned(WITH_SPEED, Machine.UNKNOWN, SPEED,
            MachineBaseline.learn(rows, SPEED.groups(WITH_SPEED), 3), rows).state());
        assertEquals(SPEED, state.features());
        assertEquals(List.of(), events(state, WITH_SPEED, wandering(60, 0.2, 2)));
        MachineEvent first = events(state, WITH_SPEED, wandering(60, 0.4, 3)).get(0);
        assertEquals("2×", first.reasons().get(0).feature());
        assertEquals(1, first.reasons().get(0).channel(), "the speed is on channel 0");
        assertEquals(new Features.Orders(1, ShaftAngle.Signal.SPEED, 60),
            state.with(new Features.Orders(1, ShaftAngle.Signal.SPEED, 60)).features());
        assertThrows(IllegalArgumentException.class, () -> learned().with(SPEED));
    }

    /** The number that was said is wrong; the mean of the speed that is sampled is right. */
    @Test
    void namesTheBearingsPartByTheSpeedThatIsSampled() throws InterruptedException {
        float[] vibration = machine(30, 1, 3, 2);
        SignalFormat signal = new SignalFormat(RATE_HZ, 2, Unit.METRES_PER_SECOND_SQUARED);
        Features.Orders speed = new Features.Orders(1, ShaftAngle.Signal.SPEED, 1);
        Machine wrong = new Machine(1_500, Optional.of(BEARING), Optional.empty());
        float[] x = new float[2 * vibration.length];
        for (int n = 0; n < vibration.length; n++) {
            x[2 * n] = vibration[n];
            x[2 * n + 1] = (float) (60 * SHAFT_HZ);
        }
        List<float[]> rows = new ArrayList<>();
        Maintenance.standard(signal, speed).features("learn", new Samples(signal, Arrays.copyOf(x, x.length / 2)), Overrun.WAIT,
            frame -> { }).to(row -> rows.add(row.values().clone())).run();
        MachineState state = MachineState.learned(signal, wrong, speed, MachineBaseline.learn(rows, speed.groups(signal), 3), rows);
        List<MachineEvent> events = events(state, signal, x);
        assertEquals(Optional.of(Bearing.Part.OUTER_RACE), events.get(events.size() - 1).diagnosis().part());
    }

    /** All that runs for a hop of a sound behind its features, which are tested where they are made. */
    @Test
    void assessesASoundWithoutAllocating() throws InterruptedException {
        MachineState state = heard();
        Maintenance settings = Maintenance.standard(SIGNAL, state.features());
        TensorFormat format = new TensorFormat(List.of(Features.Sound.ROWS, 24), SIGNAL, 3 * settings.frame(), settings.hop(),
            new Spectrogram(Features.Sound.ROWS));
        Sink<Tensor> sink = new Assess(settings, state, new History(MACHINE, state.features(), new FrameFormat(SIGNAL,
            settings.frame(), settings.hop())), Maintenance.Watcher.NOBODY).open(format, event -> { });
        Tensor row = new Tensor(format);
        System.arraycopy(state.normal().get(0), 0, row.values(), 0, row.values().length);
        long[] hops = {0};
        assertEquals(0, AllocatedBytes.of(() -> {
            for (int i = 0; i < 300; i++) {
                row.at(hops[0] * settings.hop(), SIGNAL.nanosOf(hops[0] * settings.hop()));
                hops[0]++;
                sink.accept(row);
            }
        }));
    }

    /** Values that rise by a spread within three windows; at the end that is normal, and kept faults are still found. */
    @Test
    void handsOverWhatItHasFollowed() throws InterruptedException {
        SignalFormat slow = new SignalFormat(1, 1, Unit.NONE);
        Random random = new Random(1);
        float[] x = new float[7_000];
        for (int n = 0; n < x.length; n++) {
            x[n] = (float) (20 + random.nextGaussian() + Math.max(0, n - 3_000) * 5e-5);
        }
        List<float[]> rows = rows(slow, Arrays.copyOf(x, 3_000));
        MachineState state = MachineState.learned(slow, Machine.UNKNOWN, new Features.Values(), MachineTrees.learn(rows, 2, 3),
            rows);
        List<Normal> followed = new ArrayList<>();
        Maintenance.Watcher watcher = new Maintenance.Watcher() {
            @Override
            public void assessed(Tensor row, float health, double distance, AlarmLevel level) {
                // only the end is looked at
            }

            @Override
            public void followed(Normal baseline) {
                followed.add(baseline);
            }
        };
        Maintenance.standard(slow).watch("watch", new Samples(slow, Arrays.copyOfRange(x, 3_000, x.length)), Overrun.WAIT,
            state, watcher).to(event -> { }).run();
        assertEquals(1, followed.size());
        assertNotEquals(state.state(), state.followed(followed.get(0)).orElseThrow().state());
        MachineState knowing = state.withFaults(rows(slow, Arrays.copyOfRange(x, 6_000, x.length)));
        assertEquals(Optional.empty(), knowing.followed(followed.get(0)), "what is normal by now was called a fault");
    }

    /** Before there was a choice of features, none was written down. */
    @Test
    void readsWhatVersionOneKept() throws InterruptedException {
        State now = learned().state();
        State.Builder then = State.of("maintenance", 1);
        now.contents().forEach((name, value) -> {
            if (value instanceof String text && !name.equals("features")) {
                then.text(name, text);
            } else if (value instanceof double[] doubles) {
                then.numbers(name, doubles);
            } else if (value instanceof float[] floats) {
                then.numbers(name, floats);
            }
        });
        assertEquals(now, MachineState.of(then.build()).state());
    }

    @Test
    void refusesFeaturesThatItDoesNotKnow() {
        for (String text : List.of("smell", "sound", "sound x true", "sound 0 true", "orders 0 SPEED", "orders 0 SMELL 1",
                "orders -1 SPEED 1", "orders 1 PULSES 0")) {
            assertThrows(IllegalArgumentException.class, () -> Features.of(text));
        }
        for (Features each : List.of(new Features.Vibration(), new Features.Values(), Features.Sound.mlperf(), SPEED)) {
            assertEquals(each, Features.of(each.text()));
        }
    }

    /** By the definition of MLPerf Tiny's features: 64 ms and 32 ms at 16 kHz. */
    @Test
    void hearsAsMlperfTinyDoes() {
        SignalFormat signal = new SignalFormat(16_000, 1, Unit.NONE);
        assertEquals(1_024, Features.Sound.mlperf().frame(signal));
        assertEquals(512, Features.Sound.mlperf().hop(signal));
        assertEquals(128, Features.Sound.mlperf().bands());
        assertEquals("0 to 47 Hz", Features.Sound.mlperf().name(signal, 0, 0));      // 2 × 45.2 mel / 129, 66.7 Hz each
    }

    /** Learning, watching and extending give the same bits whenever they are run. */
    @Test
    void replaysToTheSameBits() throws InterruptedException {
        float[] faulty = machine(16, 1, 2, 3);
        assertEquals(learned().state(), learned().state());
        assertEquals(events(learned(), SIGNAL, faulty), events(learned(), SIGNAL, faulty));
        List<float[]> louder = rows(SIGNAL, machine(8, 1.5, 0, 4));
        assertEquals(learned().extend(louder).state().state(), learned().extend(louder).state().state());
    }

    @Test
    void learnsThatALouderMachineIsNormalWithoutHidingTheFault() throws InterruptedException {
        MachineState state = learned();
        assertFalse(events(state, SIGNAL, machine(10, 1.5, 0, 5)).isEmpty());
        MachineState.Extended extended = state.extend(rows(SIGNAL, machine(8, 1.5, 0, 4)));
        assertTrue(extended.kept(), extended.what());
        assertEquals(List.of(), events(extended.state(), SIGNAL, machine(10, 1.5, 0, 5)));
        assertEquals(List.of(), events(extended.state(), SIGNAL, machine(10, 1, 0, 6)));
        assertFalse(events(extended.state(), SIGNAL, machine(16, 1.5, 4, 7)).isEmpty());
    }

    @Test
    void refusesToCallAKeptFaultNormal() throws InterruptedException {
        List<float[]> fault = rows(SIGNAL, machine(20, 1, 3, 8));
        List<float[]> knocking = fault.subList(fault.size() / 2 + 2, fault.size());
        MachineState state = learned().withFaults(knocking);
        MachineState.Extended extended = state.extend(knocking);
        assertFalse(extended.kept(), extended.what());
        assertSame(state, extended.state());
        assertTrue(learned().extend(knocking).kept(), "without the examples it would have been");
    }

    @Test
    void comesBackFromItsStateAsItWas() throws InterruptedException {
        MachineState state = learned().withFaults(rows(SIGNAL, machine(8, 1, 3, 8)));
        MachineState back = MachineState.of(state.state());
        assertEquals(state.state(), back.state());
        float[] faulty = machine(16, 1, 2, 3);
        assertEquals(events(state, SIGNAL, faulty), events(back, SIGNAL, faulty));
        assertThrows(IllegalArgumentException.class, () -> MachineState.of(State.of("maintenance", 2).build()));
        assertThrows(IllegalArgumentException.class, () -> MachineState.of(State.of("gesture", 1).build()));
        assertThrows(IllegalArgumentException.class, () -> MachineState.of(State.of("maintenance", 1).build()));
    }

    @Test
    void refusesConstantSignalsTooLittleDataAndAnotherSignal() throws InterruptedException {
        List<float[]> constant = rows(SIGNAL, new float[(int) (5 * RATE_HZ)]);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> MachineState.learn(SIGNAL, MACHINE, constant))
            .getMessage().contains("constant"));
        List<float[]> few = rows(SIGNAL, machine(1, 1, 0, 1));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> MachineState.learn(SIGNAL, MACHINE, few))
            .getMessage().startsWith("too little data"));
        MachineState state = learned();
        for (SignalFormat other : List.of(new SignalFormat(16_000, 1, SIGNAL.unit()),
                new SignalFormat(RATE_HZ, 2, SIGNAL.unit()), new SignalFormat(RATE_HZ, 1, Unit.NONE))) {
            assertThrows(IllegalArgumentException.class, () -> events(state, other, new float[8_000]));
        }
    }

    /** A fault at once; and noise that grows from that of the machine by half within a minute. */
    @Test
    void tellsSlowChangeFromAFault() throws InterruptedException {
        assertEquals(Onset.SUDDEN, events(learned(), SIGNAL, machine(30, 1, 3, 2)).get(0).onset());
        float[] wearing = machine(60, 1, 0, 9);
        float[] worn = machine(60, 1.6, 0, 10);
        for (int n = 0; n < wearing.length; n++) {
            double part = (double) n / wearing.length;
            wearing[n] = (float) ((1 - part) * wearing[n] + part * worn[n]);
        }
        assertEquals(Onset.SLOW, events(learned(), SIGNAL, wearing).get(0).onset());
    }

    @Test
    void saysWhenTheLevelWillBeReached() {
        HealthTrend trend = new HealthTrend(5);
        assertEquals(Optional.empty(), trend.falls(0.3));
        for (int i = 0; i < 200; i++) {
            trend.add(i, 0.1 * Math.exp(0.01 * i));              // reaches 1 / 0.3 at ln(33.3) / 0.01 = 350.7 s
            trend.add(i, Double.NaN);
        }
        // the last point is the mean of ten, which lies 4.5 s before its time
        assertEquals(350.7 + 4.5 - 199, trend.falls(0.3).orElseThrow().seconds(), 0.5);
    }

    /** A sensor whose cable breaks gives no numbers: that is not normal. */
    @Test
    void alarmsWhenNumbersAreMissing() throws InterruptedException {
        float[] x = machine(10, 1, 0, 2);
        Arrays.fill(x, x.length / 2, x.length, Float.NaN);
        List<MachineEvent> events = events(learned(), SIGNAL, x);
        assertEquals(AlarmLevel.ALARM, events.get(events.size() - 1).level());
        assertTrue(Double.isNaN(events.get(0).distance()));
        assertEquals(List.of(), events.get(0).reasons());
    }

    @Test
    void watchesSlowValuesByLevelAndUnrest() throws InterruptedException {
        SignalFormat slow = new SignalFormat(1, 2, Unit.NONE);
        Random random = new Random(1);
        int learned = 4_000;
        int step = 5_000;
        float[] x = new float[2 * 6_000];
        for (int n = 0; n < x.length / 2; n++) {
            x[2 * n] = (float) (20 + random.nextGaussian() + (n > step ? 4 : 0));
            x[2 * n + 1] = (float) random.nextGaussian();
        }
        MachineState state = MachineState.learn(slow, Machine.UNKNOWN, rows(slow, Arrays.copyOf(x, 2 * learned)));
        List<MachineEvent> events = events(state, slow, Arrays.copyOfRange(x, 2 * learned, x.length));
        assertEquals("level", events.get(0).reasons().get(0).feature());
        assertEquals(0, events.get(0).reasons().get(0).channel());
        assertEquals(step - learned - 30, events.get(0).timeNanos() / 1e9, 30, "a frame that holds some of the step");
    }

    @Test
    void refusesAMachineThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> new Machine(-1, Optional.empty(), Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> new Machine(0, Optional.of(BEARING), Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> new Maintenance(new Features.Values(), 0, 1, 3, 5, null, 5));
    }
}
