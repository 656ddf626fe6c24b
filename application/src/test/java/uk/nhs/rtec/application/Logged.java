package uk.nhs.rtec.rest.api;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Every line that is logged, at any level and by anybody, until it is closed. */
public final class Logged extends Handler implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final Level levelBefore = root.getLevel();
    private final List<String> lines = new ArrayList<>();
    private final SimpleFormatter formatter = new SimpleFormatter();

    public Logged() {
        setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        root.addHandler(this);
    }

    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Those lines that the class wrote. */
    public List<String> linesOf(Class<?> type) {
        return lines().stream()
                .filter(line -> line.contains(" " + type.getName() + " "))
                .toList();
    }

    @Override
    public synchronized void publish(LogRecord line) {
        lines.add(formatter.format(line));
    }

    @Override
    public void flush() {
        // Nothing waits here.
    }

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(levelBefore);
    }
}
