package uk.nhs.rtec.architecture.ruin.rest;

import java.io.IOException;

/** An API that tells what happens to whoever looks at the console. */
public final class PrintsToTheConsole {

    private PrintsToTheConsole() {}

    @SuppressWarnings("SystemOut") // On purpose.
    static void tell(String what) {
        System.out.println(what);
    }

    static void tell(IOException what) {
        what.printStackTrace();
    }
}
