package dev.pipit.framework.adaptation;

import java.util.List;
import java.util.stream.IntStream;

/** Where rows of a person are to be expected, label by label, after some examples: a Gaussian's conditional. */
final class PersonalMeans {
    private final People people;
    private final int places;
    private final double scatter;
    private final int[] known;                 // labels with examples
    private final double[] news;               // [known, places]: how far their mean is from the people's
    private final double[] inverse;            // of the covariance of the news

    PersonalMeans(People people, List<Person.Example> examples, double scatter) {
        this.people = people;
        this.scatter = scatter;
        places = people.places();
        int[] counts = new int[people.labels().size()];
        examples.forEach(each -> counts[each.label()]++);
        known = IntStream.range(0, counts.length).filter(label -> counts[label] > 0).toArray();
        news = new double[known.length * places];
        for (int k = 0; k < known.length; k++) {
            int label = known[k];
            for (int p = 0; p < places; p++) {
                double mean = 0;
                for (Person.Example each : examples) {
                    mean += each.label() == label ? each.place()[p] / (double) counts[label] : 0;
                }
                news[k * places + p] = mean - people.mean(label, p);
            }
        }
        inverse = known.length == 0 ? new double[0] : Cholesky.of(ofTheNews(counts), news.length).inverse();
    }

    private double[] ofTheNews(int... counts) {
        int n = news.length;
        double[] covariance = new double[n * n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                covariance[a * n + b] = prior(known[a / places], a % places, known[b / places], b % places)
                    + (a == b ? scatter / counts[known[a / places]] : 0);
            }
        }
        return covariance;
    }

    /** How the means of two labels of a person go together. */
    private double prior(int label, int place, int other, int there) {
        return people.shift(place, there) + (label == other ? people.further(place, there) : 0);
    }

    /** Of each label. */
    GaussianDensity[] normals() {
        GaussianDensity[] normals = new GaussianDensity[people.labels().size()];
        for (int label = 0; label < normals.length; label++) {
            normals[label] = normal(label);
        }
        return normals;
    }

    private GaussianDensity normal(int label) {
        int n = news.length;
        double[] mean = new double[places];
        double[] covariance = new double[places * places];
        double[] with = new double[places * n];                // how this label goes together with the news
        double[] gain = new double[places * n];
        for (int p = 0; p < places; p++) {
            mean[p] = people.mean(label, p);
            for (int a = 0; a < n; a++) {
                with[p * n + a] = prior(label, p, known[a / places], a % places);
            }
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    gain[p * n + a] += with[p * n + b] * inverse[b * n + a];
                }
                mean[p] += gain[p * n + a] * news[a];
            }
        }
        for (int p = 0; p < places; p++) {
            for (int q = 0; q < places; q++) {
                double sum = prior(label, p, label, q) + (p == q ? scatter : 0);
                for (int a = 0; a < n; a++) {
                    sum -= gain[p * n + a] * with[q * n + a];
                }
                covariance[p * places + q] = sum;
            }
        }
        return new GaussianDensity(mean, covariance);
    }
}
