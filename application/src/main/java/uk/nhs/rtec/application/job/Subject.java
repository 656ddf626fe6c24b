package uk.nhs.rtec.application.job;

/**
 * What makes the jobs of one kind: how their files are read, and what is done with the lines.
 *
 * @param <L> what the files are full of
 */
public record Subject<L>(JobKind kind, ReadLines<L> files, TakeInLines<L> lines) {}
