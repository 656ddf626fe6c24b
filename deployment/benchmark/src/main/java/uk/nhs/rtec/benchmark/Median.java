package uk.nhs.rtec.benchmark;

import java.util.Collection;
import java.util.stream.DoubleStream;

/** What the middle one of several rounds has shown. */
final class Median {

    private Median() {}

    static double of(double... values) {
        return of(DoubleStream.of(values));
    }

    static double of(Collection<Double> values) {
        return of(values.stream().mapToDouble(Double::doubleValue));
    }

    static double of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
