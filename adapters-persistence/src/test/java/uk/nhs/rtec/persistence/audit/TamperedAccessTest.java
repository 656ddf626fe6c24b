package uk.nhs.rtec.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.nhs.rtec.application.audit.AccessRecordsContract.DOWNLOAD;
import static uk.nhs.rtec.application.audit.AccessRecordsContract.SEARCH;
import static uk.nhs.rtec.application.audit.AccessRecordsContract.VIEW;

import java.security.KeyPairGenerator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.audit.AccessLogState;
import uk.nhs.rtec.domain.proof.AccessLogNote;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.persistence.DatabaseUnderTest;
import uk.nhs.rtec.persistence.audit.AccessChainCheck.Fault;
import uk.nhs.rtec.persistence.audit.AccessChainCheck.Found;
import uk.nhs.rtec.persistence.ledger.LedgerAltered;

/** What the owner of the tables can do to the accesses when the triggers are out of the way, and how it shows. */
final class TamperedAccessTest {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.postgresql();

    private final Records records = new Records(DATABASE);

    /** Five accesses, of which four are signed. */
    @BeforeEach
    void somebodyLooked() {
        records.quiet.add(SEARCH);
        records.quiet.add(VIEW);
        records.signer().step();
        records.quiet.add(SEARCH);
        records.quiet.add(DOWNLOAD);
        records.signer().step();
        records.quiet.add(VIEW);
    }

    @Test
    void whatNobodyTouchedIsWhole() {
        assertThat(records.check()).isEqualTo(new AccessChainCheck.Report(5, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind = 'CLAIM_SUMMARY'",
                "user_id = '111122223333'",
                "ods_code = 'X26'",
                "reason = 'another'",
                "reason = null",
                "conditions = array['asid']::varchar[]",
                "conditions = (select array_agg(c order by c desc) from unnest(conditions) as c)",
                "check_id = gen_random_uuid()",
                "export_id = gen_random_uuid()",
                "alert_id = gen_random_uuid()",
                "outcome = 'REFUSED'",
                "outcome = null",
                "id = gen_random_uuid()",
                "accessed_at = accessed_at + interval '1 microsecond'",
            })
    void aChangedRowShows(String change) {
        tamper("update access_record set " + change + " where access_number = 3");

        assertThat(faults()).containsExactly(new Found("node-1", 3, Fault.HASH_DIFFERS));
    }

    @Test
    void aRowThatWasChangedTogetherWithItsHashShowsInTheNext() {
        tamper("update access_record set access_hash = sha256('another') where access_number = 3");

        assertThat(faults())
                .containsExactly(
                        new Found("node-1", 3, Fault.HASH_DIFFERS), new Found("node-1", 4, Fault.PREVIOUS_DIFFERS));
    }

    @Test
    void aDeletedRowShows() {
        tamper("delete from access_record where access_number = 3");

        assertThat(faults()).containsExactly(new Found("node-1", 4, Fault.NUMBER_MISSING));
    }

    @Test
    void aDeletedRowShowsAlsoWhenTheOthersMoveUp() {
        tamper("delete from access_record where access_number = 2");
        IntStream.rangeClosed(3, 5)
                .forEach(number -> tamper("update access_record set access_number = access_number - 1"
                        + " where access_number = " + number));

        assertThat(faults())
                .contains(
                        new Found("node-1", 2, Fault.HASH_DIFFERS),
                        new Found("node-1", 2, Fault.PREVIOUS_DIFFERS),
                        new Found("node-1", 2, Fault.HEAD_DIFFERS));
    }

    @Test
    void anInsertedRowShows() {
        IntStream.of(5, 4, 3)
                .forEach(number -> tamper("update access_record set access_number = access_number + 1"
                        + " where access_number = " + number));
        tamper("insert into access_record select node, 3, gen_random_uuid(), accessed_at, kind, ods_code, user_id,"
                + " reason, conditions, check_id, export_id, access_hash, access_hash from access_record"
                + " where access_number = 2");

        assertThat(faults()).contains(new Found("node-1", 3, Fault.HASH_DIFFERS));
    }

    @Test
    void rowsThatChangedPlacesShow() {
        tamper("update access_record set access_number = 99 where access_number = 2");
        tamper("update access_record set access_number = 2 where access_number = 3");
        tamper("update access_record set access_number = 3 where access_number = 99");

        assertThat(faults())
                .contains(
                        new Found("node-1", 2, Fault.PREVIOUS_DIFFERS),
                        new Found("node-1", 2, Fault.HEAD_DIFFERS),
                        new Found("node-1", 3, Fault.PREVIOUS_DIFFERS));
    }

    @Test
    void aTailThatIsCutOffBelowTheLastSignedHeadShows() {
        tamper("delete from access_record where access_number >= 4");

        assertThat(faults()).containsExactly(new Found("node-1", 4, Fault.CUT_OFF));
        assertThat(state().isWhole()).isFalse();
    }

    @Test
    void whatIsWrittenAfterTheCutIsSeenNotToBeWhatWasSigned() {
        tamper("delete from access_record where access_number >= 4");
        records.quiet.add(SEARCH);

        assertThat(faults()).containsExactly(new Found("node-1", 4, Fault.HEAD_DIFFERS));
        assertThat(state().isWhole()).isFalse();
    }

    @Test
    void allThatIsGoneShows() {
        tamper("delete from access_record");

        assertThat(faults()).containsExactly(new Found("node-1", 4, Fault.CUT_OFF));
    }

    @Test
    void aHeadOfSomebodyElseShows() throws Exception {
        assertThat(new AccessChainCheck(
                                DATABASE.application(),
                                List.of(KeyPairGenerator.getInstance("Ed25519")
                                        .generateKeyPair()
                                        .getPublic()))
                        .run()
                        .faults())
                .containsExactlyInAnyOrder(
                        new Found("node-1", 2, Fault.HEAD_NOT_SIGNED), new Found("node-1", 4, Fault.HEAD_NOT_SIGNED));
    }

    @Test
    void aHeadWhoseRowSaysAnotherThingShows() {
        asOwner("access_head", "update access_head set access_number = 5 where access_number = 4");

        assertThat(faults())
                .containsExactlyInAnyOrder(
                        new Found("node-1", 5, Fault.HEAD_NOT_SIGNED), new Found("node-1", 5, Fault.HEAD_DIFFERS));
    }

    @Test
    void whatWasChangedBeforeItWasSignedIsNotSigned() {
        tamper("update access_record set user_id = '111122223333' where access_number = 5");

        assertThatThrownBy(() -> records.signer().step()).isInstanceOf(LedgerAltered.class);
        assertThat(state().nodes().get(0).signed()).isEqualTo(4);
    }

    /** By who was running all the time, and by who started since. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update access_head set access_hash = sha256(access_hash) where access_number = 4",
                "update access_head set note = replace(note, 'rtec.example', 'rtec.evil') where access_number = 4",
                "update access_head set access_number = 6 where access_number = 4",
                "update access_head set note = (select note from access_head where access_number = 2) where access_number = 4"
            })
    void nothingIsSignedOnTopOfAHeadThatIsNotOurs(String change) {
        AccessLogSigner running = records.signer();
        running.step();
        records.quiet.add(VIEW);
        asOwner("access_head", change.replace("= 4", "= (select max(access_number) from access_head)"));

        for (AccessLogSigner signer : List.of(running, records.signer())) {
            assertThatThrownBy(signer::step).isInstanceOf(LedgerAltered.class);
        }
    }

    @Test
    void accessesThatWereTakenAwayWithTheirHeadsAreNotSignedOverByWhoSawThem() {
        AccessLogSigner running = records.signer();
        running.step();
        asOwner("access_head", "delete from access_head where access_number > 2");
        tamper("delete from access_record where access_number > 2");
        records.quiet.add(VIEW);

        assertThatThrownBy(running::step)
                .isInstanceOf(LedgerAltered.class)
                .hasMessage("what was signed of the accesses of node node-1 up to 5 is gone");
        assertThat(records.signer().step()).isEqualTo(1);
    }

    @Test
    void allThatWasTakenAwayIsMissedByWhoSawIt() {
        AccessLogSigner running = records.signer();
        running.step();
        asOwner("access_head", "delete from access_head");
        tamper("delete from access_record");

        assertThatThrownBy(running::step).isInstanceOf(LedgerAltered.class);
    }

    @Test
    void whatIsTakenAwayWithItsHeadsIsFoundByAWitness() {
        records.signer().step();
        List<AccessLogNote> witnessed = new HibernateAccessLogProofs(DATABASE.store()).heads();
        assertThat(witnessed).extracting(AccessLogNote::number).containsExactly(5L);
        assertThat(records.check(witnessed).faults()).isEmpty();
        asOwner("access_head", "delete from access_head where access_number > 2");
        tamper("delete from access_record where access_number > 2");

        assertThat(records.check(witnessed).faults()).containsExactly(new Found("node-1", 5, Fault.ROLLED_BACK));
        for (int i = 0; i < 3; i++) {
            records.quiet.add(VIEW);
        }
        records.signer().step();
        assertThat(faults()).isEmpty();
        assertThat(records.check(witnessed).faults()).containsExactly(new Found("node-1", 5, Fault.WITNESS_DIFFERS));
        asOwner("access_head", "delete from access_head");
        tamper("delete from access_record");
        assertThat(records.check(witnessed).faults()).containsExactly(new Found("node-1", 5, Fault.ROLLED_BACK));
    }

    @Test
    void whatWasSignedForAnotherLedgerIsNotOfThisOne() {
        AccessLogNote others = AccessLogNote.sign(
                "rtec.evil", "node-1", 4, Hash.NONE, Records.KEYS.getPrivate(), Records.KEYS.getPublic());

        assertThat(records.check(List.of(others)).faults()).containsExactly(new Found("node-1", 4, Fault.OTHER_LEDGER));
        asOwner(
                "access_head",
                "update access_head set access_hash = decode(repeat('00', 32), 'hex'), note = $note$" + others.text()
                        + "$note$ where access_number = 4");
        assertThat(faults()).contains(new Found("node-1", 4, Fault.OTHER_LEDGER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_record", "access_head", "access_alert", "access_alert_closure"})
    void evenTheOwnerIsRefused(String table) {
        assertThatThrownBy(() -> DATABASE.asOwner("truncate " + table + " cascade"))
                .hasMessageContaining("only ever added to");
        if (table.equals("access_record")) {
            assertThatThrownBy(() -> DATABASE.asOwner("update access_record set reason = null"))
                    .hasMessageContaining("only ever added to");
            assertThatThrownBy(() -> DATABASE.asOwner("delete from access_record"))
                    .hasMessageContaining("only ever added to");
        }
    }

    private List<Found> faults() {
        return records.check().faults();
    }

    private AccessLogState state() {
        return new HibernateAccessLogProofs(DATABASE.store()).state();
    }

    private static void tamper(String sql) {
        asOwner("access_record", sql);
    }

    private static void asOwner(String table, String sql) {
        DATABASE.asOwner("alter table " + table + " disable trigger user; " + sql + "; alter table " + table
                + " enable trigger user");
    }
}
