package dev.pipit.apps.speech;

import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** How far words are apart: the cheapest way to change one into the other, divided by the length of the longer. */
final class Distance {
    private static final double ALIKE = 0.5;
    private static final String VOWELS = "aeiouAEIOUV0@3";
    /** Consonants that differ in voice alone, or are of one kind. */
    private static final Set<String> PAIRS = Set.of("pb", "td", "kg", "fv", "sz", "TD", "SZ", "mn", "nN", "lr");

    private Distance() {
    }

    /** Of phonemes: a vowel for another, or a consonant for its relative, costs half. */
    static double ofPhonemes(List<String> a, List<String> b) {
        return relative(a, b, Distance::alike);
    }

    /** Of letters. */
    static double ofLetters(String a, String b) {
        Function<String, List<String>> letters = word -> List.of(word.split(""));
        return relative(letters.apply(a), letters.apply(b), (x, y) -> false);
    }

    private static boolean alike(String a, String b) {
        return isVowel(a) && isVowel(b) || PAIRS.contains(a + b) || PAIRS.contains(b + a);
    }

    private static boolean isVowel(String phoneme) {
        return VOWELS.indexOf(phoneme.charAt(0)) >= 0;
    }

    /** Levenshtein's, one row at a time. */
    private static double relative(List<String> a, List<String> b, BiPredicate<String, String> alike) {
        double[] above = new double[b.size() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.size(); i++) {
            double[] row = new double[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                String x = a.get(i - 1);
                String y = b.get(j - 1);
                double change = x.equals(y) ? 0 : alike.test(x, y) ? ALIKE : 1;
                row[j] = Math.min(above[j - 1] + change, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.size()] / Math.max(1, Math.max(a.size(), b.size()));
    }
}
