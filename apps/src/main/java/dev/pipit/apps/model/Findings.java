package dev.pipit.apps.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import dev.pipit.framework.npy.Npy;

/** What came of a comparison with references. Lines for people are given away as they come up. */
final class Findings {
    private final Consumer<String> lines;
    private final List<Difference> differences = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Map<String, String> notRun = new LinkedHashMap<>();
    private int arrays;
    private int cases;
    private int different;
    private String subject = "";
    private String each = "";
    private int subjectCases;
    private boolean equal;
    private int subjectDifferent;

    /** An array that is not that of the reference. */
    record Difference(String subject, String each, String array, ArrayDifference what) {
        @Override
        public String toString() {
            return each + " " + array + ": " + what;
        }
    }

    /** What could not be compared although it should have been. */
    record Failure(String subject, String each, String reason) { }

    /** @param lines takes what people should read meanwhile */
    Findings(Consumer<String> lines) {
        this.lines = lines;
    }

    /** What follows is about a model, or another part of the references. */
    void begin(String name) {
        subject = name;
        subjectCases = 0;
        subjectDifferent = 0;
    }

    void beginCase(String name) {
        each = name;
        equal = true;
    }

    void endCase() {
        cases++;
        subjectCases++;
        different += equal ? 0 : 1;
        subjectDifferent += equal ? 0 : 1;
    }

    /** @param remark for people, or empty */
    void end(String remark) {
        if (subjectCases > 0) {
            lines.accept(String.format(Locale.ROOT, "%-28s %s%s", subject, subjectDifferent == 0
                ? counted(subjectCases, "case") + " equal" : subjectDifferent + " of " + counted(subjectCases, "case")
                + (subjectDifferent == 1 ? " differs" : " differ"), remark.isEmpty() ? "" : ", " + remark));
        }
    }

    /** A model or a recording that could not be tried, which is no difference. */
    void notRun(String name, String reason) {
        notRun.put(name, reason);
        lines.accept(String.format(Locale.ROOT, "%-28s not compared: %s", name, reason));
    }

    /** Something is missing or wrong in the references. */
    void failed(String reason) {
        failures.add(new Failure(subject, each, reason));
        equal = false;
        lines.accept("  " + each + ": " + reason);
    }

    /**
     * Compares an array with its reference: whole numbers in every bit, real ones by value.
     *
     * @throws IOException if they are of different type or shape
     */
    void compare(String name, Npy is, Npy expected) throws IOException {
        if (is.type() != expected.type() || !is.shape().equals(expected.shape())) {
            throw new IOException(name + " must be " + is.type() + " " + is.shape() + ": the reference is "
                + expected.type() + " " + expected.shape());
        }
        arrays++;
        ArrayDifference.between(is, expected).ifPresent(found -> {
            equal = false;
            differences.add(new Difference(subject, each, name, found));
            lines.accept("  " + differences.get(differences.size() - 1));
        });
    }

    List<Difference> differences() {
        return differences;
    }

    List<Failure> failures() {
        return failures;
    }

    /** What was not tried, and why. */
    Map<String, String> notRun() {
        return notRun;
    }

    int arrays() {
        return arrays;
    }

    int cases() {
        return cases;
    }

    /** Cases with a difference or a failure. */
    int different() {
        return different;
    }

    /** Something was compared, and all of it is equal. */
    boolean good() {
        return arrays > 0 && different == 0 && failures.isEmpty();
    }

    /** {@code 224 cases, 812 arrays: all equal; 3 not compared}. */
    String count() {
        String result = arrays == 0 ? "nothing could be compared"
            : different == 0 ? "all equal" : counted(different, "case") + (different == 1 ? " differs" : " differ");
        return counted(cases, "case") + ", " + counted(arrays, "array") + ": " + result
            + (notRun.isEmpty() ? "" : "; " + notRun.size() + " not compared");
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
