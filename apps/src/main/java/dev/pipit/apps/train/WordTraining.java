package dev.pipit.apps.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import dev.pipit.apps.speech.Engines;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.training.export.TfliteExport;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.sound.CacheKey;
import dev.pipit.framework.training.sound.Split;

/**
 * Trains a word: gathers speech, brings it through the backbone, trains some heads, keeps the best, judges it, and writes
 * all that is to be known. Everything that takes long is kept below {@code out/.work}, so that the same command goes on
 * where it was interrupted.
 */
final class WordTraining {
    private static final String WORK = ".work";

    private final WordGathering gathering;
    private final double falseAcceptsPerHour;
    private final Path out;
    private final Progress progress;
    private final Consumer<String> warnings;

    WordTraining(WordGathering gathering, double falseAcceptsPerHour, Path out, Progress progress,
            Consumer<String> warnings) {
        this.gathering = gathering;
        this.falseAcceptsPerHour = falseAcceptsPerHour;
        this.out = out;
        this.progress = progress;
        this.warnings = warnings;
    }

    TrainedWord train(Engines engines, IntegerNetwork backbone, String command) throws IOException {
        Path work = Output.folder(Output.folder(out).resolve(WORK));
        WordMaterial material = gathering.gather(engines, work.resolve("speech"), progress, warnings);
        byte[] backboneFile = ModelWriter.bytes(TfliteExport.streaming(backbone, Lessons.STRIDE, ""));
        String key = material.key().add(gathering.phrase()).add(gathering.plan().toString())
            .add(Long.toString(gathering.seed())).add(ExampleMaker.settings() + Embedder.settings())
            .add(backboneFile).toString();
        Path states = Output.folder(work.resolve(key.substring(0, 16)));
        LearningCurve learning = new LearningCurve(states.resolve("losses.txt"), out.resolve("curve.png"));
        List<Model> heads = heads(material, backbone, key, states, learning);
        learning.save();
        return judged(material, heads, command, learning);
    }

    private List<Model> heads(WordMaterial material, IntegerNetwork backbone, String key, Path states,
            LearningCurve learning) throws IOException {
        WordPlan plan = gathering.plan();
        WordCurriculum curriculum = new WordCurriculum(material, gathering.phrase(), plan);
        List<float[]> speech = material.running(Split.Part.TRAINING).stream().map(Clip::samples).toList();
        List<WordExample> examples = new EmbeddedExamples(backbone, states, new CacheKey().add(key).toString(),
            gathering.seed(), progress).make(curriculum.tasks(), speech, material.noises(Split.Part.TRAINING), warnings);
        ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            HeadTraining training = new HeadTraining(states, plan, threads, progress, learning);
            List<Model> models = new ArrayList<>();
            for (int head = 0; head < plan.heads(); head++) {
                IntegerNetwork network = training.train(head, gathering.seed() * 1000 + head,
                    backbone.scaleOf(backbone.outputs().get(0)), examples, curriculum);
                models.add(TfliteExport.streaming(HeadNetwork.on(backbone, network), Lessons.STRIDE, gathering.phrase()));
            }
            return models;
        } finally {
            threads.shutdownNow();
        }
    }

    private TrainedWord judged(WordMaterial material, List<Model> heads, String command, LearningCurve learning)
            throws IOException {
        String phrase = gathering.phrase();
        progress.begin("judging", 1);
        Choice choice = Choice.of(heads, new WordTrials(material, Split.Part.VALIDATION, phrase, gathering.seed()),
            falseAcceptsPerHour);
        WordTrials trials = new WordTrials(material, Split.Part.TEST, phrase, gathering.seed());
        Judgement judgement = Judgement.of(trials, trials.hear(choice.model()), choice.averaged(), choice.threshold());
        Cost cost = Cost.of(choice.model(), Lessons.STRIDE);
        int own = own(material, Split.Part.values());
        List<String> advice = Advice.of(judgement, own, gathering.negatives().isPresent(), falseAcceptsPerHour, choice.met());
        String name = name(phrase);
        Path manifest = out.resolve(name + ".json");
        TrainedWord word = new TrainedWord(phrase, manifest, choice, judgement, cost, own, own(material, Split.Part.TEST),
            advice, material.sources(), command);
        Output.bytes(out.resolve(name + ".tflite"), ModelWriter.bytes(choice.model()));
        Output.text(manifest, WordManifest.json(phrase, name + ".tflite", choice, judgement, cost, material.sources(), command));
        Output.text(out.resolve("report.html"), WordReport.html(word, learning.chart()));
        progress.end("head " + (choice.head() + 1) + " is the best");
        return word;
    }

    private int own(WordMaterial material, Split.Part... parts) {
        int count = 0;
        for (Split.Part part : parts) {
            count += (int) material.words(part, gathering.phrase()).stream().filter(clip -> !clip.synthesised()).count();
        }
        return count;
    }

    /** Of the files: {@code hey_computer}. */
    static String name(String phrase) {
        String name = phrase.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_|_$", "");
        return name.isEmpty() ? "word" : name;
    }
}
