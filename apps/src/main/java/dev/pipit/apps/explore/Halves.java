package dev.pipit.apps.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import dev.pipit.apps.train.labelled.DataSet;
import dev.pipit.apps.train.labelled.Example;

/**
 * What is not learned from, in two halves: one to choose networks by, one to judge those that were chosen. Whole groups, if
 * there are at least four; else every other example.
 *
 * @param choosing with what is learned from
 * @param judging  with what is learned from
 */
record Halves(DataSet choosing, DataSet judging) {
    private static final int GROUPS = 4;

    static Halves of(DataSet data) {
        List<String> groups = List.copyOf(new TreeSet<>(data.test().stream().map(Example::group).toList()));
        List<Example> choosing = new ArrayList<>();
        List<Example> judging = new ArrayList<>();
        for (int i = 0; i < data.test().size(); i++) {
            Example example = data.test().get(i);
            int number = groups.size() < GROUPS ? i : groups.indexOf(example.group());
            (number % 2 == 0 ? choosing : judging).add(example);
        }
        return new Halves(with(data, choosing), with(data, judging));
    }

    private static DataSet with(DataSet data, List<Example> test) {
        return new DataSet(data.labels(), data.input(), data.steps(), data.training(), test, data.what(), data.remark());
    }
}
