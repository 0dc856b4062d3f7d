package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.pipit.apps.Screen;
import dev.pipit.apps.train.Progress;
import dev.pipit.framework.adaptation.Autoencoder;
import dev.pipit.framework.adaptation.AutoencoderLearner;
import dev.pipit.framework.adaptation.MachineBaseline;
import dev.pipit.framework.adaptation.MachineTrees;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.tflite.Model;
import dev.pipit.pipelines.maintenance.Features;
import dev.pipit.pipelines.maintenance.Machine;
import dev.pipit.pipelines.maintenance.MachineState;
import dev.pipit.pipelines.maintenance.Maintenance;

/** How a machine is learned: which features, and what is learned of them. */
interface Method {
    /** Of a signal. */
    Features features(SignalFormat signal);

    /** @throws IllegalArgumentException if the rows do not do for it */
    MachineState learn(SignalFormat signal, Machine machine, List<float[]> rows, PrintWriter err);

    /**
     * Of vibrations and values.
     *
     * @param speed     that is sampled beside
     * @param streaming whether trees follow slow change, in place of baselines that stay
     */
    record Baselines(Optional<Features.Orders> speed, boolean streaming) implements Method {
        /** What nobody asked for otherwise. */
        static Baselines standard() {
            return new Baselines(Optional.empty(), false);
        }

        @Override
        public Features features(SignalFormat signal) {
            if (speed.isPresent() && !Maintenance.isVibration(signal)) {
                throw new IllegalArgumentException("orders are of vibrations, from " + Maintenance.VIBRATION_HZ + " Hz on: "
                    + signal);
            }
            return speed.<Features>map(each -> each).orElseGet(() -> Features.standard(signal));
        }

        @Override
        public MachineState learn(SignalFormat signal, Machine machine, List<float[]> rows, PrintWriter err) {
            Features features = features(signal);
            int groups = features.groups(signal);
            double factor = Maintenance.standard(signal, features).factor();
            return MachineState.learned(signal, machine, features, streaming ? MachineTrees.learn(rows, groups, factor)
                : MachineBaseline.learn(rows, groups, factor), rows);
        }
    }

    /** An autoencoder of sound, trained here. */
    record Sound(Features sound, AutoencoderLearner learner) implements Method {
        static Sound small() {
            return new Sound(Features.Sound.standard(), AutoencoderLearner.SMALL);
        }

        static Sound mlperf() {
            return new Sound(Features.Sound.mlperf(), AutoencoderLearner.MLPERF);
        }

        @Override
        public Features features(SignalFormat signal) {
            return sound;
        }

        @Override
        public MachineState learn(SignalFormat signal, Machine machine, List<float[]> rows, PrintWriter err) {
            var progress = new Progress(err, Screen.isTerminal());
            progress.begin("training", learner.allSteps());
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                Autoencoder autoencoder = learner.learn(rows, rows.isEmpty() ? 1 : rows.get(0).length / Features.Sound.ROWS,
                    Maintenance.standard(signal, sound).factor(), threads, step -> progress.step());
                progress.end(autoencoder.bytes() + " bytes");
                return MachineState.learned(signal, machine, sound, autoencoder, rows);
            } finally {
                threads.shutdown();
            }
        }
    }

    /** An autoencoder that was trained elsewhere, for the features of MLPerf Tiny; its limit is learned. */
    record Given(Model model) implements Method {
        private static final double RATE_HZ = 16_000;

        static Given load(Path file) throws IOException {
            return new Given(Model.load(file));
        }

        @Override
        public Features features(SignalFormat signal) {
            if (signal.rateHz() != RATE_HZ) {
                throw new IllegalArgumentException("a model that was trained elsewhere needs sound at 16000 Hz: " + signal);
            }
            return Features.Sound.mlperf();
        }

        @Override
        public MachineState learn(SignalFormat signal, Machine machine, List<float[]> rows, PrintWriter err) {
            Features.Sound sound = Features.Sound.mlperf();
            return MachineState.learned(signal, machine, sound, Autoencoder.of(model, rows, sound.bands(),
                Maintenance.standard(signal, sound).factor()), rows);
        }
    }
}
