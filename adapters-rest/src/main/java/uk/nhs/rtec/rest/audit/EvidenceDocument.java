package uk.nhs.rtec.rest.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.nhs.rtec.application.audit.OutcomeKind;
import uk.nhs.rtec.application.audit.OutcomeReason;
import uk.nhs.rtec.domain.check.CheckFindings;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.CheckFields;
import uk.nhs.rtec.domain.proof.ClearField;
import uk.nhs.rtec.domain.proof.Commitment;
import uk.nhs.rtec.domain.proof.Evidence;
import uk.nhs.rtec.domain.proof.InclusionProof;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.domain.proof.NoteSignature;
import uk.nhs.rtec.domain.proof.PatientField;
import uk.nhs.rtec.domain.proof.PatientFields;

/** Evidence as a document for people who have nothing else: what is on record, then all that proves it, with the evidence itself inside. */
final class EvidenceDocument {

    /** The name of the evidence in the document. */
    static final String ATTACHMENT = "evidence.json";

    private static final String NONE = "none";
    private static final int KEY_ID = 4;
    private static final DateTimeFormatter IN_LONDON = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm:ss.SSSSSS (zzz)", Locale.UK)
            .withZone(ZoneId.of("Europe/London"));

    private final TaggedPages pages;

    private EvidenceDocument(TaggedPages pages) {
        this.pages = pages;
    }

    /** The document, the same bytes for the same evidence. */
    static byte[] of(Evidence evidence) {
        ConcludedCheck check = new CheckFields(evidence.check(), disclosed(evidence)).check();
        Instant at = evidence.batch().writtenAt();
        try (TaggedPages pages =
                new TaggedPages("Evidence of exemption check " + check.asked().id(), at)) {
            EvidenceDocument document = new EvidenceDocument(pages);
            document.told(check);
            document.proved(evidence);
            pages.attach(
                    ATTACHMENT,
                    "application/json",
                    "The evidence in the form in which it is verified",
                    EvidenceJson.of(evidence).toString().getBytes(StandardCharsets.UTF_8),
                    at);
            return pages.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PatientFields disclosed(Evidence evidence) {
        Map<PatientField, Bytes> values = new EnumMap<>(PatientField.class);
        evidence.patient().commitments().forEach((field, commitment) -> {
            if (commitment instanceof Commitment.Disclosed open) {
                open.value().ifPresent(value -> values.put(field, value));
            }
        });
        return new PatientFields(values);
    }

    private void told(ConcludedCheck check) throws IOException {
        OpenCheck asked = check.asked();
        pages.title("Evidence of a prescription charge exemption check");
        pages.paragraph(
                "This document states what the NHS Real Time Exemption Checking service has on record of one check. Parts 1 to 6"
                        + " say it in words. Part 7 holds all that proves that the service recorded it so at that time and that nothing of it"
                        + " was changed since; part 8 says how anybody can verify that without the service. Times are in UTC, and in"
                        + " brackets as they were in London. A letter that cannot be printed here stands as its Unicode number.");
        pages.heading("1. The check");
        pages.pair("Name of the check", asked.id().toString());
        pages.pair("Asked at", moment(asked.askedAt()));
        pages.pair("Answered at", moment(check.answeredAt()));
        pages.heading("2. Who asked");
        pages.pair("Organisation (ODS code)", asked.requester().organisation().value());
        pages.pair(
                "Practitioner (SDS user id)", asked.requester().practitioner().value());
        pages.pair("System (ASID)", asked.requester().system().value());
        pages.pair("Request id", text(asked.reference().requestId().map(Object::toString)));
        pages.pair("Correlation id", text(asked.reference().correlationId()));
        pages.heading("3. About whom, and which prescription: as the organisation stated it");
        StatedPatient stated = asked.patient();
        pages.pair("NHS number", stated.nhsNumber().inTheClear());
        pages.pair("Surname", stated.surname().inTheClear());
        pages.pair("Forename", text(stated.forename().map(Forename::inTheClear)));
        pages.pair("Date of birth", stated.dateOfBirth().inTheClear().toString());
        pages.pair("Postcode", stated.postcode().inTheClear());
        pages.pair("Prescription ID", asked.prescription().inTheClear());
        found(check.findings());
        concluded(check);
    }

    private void found(CheckFindings findings) throws IOException {
        pages.heading("4. What the national services said");
        pages.paragraph("The Personal Demographics Service (PDS):");
        PatientTrace trace = findings.patient();
        pages.pair(
                "Answer",
                trace.map(
                        traced -> "TRACED: a record was found",
                        untraced -> untraced.reason().name(),
                        silent -> "NO ANSWER: " + silent.silence().name()));
        if (trace instanceof PatientTrace.Traced traced) {
            PatientRecord patient = traced.record();
            pages.pair("NHS number", patient.nhsNumber().inTheClear());
            pages.pair("Surname", text(patient.surname().map(Surname::inTheClear)));
            pages.pair("Forename", text(patient.forename().map(Forename::inTheClear)));
            pages.pair("Date of birth", text(patient.dateOfBirth().map(born -> born.inTheClear()
                    .toString())));
            pages.pair("Postcode", text(patient.postcode().map(Postcode::inTheClear)));
            pages.pair(
                    "Marks",
                    patient.marks().isEmpty()
                            ? NONE
                            : patient.marks().stream().map(Enum::name).sorted().collect(Collectors.joining(", ")));
            pages.pair(
                    "Asked for this check",
                    traced.askedBefore()
                            .map(before -> "no; the answer was given at " + moment(before))
                            .orElse("yes"));
        }
        pages.paragraph("The prescription tracker of the Electronic Prescription Service:");
        PrescriptionTrace tracked = findings.prescription();
        pages.pair(
                "Answer",
                tracked.map(
                        there -> "FOUND",
                        notFound -> "NOT FOUND",
                        issue -> "ISSUE NOT FOUND",
                        silent -> "NO ANSWER: " + silent.silence().name()));
        if (tracked instanceof PrescriptionTrace.Found there) {
            pages.pair("Patient's NHS number", there.prescription().patient().inTheClear());
            pages.pair("State (tracker's code)", there.prescription().state().code());
            pages.pair("Origin", there.prescription().origin().name());
        }
        pages.paragraph("The exemption register:");
        pages.pair("Silence", text(findings.certificates().silence().map(Enum::name)));
        certificates("Certificates found", findings.certificates().held());
    }

    private void certificates(String name, List<ExemptionCertificate> certificates) throws IOException {
        if (certificates.isEmpty()) {
            pages.pair(name, NONE);
        }
        for (ExemptionCertificate certificate : certificates) {
            pages.pair(
                    name,
                    certificate.number().value() + ", category "
                            + certificate.category().code() + " ("
                            + certificate.category().exemption().display() + "), valid from "
                            + certificate.validity().from() + " to "
                            + certificate.validity().to()
                            + certificate
                                    .revocation()
                                    .map(revocation -> ", revoked from " + revocation.from())
                                    .orElse("")
                            + certificate
                                    .suspension()
                                    .map(suspension -> ", suspended since " + suspension.since())
                                    .orElse(""));
        }
    }

    private void concluded(ConcludedCheck check) throws IOException {
        CheckOutcome outcome = check.outcome();
        pages.heading("5. What was concluded and disclosed");
        pages.pair("Outcome", OutcomeKind.of(outcome).name());
        pages.pair("Reason", text(OutcomeReason.of(outcome).map(OutcomeReason::word)));
        if (outcome instanceof CheckOutcome.ExemptionFound exemption) {
            pages.pair("True category", code(exemption.category()));
            pages.pair("Disclosed to the organisation", code(exemption.disclosed()));
            certificates("Rests on certificate", exemption.basis());
        } else {
            pages.pair("Disclosed to the organisation", "no exemption, and no reason");
        }
        pages.heading("6. Under which rules");
        pages.paragraph(rule(outcome));
        pages.paragraph(
                "A patient is exempt by age below the 16th birthday and from the 60th on, by the date of birth that PDS has and the"
                        + " day in London; the register is not asked then. Otherwise a certificate counts that is valid on the day of"
                        + " the check, both ends included, is not revoked or suspended, and covers every item. Nothing is said of a"
                        + " patient whose stated details PDS does not confirm, who is deceased or whose record is restricted, or of a"
                        + " prescription that is another patient's or in no state to be charged. The record states what was"
                        + " concluded; it does not state that the answer was delivered.");
    }

    private static String rule(CheckOutcome outcome) {
        return outcome.map(
                found -> found.category() == ChargeExemption.AGE
                        ? "The check found that the patient's age exempts."
                        : "The check found a certificate that exempts; of several, the one that ends last is disclosed.",
                notFound -> "Every source was asked, and none had an exemption that counts on the day of the check.",
                notChecked ->
                        "The register may not answer for this patient or prescription; the organisation was told the same as if"
                                + " no exemption had been found.",
                silent -> "A source that the answer hangs on was silent, so that nothing could be said.");
    }

    private void proved(Evidence evidence) throws IOException {
        pages.heading("7. The proof");
        pages.paragraph(
                "The check as the ledger keeps it in the clear. The leaf is the SHA-256 of these fields in the ledger's layout.");
        for (Map.Entry<ClearField, Bytes> field : evidence.check().values().entrySet()) {
            pages.pair(field.getKey().word(), spelled(field.getKey().kind(), field.getValue()));
        }
        pages.pair("Leaf", evidence.check().leaf().hex());
        pages.paragraph(
                "Each detail of the patient enters the ledger as a commitment: a hash of a salt and the value. Together they come"
                        + " to the patient_root above.");
        for (Map.Entry<PatientField, Commitment> each :
                evidence.patient().commitments().entrySet()) {
            PatientField field = each.getKey();
            Commitment commitment = each.getValue();
            String told = commitment instanceof Commitment.Disclosed open
                    ? "value: "
                            + open.value()
                                    .map(value -> spelled(field.kind(), value))
                                    .orElse(NONE) + "\nsalt: "
                            + open.salt().hex() + "\n"
                    : "";
            pages.pair(
                    field.word(), told + "commitment: " + commitment.hash(field).hex());
        }
        batch(evidence.batch(), evidence.inBatch());
        pages.paragraph("The log of the month is a tree whose leaves are the hashes of batches.");
        path("Place in the log", evidence.inLog());
        pages.paragraph(
                "The checkpoint, by which the ledger's key vouches for the log (a signed note; its last line holds the signature):");
        for (String line : evidence.checkpoint().text().split("\n", -1)) {
            pages.paragraph(line);
        }
        for (NoteSignature signature : evidence.checkpoint().signatures()) {
            pages.pair("Signed by the key", signature.keyName());
            pages.pair(
                    "Id of the public key", signature.keyIdAndSignature().hex().substring(0, 2 * KEY_ID));
        }
        pages.heading("8. How to verify it");
        pages.paragraph("The file " + ATTACHMENT
                + " is attached to this document and holds all of part 7. Save it, and verify it with the"
                + " ledger's public key, obtained from the operator of the service by another way than this document, and whose id is"
                + " the one above:");
        pages.paragraph("java -jar rtec-ledger.jar verify evidence " + ATTACHMENT + " --key ledger.pem");
        pages.paragraph(
                "The command needs no network and no database. With --show it prints the values that the evidence proves, to be"
                        + " held against this document. The format of the evidence is published (docs/ledger-format.md), so that the same can be"
                        + " done with any implementation of SHA-256 and Ed25519: from the fields to the leaf, by the path in the batch to the"
                        + " root of the batch, from the batch's header to its hash, by the path in the log to the root in the checkpoint, and"
                        + " from the checkpoint to its signature. Change one letter, and it fails.");
    }

    private void batch(BatchHeader batch, InclusionProof inBatch) throws IOException {
        pages.paragraph("The batch that the check was written in, and the way from the leaf to the batch's root.");
        pages.pair("Node and number", batch.node() + ", " + batch.number());
        pages.pair("Month", Moments.text(batch.month()));
        pages.pair("Hash of the batch before", batch.previous().hex());
        pages.pair("Root", batch.root().hex());
        pages.pair("Checks in the batch", String.valueOf(batch.size()));
        pages.pair("Written at", moment(batch.writtenAt()));
        pages.pair("Hash of the batch", batch.hash().hex());
        path("Place in the batch", inBatch);
    }

    private void path(String name, InclusionProof proof) throws IOException {
        pages.pair(name, proof.index() + " (from 0) of " + proof.size());
        pages.pair(
                "Path",
                proof.path().isEmpty()
                        ? NONE
                        : proof.path().stream().map(hash -> hash.hex()).collect(Collectors.joining("\n")));
    }

    private static String code(ChargeExemption exemption) {
        return exemption.code() + " (" + exemption.display() + ")";
    }

    private static String moment(Instant moment) {
        return Moments.text(moment) + " (" + IN_LONDON.format(moment) + ")";
    }

    private static String spelled(ClearField.Kind kind, Bytes value) {
        return switch (kind) {
            case TEXT -> value.inTheClear();
            case BYTES -> value.hex();
        };
    }

    private static String text(Optional<String> text) {
        return text.orElse(NONE);
    }
}
