package uk.nhs.rtec.application;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Every line that is logged, by anybody, until it is closed. */
public final class Logged extends Handler implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final Level levelBefore = root.getLevel();
    private final List<LogRecord> records = new ArrayList<>();

    /** At any level. */
    public Logged() {
        this(Level.ALL);
    }

    /** From a level on, at which every library is set. */
    public Logged(Level level) {
        setLevel(level);
        root.setLevel(level);
        root.addHandler(this);
    }

    public synchronized List<String> lines() {
        SimpleFormatter formatter = new SimpleFormatter();
        return records.stream().map(formatter::format).toList();
    }

    /** Those lines that the class wrote. */
    public List<String> linesOf(Class<?> type) {
        return lines().stream()
                .filter(line -> line.contains(" " + type.getName() + " "))
                .toList();
    }

    /** What was said at this level, without when and by whom. */
    public synchronized List<String> messages(Level level) {
        return records.stream()
                .filter(record -> record.getLevel().equals(level))
                .map(LogRecord::getMessage)
                .toList();
    }

    @Override
    public synchronized void publish(LogRecord line) {
        if (isLoggable(line)) {
            records.add(line);
        }
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
