package uk.nhs.rtec.rest.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.PETER_PARKER;
import static uk.nhs.rtec.application.Examples.check;

import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.ExampleCheck;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.CheckFields;
import uk.nhs.rtec.domain.proof.Checkpoint;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.ClearField;
import uk.nhs.rtec.domain.proof.ClearFields;
import uk.nhs.rtec.domain.proof.Evidence;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.MerkleTree;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.domain.proof.PatientField;
import uk.nhs.rtec.domain.proof.Seed;
import uk.nhs.rtec.domain.proof.Verdict;

class EvidenceDocumentTest {

    private static final KeyPair KEYS = keys();

    @Test
    void itSaysWhoAskedWhenAboutWhomWhatWasAnsweredAndWhatProvesIt() throws IOException {
        Evidence evidence = evidence(check().concluded());
        assertThat(evidence.verify(KEYS.getPublic())).isEqualTo(new Verdict.Verified());

        try (PDDocument document = document(evidence)) {
            String text = text(document);
            assertThat(text)
                    .contains("2026-06-01T11:00:00.123456Z (1 June 2026, 12:00:00.123456 (BST))")
                    .contains(
                            Examples.PHARMACY.organisation().value(),
                            Examples.PHARMACY.system().value())
                    .contains("9434765919", "Parker", "471BC8-P83027-34B75X")
                    .contains("EXEMPTION_FOUND", "CERTIFICATE", "9005")
                    .contains("MAT-2026/0001")
                    .contains("verify evidence evidence.json")
                    .contains("page 1 of " + document.getNumberOfPages());
            String unbroken = text.replaceAll("\\s", "");
            assertThat(unbroken)
                    .contains(
                            evidence.check().leaf().hex(),
                            evidence.batch().hash().hex());
            evidence.inBatch().path().forEach(hash -> assertThat(unbroken).contains(hash.hex()));
            evidence.patient().commitments().forEach((field, commitment) -> assertThat(unbroken)
                    .contains(field.word(), commitment.hash(field).hex()));
            assertThat(unbroken)
                    .contains(evidence.checkpoint().text().replaceAll("\\s", ""))
                    .contains(evidence.checkpoint()
                            .signatures()
                            .get(0)
                            .keyIdAndSignature()
                            .hex()
                            .substring(0, 8));
        }
    }

    @Test
    void theEvidenceItselfIsInside() throws IOException {
        Evidence evidence = evidence(check().concluded());

        try (PDDocument document = document(evidence)) {
            byte[] attached = Objects.requireNonNull(document.getDocumentCatalog()
                            .getNames()
                            .getEmbeddedFiles()
                            .getNames()
                            .get("evidence.json"))
                    .getEmbeddedFileUnicode()
                    .toByteArray();
            assertThat(new String(attached, UTF_8))
                    .isEqualTo(EvidenceJson.of(evidence).toString());
        }
    }

    @Test
    void itIsTaggedHasATitleAndALanguageAndItsFontInside() throws IOException {
        try (PDDocument document = document(evidence(check().concluded()))) {
            assertThat(document.getDocumentInformation().getTitle()).startsWith("Evidence of exemption check ");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en-GB");
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(document.getDocumentCatalog().getStructureTreeRoot().getKids())
                    .hasSize(1);
            assertThat(document.getDocumentCatalog()
                            .getStructureTreeRoot()
                            .getParentTree()
                            .getNumbers())
                    .hasSize(document.getNumberOfPages());
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
                }
            }
        }
    }

    @Test
    void theSameEvidenceMakesTheSameBytes() {
        Evidence evidence = evidence(check().concluded());

        assertThat(EvidenceDocument.of(evidence)).isEqualTo(EvidenceDocument.of(evidence));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Gwŷn-Llŵyd", "Łukasiewicz-Żółć", "Nguyễn", "O’Brien", "Q̈uark", "Zoe\u0308", "Ştefănescu"})
    void aNameIsPrintedAsItIsWritten(String name) throws IOException {
        try (PDDocument document = document(evidence(check().of(named(name)).concluded()))) {
            assertThat(Normalizer.normalize(text(document), Normalizer.Form.NFC))
                    .contains(Normalizer.normalize(name, Normalizer.Form.NFC));
        }
    }

    @Test
    void aLetterThatTheFontDoesNotHaveIsNamedAndNeverLeftOut() throws IOException {
        try (PDDocument document = document(evidence(check().of(named("王שA")).concluded()))) {
            assertThat(text(document)).contains("[U+738B][U+05E9]A");
        }
    }

    @Test
    void everyKindOfCheckHasADocument() throws IOException {
        for (ExampleCheck each : Examples.everyKindOfCheck()) {
            try (PDDocument document = document(evidence(each.concluded()))) {
                assertThat(document.getNumberOfPages()).isBetween(3, 12);
            }
        }
    }

    private static StatedPatient named(String name) {
        return new StatedPatient(
                PETER_PARKER.nhsNumber(),
                PETER_PARKER.dateOfBirth(),
                PETER_PARKER.postcode(),
                new Surname(name),
                Optional.of(new Forename(name)));
    }

    private static PDDocument document(Evidence evidence) throws IOException {
        return Loader.loadPDF(EvidenceDocument.of(evidence));
    }

    private static String text(PDDocument document) throws IOException {
        return new PDFTextStripper().getText(document);
    }

    /** What a ledger would say of the check, that stands as the second of three in its batch. */
    static Evidence evidence(ConcludedCheck check) {
        CheckFields fields = CheckFields.of(check);
        Seed seed = new Seed(Bytes.of(new byte[Seed.LENGTH]));
        ClearFields clear = fields.clear()
                .with(ClearField.STATED_NUMBER_HASH, Bytes.of(new byte[16]))
                .with(ClearField.PERSON_HASH, Bytes.of(new byte[16]))
                .with(ClearField.SEALED_HASH, Hash.NONE.bytes())
                .with(ClearField.PATIENT_ROOT, fields.patient().root(seed).bytes());
        MerkleTree batch = MerkleTree.of(List.of(Hash.NONE, clear.leaf(), Hash.NONE));
        BatchHeader header = new BatchHeader(
                "rtec1", 7, Moments.monthOf(check.answeredAt()), Hash.NONE, batch.root(), 3, check.answeredAt());
        MerkleTree log = MerkleTree.of(List.of(Hash.NONE, header.hash()));
        CheckpointNote note =
                new Checkpoint("rtec.example", header.month(), 2, log.root()).sign(KEYS.getPrivate(), KEYS.getPublic());
        return new Evidence(
                clear,
                fields.patient().evidence(seed, EnumSet.allOf(PatientField.class)),
                header,
                batch.inclusion(1),
                log.inclusion(1),
                note);
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }
}
