package uk.nhs.rtec.persistence.claim;

import java.util.function.Function;
import org.hibernate.StatelessSession;
import uk.nhs.rtec.persistence.Patience;

/** Where work is done: each in a transaction of its own, or all of it in one that somebody else ends. */
interface Transactions {

    <T> T with(Patience patience, Function<StatelessSession, T> work);
}
