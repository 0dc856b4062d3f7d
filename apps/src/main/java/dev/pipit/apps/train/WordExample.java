package dev.pipit.apps.train;

import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.training.sound.FeatureItem;
import dev.pipit.framework.training.sound.FeatureRows;

/**
 * Some seconds of sound to learn from.
 *
 * @param pool    what kind it is, of which a share is drawn
 * @param word    number of the word that is said in it; -1 for none
 * @param end     feature row in which the word ends; -1 without one
 * @param cold    whether the front end begins with it, as when a device is switched on
 * @param rows    features, once or more: the same sound in other rooms and noises
 * @param lessons what the teacher said of the clean sound, rows of numbers; empty without a teacher
 */
@SuppressWarnings("ArrayRecordComponent")
record WordExample(String pool, int word, int end, boolean cold, List<FeatureRows> rows, byte[] lessons) {
    private static final String LESSONS = "lessons";
    private static final String COLD = "cold";

    WordExample {
        rows = List.copyOf(rows);
    }

    /** As it is kept on disk: features, then what the teacher said. */
    static List<FeatureItem> items(List<WordExample> examples) {
        List<FeatureItem> items = new ArrayList<>();
        for (WordExample example : examples) {
            example.rows.forEach(rows -> items.add(new FeatureItem(example.key(), example.end, rows)));
            items.add(new FeatureItem(LESSONS, 0, new FeatureRows(Teacher.SIZE, example.lessons)));
        }
        return items;
    }

    private String key() {
        return pool + ' ' + word + ' ' + (cold ? COLD : "warm");
    }

    /** From what is kept. */
    static List<WordExample> of(List<FeatureItem> items) {
        List<WordExample> examples = new ArrayList<>();
        List<FeatureRows> rows = new ArrayList<>();
        FeatureItem last = null;
        for (FeatureItem item : items) {
            if (item.name().equals(LESSONS) && last != null) {
                String[] key = last.name().split(" ", -1);
                examples.add(new WordExample(key[0], Integer.parseInt(key[1]), last.mark(), key[2].equals(COLD), rows,
                    item.rows().values()));
                rows.clear();
            } else {
                rows.add(item.rows());
                last = item;
            }
        }
        return examples;
    }
}
