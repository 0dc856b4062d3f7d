package dev.pipit.apps.train.labelled;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.pipit.framework.training.sound.CacheKey;

/**
 * Which groups a model is judged by: of each label about a share of its groups, at least one. A group is on one side for
 * all its labels. Which ones, a hash of their names says, so that the seed of a training does not change it.
 */
public final class Sides {
    private Sides() {
    }

    /**
     * The groups to judge by.
     *
     * @param groups of each label
     * @param share  above 0, below 1
     * @throws IllegalArgumentException if a label has less than two groups, or would have none to learn from
     */
    public static Set<String> test(Map<String, ? extends Set<String>> groups, double share) {
        Set<String> test = new HashSet<>();
        List<String> labels = new ArrayList<>(new TreeSet<>(groups.keySet()));
        labels.sort(Comparator.comparingInt(label -> groups.get(label).size()));        // the scarce ones choose first
        for (String label : labels) {
            Map<String, String> byHash = new TreeMap<>();
            groups.get(label).forEach(group -> byHash.put(new CacheKey().add(group).toString(), group));
            if (byHash.size() < 2) {
                throw new IllegalArgumentException("every label needs recordings of at least two (people, machines, "
                    + "files), one to learn from and one to judge by: label=" + label + ", of=" + groups.get(label));
            }
            long wanted = Math.max(1, Math.round(share * byHash.size()));
            long chosen = byHash.values().stream().filter(test::contains).count();
            for (String group : byHash.values()) {
                if (chosen < wanted && test.add(group)) {
                    chosen++;
                }
            }
        }
        for (String label : labels) {
            if (test.containsAll(groups.get(label))) {
                throw new IllegalArgumentException("nobody is left to learn from: label=" + label + ", of="
                    + groups.get(label) + "; record others, or take a smaller --test-share");
            }
        }
        return test;
    }
}
