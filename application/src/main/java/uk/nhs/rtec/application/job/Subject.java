package uk.nhs.rtec.application.job;

/**
 * What makes the jobs of one kind: how their files are read, and what is done with the lines.
 *
 * @param linesInAStep few enough to cancel soon and to forget little in a crash, and enough for the store behind them
 * @param <L> what the files are full of
 */
public record Subject<L>(JobKind kind, ReadLines<L> files, TakeInLines<L> lines, int linesInAStep) {

    public Subject {
        if (linesInAStep < 1) {
            throw new IllegalArgumentException("a step takes a line in, or more");
        }
    }
}
