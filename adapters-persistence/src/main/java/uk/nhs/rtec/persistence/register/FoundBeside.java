package uk.nhs.rtec.persistence.register;

import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.event.Finding;
import uk.nhs.rtec.domain.event.Findings;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.domain.exemption.Relationship;
import uk.nhs.rtec.domain.exemption.Suspension;

/** What was found of everyone whom some certificates name. */
final class FoundBeside {

    private static final String FINDINGS = """
            select p.certificate.number as certificate, p.relationship as relationship, f as finding
            from PersonRow p join FindingRow f on f.key.nhsNumber = p.nhsNumber
            where p.certificate.number in (:certificates) order by f.key.place""";

    private final Map<String, List<Finding>> findings = new HashMap<>();
    private final Map<String, Set<String>> holders = new HashMap<>();
    private final Set<FindingKey> seen = new HashSet<>();

    /** One finding comes with everybody who has its number. */
    private record FindingKey(String number, int place) {}

    private FoundBeside() {}

    /** All of it, with one question. */
    static FoundBeside certificates(StatelessSession session, Collection<String> certificates) {
        FoundBeside found = new FoundBeside();
        if (!certificates.isEmpty()) {
            session.createSelectionQuery(FINDINGS, Tuple.class)
                    .setParameterList("certificates", certificates)
                    .getResultStream()
                    .forEach(found::add);
        }
        return found;
    }

    private void add(Tuple row) {
        FindingRow finding = row.get("finding", FindingRow.class);
        String number = finding.key.nhsNumber;
        if (seen.add(new FindingKey(number, finding.key.place))) {
            findings.computeIfAbsent(number, anew -> new ArrayList<>()).add(finding.finding());
        }
        if (Relationship.HOLDER.code().equals(row.get("relationship", String.class))) {
            holders.computeIfAbsent(row.get("certificate", String.class), anew -> new HashSet<>())
                    .add(number);
        }
    }

    /** What was found of a number. */
    Findings of(@Nullable String number) {
        List<Finding> found = findings.get(number);
        return found == null ? Findings.NONE : new Findings(found);
    }

    /** The certificate, suspended if one of its holders was found dead. */
    ExemptionCertificate beside(CertificateRow row) {
        Optional<Suspension> suspension = Suspension.of(holders.getOrDefault(row.number, Set.of()).stream()
                .map(this::of)
                .toList());
        return row.certificate().suspended(suspension);
    }

    /** The entry with what was found of its person and of the holders of its certificate. */
    RegisterEntry beside(PersonRow row) {
        return new RegisterEntry(beside(row.certificate), row.person(), of(row.nhsNumber));
    }
}
