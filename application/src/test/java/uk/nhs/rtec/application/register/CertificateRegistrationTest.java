package uk.nhs.rtec.application.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static uk.nhs.rtec.application.Examples.REGISTER_OFFICER;
import static uk.nhs.rtec.application.register.ExampleEntry.entry;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.register.CertificateRecords.Revoked;
import uk.nhs.rtec.application.register.CertificateStore.Taken;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.exemption.Relationship;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.patient.Surname;

final class CertificateRegistrationTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-02-03T09:15:00.123456789Z"));

    private final MemoryExemptionRegister store = new MemoryExemptionRegister();
    private final RegisterCertificate registration = new CertificateRegistration(store, CLOCK);
    private final NamedPerson holder = entry("A").person();
    private final NamedPerson partner = entry("A").as(Relationship.PARTNER).person();

    @Test
    void aCertificateIsAddedOnceAndSaysByWhomToTheMicrosecond() {
        assertThat(register(holder, partner)).isEqualTo(Taken.ADDED);
        assertThat(register(holder, partner)).isEqualTo(Taken.UNCHANGED);
        assertThat(history())
                .hasSize(3)
                .allMatch(change -> change.at().equals(Instant.parse("2026-02-03T09:15:00.123456Z")))
                .allMatch(change -> change.officer().equals(Optional.of(REGISTER_OFFICER)));
    }

    @Test
    void somebodyElseOnItIsAnAddition() {
        register(holder);
        assertThat(register(holder, partner)).isEqualTo(Taken.ADDED);
    }

    @Test
    void aConflictIsToldAndNobodyIsAdded() {
        register(holder);
        assertThat(registration.register(
                        REGISTER_OFFICER,
                        entry("A").in(ExemptionCategory.MATERNITY).certificate(),
                        List.of(holder, partner)))
                .isEqualTo(Taken.OTHER_CATEGORY);
        assertThat(history()).hasSize(2);
    }

    @Test
    void aRevocationSaysByWhomAndWhen() {
        register(holder);
        Revocation revocation = new Revocation(LocalDate.of(2026, 3, 1), Revocation.DIRECT_DEBIT_LAPSED);
        RevokeCertificate revoke = new CertificateRevocation(store, CLOCK);
        assertThat(revoke.revoke(REGISTER_OFFICER, entry("A").certificate().number(), revocation))
                .isEqualTo(Revoked.REVOKED);
        assertThat(history())
                .last()
                .isEqualTo(CertificateChange.revoked(Instant.parse("2026-02-03T09:15:00.123456Z"), REGISTER_OFFICER));
    }

    @Test
    void nobodyMayLeafThroughTheRegister() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CertificateQuery(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Surname("Parker")),
                        Optional.empty(),
                        Optional.empty()));
    }

    private Taken register(NamedPerson... people) {
        return registration.register(REGISTER_OFFICER, entry("A").certificate(), List.of(people));
    }

    private List<CertificateChange> history() {
        return new RegisterReader(store)
                .certificate(entry("A").certificate().number())
                .orElseThrow()
                .history();
    }
}
