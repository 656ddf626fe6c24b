package uk.nhs.rtec.persistence;

import java.util.function.Function;
import org.hibernate.StatelessSession;

/** Where work is done: each in a transaction of its own, or all of it in one that somebody else ends. */
public interface Transactions {

    /** Does the work in one transaction. */
    <T> T inTransaction(Patience patience, Function<StatelessSession, T> work);

    /** All work in the transaction of this session, which a failure ends as it comes. */
    static Transactions within(StatelessSession session) {
        return new Transactions() {
            @Override
            public <T> T inTransaction(Patience patience, Function<StatelessSession, T> work) {
                return work.apply(session);
            }
        };
    }
}
