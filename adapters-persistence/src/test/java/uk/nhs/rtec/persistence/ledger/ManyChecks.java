package uk.nhs.rtec.persistence.ledger;

import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.check.CheckLedger;

/** Puts very many checks on record, quicker than one after the other. */
final class ManyChecks {

    private static final int CALLERS = 32;

    private ManyChecks() {}

    static void append(CheckLedger ledger, int count) {
        try {
            AtOnce.call(IntStream.range(0, CALLERS)
                    .mapToObj(caller -> (Callable<Integer>) () -> {
                        int mine = count / CALLERS + (caller < count % CALLERS ? 1 : 0);
                        for (int i = 0; i < mine; i++) {
                            ledger.append(Examples.check().concluded());
                        }
                        return mine;
                    })
                    .toList());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
