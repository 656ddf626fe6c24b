package uk.nhs.rtec.benchmark;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** How much memory this process has needed: what is left of the heap after each collection, and what the system gave it at most. */
final class Memory {

    private static final long MEBIBYTE = 1 << 20;

    private final AtomicLong largest = new AtomicLong();
    private final Set<String> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());

    /** Begins to watch. */
    Memory() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> {
                                if (notification.getUserData() instanceof CompositeData data) {
                                    collected(GarbageCollectionNotificationInfo.from(data));
                                }
                            },
                            null,
                            null);
        }
    }

    /** Forgets what was before. */
    void reset() {
        largest.set(0);
    }

    /** The most that a collection has left on the heap, in MiB. */
    long largestHeapAfterCollection() {
        return largest.get() / MEBIBYTE;
    }

    /** The most that may be on the heap, in MiB. */
    static long heapLimit() {
        return Runtime.getRuntime().maxMemory() / MEBIBYTE;
    }

    /** The most that the process has ever had in memory (VmHWM), in MiB. */
    static long highWater() throws IOException {
        return highWater(ProcessHandle.current());
    }

    /** The most that another process has ever had in memory (VmHWM), in MiB. */
    static long highWater(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1_024)
                .findFirst()
                .orElseThrow();
    }

    private void collected(GarbageCollectionNotificationInfo info) {
        Map<String, MemoryUsage> after = info.getGcInfo().getMemoryUsageAfterGc();
        long used = after.entrySet().stream()
                .filter(pool -> heap.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
        largest.accumulateAndGet(used, Math::max);
    }
}
