package uk.nhs.rtec.architecture.ruin.rest;

import java.util.concurrent.TimeUnit;

/** An API that holds a thread and does nothing with it. */
public final class SleepsOnTheJob {

    private SleepsOnTheJob() {}

    static void wait(int seconds) throws InterruptedException {
        Thread.sleep(seconds);
        TimeUnit.SECONDS.sleep(seconds);
    }
}
