package dev.pipit.apps.workshop;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

import dev.pipit.framework.npy.Npy;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorInfo;

/**
 * A float model that was published together with an int8 one, and what can be had to calibrate and judge on.
 *
 * @param name  short
 * @param real  the float model
 * @param whole the int8 one that was published with it
 * @param learn what is calibrated on; none of it is judged on
 * @param judge with labels where there are any
 * @param what  the judged examples are
 */
record Published(String name, Model real, Model whole, ExampleSet learn, ExampleSet judge, String what) {
    private static final String TINY = "models/mlperf_tiny/";
    private static final int SHIFT = 2;
    private static final int STRIDE = 12;

    /** Reads one pair of a folder of public data. */
    interface Reader {
        Published read(Path data) throws IOException;
    }

    /** All pairs, by their names. */
    static Map<String, Reader> all() {
        Map<String, Reader> all = new LinkedHashMap<>();
        all.put("kws_ref_model", Published::keywords);
        all.put("ad01", Published::anomaly);
        all.put("pretrainedResnet", Published::images);
        all.put("magic_wand_spells", Published::spells);
        all.put("trained_lstm", Published::digits);
        all.put("hello_world", Published::sine);
        all.put("autoencoder_example", data -> random(data, "autoencoder_example", 300));
        all.put("image_example1", data -> random(data, "image_example1", 30));
        all.put("keyword_spotting_alexa", data -> random(data, "keyword_spotting_alexa", 20));
        return all;
    }

    private static Model model(Path data, String file) throws IOException {
        return Model.load(data.resolve(file + ".tflite"));
    }

    private static ExampleSet set(String name, Model model, List<float[]> examples, List<Integer> labels) {
        List<Integer> shape = new ArrayList<>();
        for (int extent : input(model).shape()) {
            shape.add(extent);
        }
        return new ExampleSet(name, shape, examples,
            labels.isEmpty() ? Optional.empty() : Optional.of(labels.stream().mapToInt(Integer::intValue).toArray()));
    }

    private static TensorInfo input(Model model) {
        return model.main().tensors().get(model.main().inputs().get(0));
    }

    /** Of the input, or, where that is real, of what a QUANTIZE makes of it. */
    private static Quantization steps(Model whole) {
        int rounded = whole.main().operators().get(0).outputs().get(0);
        return input(whole).quantization().or(whole.main().tensors().get(rounded)::quantization).orElseThrow();
    }

    /** What whole numbers stand for, by the input of the published int8 model. */
    private static float[] reals(byte[] bytes, int from, int count, Model whole) {
        Quantization quantization = steps(whole);
        float[] reals = new float[count];
        for (int i = 0; i < count; i++) {
            reals[i] = quantization.scale() * (bytes[from + i] - quantization.zeroPoint());
        }
        return reals;
    }

    /** 500 of MLPerf Tiny's labelled keywords to calibrate on, 500 others to judge. */
    private static Published keywords(Path data) throws IOException {
        String folder = TINY + "keyword_spotting/trained_models/kws_ref_model";
        Model whole = model(data, folder);
        Model real = model(data, folder + "_float32");
        Path golden = data.resolve("golden/kws01_accuracy");
        Set<String> judged = new HashSet<>();
        for (JsonElement file : JsonParser.parseString(Files.readString(golden.resolve("index.json"))).getAsJsonObject()
                .getAsJsonArray("files")) {
            judged.add(file.getAsString());
        }
        List<float[]> learn = new ArrayList<>();
        List<float[]> judge = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        try (Stream<Path> files = Files.list(data.resolve(TINY + "kws01_eembc"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".bin")).sorted().toList()) {
                String name = file.getFileName().toString();
                byte[] bytes = Files.readAllBytes(file);
                float[] reals = reals(bytes, 0, bytes.length, whole);
                if (judged.contains(name)) {
                    judge.add(reals);
                    labels.add(Integer.parseInt(name.replaceAll(".*_|\\.bin", "")));
                } else {
                    learn.add(reals);
                }
            }
        }
        return new Published("kws_ref_model", real, whole, set("keywords", real, learn, List.of()),
            set("keywords", real, judge, labels), "500 keywords");
    }

    /** One recording of a healthy machine: its first half to calibrate on, its second to judge. */
    private static Published anomaly(Path data) throws IOException {
        String folder = TINY + "anomaly_detection/";
        Model real = model(data, folder + "trained_models/ad01_fp32");
        byte[] bytes = Files.readAllBytes(data.resolve(folder + "normal_id_01_00000000_hist_librosa.bin"));
        var numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        int bands = 128;
        List<float[]> learn = new ArrayList<>();
        List<float[]> judge = new ArrayList<>();
        int rows = numbers.capacity() / bands;
        for (int row = 0; row + 5 <= rows; row++) {
            float[] frames = new float[5 * bands];
            numbers.position(row * bands).get(frames);
            if (row + 5 <= rows / 2) {
                learn.add(frames);
            } else if (row >= rows / 2) {
                judge.add(frames);
            }
        }
        return new Published("ad01", real, model(data, folder + "trained_models/ad01_int8"),
            set("machine", real, learn, List.of()), set("machine", real, judge, List.of()), judge.size() + " frames of a machine");
    }

    /** Crops of a photograph with a person to calibrate on, of one without to judge: there is no labelled picture. */
    private static Published images(Path data) throws IOException {
        String folder = TINY + "image_classification/trained_models/pretrainedResnet";
        Model real = model(data, folder);
        List<float[]> judge = crops(data, "real_no_person");
        return new Published("pretrainedResnet", real, model(data, folder + "_quant"),
            set("pictures", real, crops(data, "real_person"), List.of()), set("pictures", real, judge, List.of()),
            judge.size() + " crops of a grey photograph");
    }

    private static List<float[]> crops(Path data, String photograph) throws IOException {
        Npy pixels = Npy.load(data.resolve("golden/vww_96_int8/" + photograph + "/in0.npy"));
        int side = 96;
        int size = 32;
        List<float[]> crops = new ArrayList<>();
        for (int y = 0; y + size <= side; y += STRIDE) {
            for (int x = 0; x + size <= side; x += STRIDE) {
                float[] crop = new float[size * size * 3];
                for (int i = 0; i < crop.length; i++) {
                    int row = y + i / (3 * size);
                    crop[i] = (float) pixels.get((row * side + x) * 3 + i % (3 * size)) + 128;
                }
                crops.add(crop);
            }
        }
        return crops;
    }

    /** Recordings of spells, which the network was trained on: every other one to calibrate on, the rest to judge. */
    private static Published spells(Path data) throws IOException {
        Model real = model(data, "models/imu/magic_wand_spells_float");
        int steps = 119;
        int axes = 6;
        List<float[]> learn = new ArrayList<>();
        List<float[]> judge = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(data.resolve("imu/magic_wand_spells"))) {
            files = all.filter(each -> each.toString().endsWith(".csv")).sorted().toList();
        }
        for (int label = 0; label < files.size(); label++) {
            List<String> lines = Files.readAllLines(files.get(label)).stream().skip(1).filter(line -> !line.isBlank()).toList();
            for (int first = 0; first + steps <= lines.size(); first += steps) {
                float[] example = new float[steps * axes];
                for (int i = 0; i < example.length; i++) {
                    float value = Float.parseFloat(lines.get(first + i / axes).split(",", -1)[i % axes]);
                    example[i] = i % axes < 3 ? (value + 4) / 8 : (value + 2000) / 4000;      // as its training did
                }
                if (first / steps % 2 == 0) {
                    learn.add(example);
                } else {
                    judge.add(example);
                    labels.add(label);
                }
            }
        }
        return new Published("magic_wand_spells", real, model(data, "models/imu/magic_wand_spells_quantized"),
            set("spells", real, learn, List.of()), set("spells", real, judge, labels), judge.size() + " spells, trained on");
    }

    /** Ten digits, five of them to calibrate on, and all shifts of the others by up to two pixels to judge. */
    private static Published digits(Path data) throws IOException {
        String folder = "models/tflm/examples/mnist_lstm/";
        Model real = model(data, folder + "trained_lstm");
        List<float[]> learn = new ArrayList<>();
        List<float[]> judge = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int digit = 0; digit < 10; digit++) {
            BufferedImage image = ImageIO.read(data.resolve(folder + "samples/sample" + digit + ".png").toFile());
            for (int dy = -SHIFT; dy <= SHIFT; dy++) {
                for (int dx = -SHIFT; dx <= SHIFT; dx++) {
                    if (digit % 2 == 1) {
                        learn.add(shifted(image, dx, dy));
                    } else {
                        judge.add(shifted(image, dx, dy));
                        labels.add(digit);
                    }
                }
            }
        }
        return new Published("trained_lstm", real, model(data, folder + "trained_lstm_int8"),
            set("digits", real, learn, List.of()), set("digits", real, judge, labels), "5 digits, 25 shifts of each");
    }

    private static float[] shifted(BufferedImage image, int dx, int dy) {
        int side = image.getWidth();
        float[] pixels = new float[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                boolean inside = x + dx >= 0 && x + dx < side && y + dy >= 0 && y + dy < side;
                pixels[y * side + x] = inside ? image.getRaster().getSample(x + dx, y + dy, 0) / 255f : 0;
            }
        }
        return pixels;
    }

    /** A sine over one turn. */
    private static Published sine(Path data) throws IOException {
        String folder = "models/tflm/examples/hello_world/models/hello_world_";
        Model real = model(data, folder + "float");
        List<float[]> learn = new ArrayList<>();
        List<float[]> judge = new ArrayList<>();
        for (int k = 0; k <= 200; k++) {
            (k % 2 == 0 ? learn : judge).add(new float[] {(float) (2 * Math.PI * k / 200)});
        }
        return new Published("hello_world", real, model(data, folder + "int8"), set("sine", real, learn, List.of()),
            set("sine", real, judge, List.of()), "100 angles");
    }

    /** Random numbers over the range of the int8 model's input: of these networks nothing else is there. */
    private static Published random(Path data, String name, int count) throws IOException {
        String file = "models/siliconlabs_mltk/" + name;
        Model real = model(data, file + ".float32");
        Model whole = model(data, file);
        var chance = new SplittableRandom(1);
        List<List<float[]>> sides = List.of(new ArrayList<>(), new ArrayList<>());
        for (int k = 0; k < 2 * count; k++) {
            byte[] bytes = new byte[input(whole).elements()];
            chance.nextBytes(bytes);
            sides.get(k % 2).add(reals(bytes, 0, bytes.length, whole));
        }
        return new Published(name, real, whole, set(name, real, sides.get(0), List.of()),
            set(name, real, sides.get(1), List.of()), count + " random inputs");
    }
}
