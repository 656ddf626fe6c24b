package uk.nhs.rtec.rest.api;

import java.util.Map;
import java.util.function.Supplier;

/** The answer that the calling thread is sending: what the server can do with it, and no standard lets an application ask for. */
public interface AnswerOnItsWay {

    /** Has these fields follow the body, where the protocol has a place for them; asked for when the body has ended. */
    void endWith(Supplier<Map<String, String>> fields);

    /** Breaks the connection off, so that nobody takes what was sent for the whole. */
    void breakOff();
}
