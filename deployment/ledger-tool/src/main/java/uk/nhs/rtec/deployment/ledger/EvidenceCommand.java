package uk.nhs.rtec.deployment.ledger;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.nhs.rtec.deployment.ledger.archive.MonthArchive;
import uk.nhs.rtec.deployment.ledger.archive.OnDisk;
import uk.nhs.rtec.deployment.ledger.archive.Place;
import uk.nhs.rtec.deployment.ledger.archive.Unusable;
import uk.nhs.rtec.domain.proof.Evidence;
import uk.nhs.rtec.domain.proof.PatientEvidence;
import uk.nhs.rtec.domain.proof.PatientField;
import uk.nhs.rtec.persistence.ledger.WrappedKeys;

/** Gives evidence of a check out of the archive of its month, without any database. */
@Command(
        name = "evidence",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the evidence of one check out of the archive of its month, in the form in which the service gives"
                    + " it. It is written only when it verifies.",
            "What is hidden of the patient is made of what is sealed, too: the ledger's key store is needed ("
                    + KeyStoreSettings.NEEDED + "). Where that must not be, restore the month and ask the service."
        })
final class EvidenceCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before it calls a command
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "<folder>")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Parameters(index = "1", paramLabel = "<check id>")
    @SuppressWarnings("NullAway.Init")
    private UUID check;

    @Option(names = "--key", required = true, paramLabel = "<key.pem>", description = VerifyCommands.KEY)
    private List<Path> keys = List.of();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "<evidence.json>",
            description = "A new file; what is disclosed of the patient stands in it, and nothing of it is printed.")
    @SuppressWarnings("NullAway.Init")
    private Path to;

    @Option(
            names = "--disclose",
            split = ",",
            paramLabel = "<field>",
            description = "Fields of the patient to disclose, such as stated_surname, or 'all', as the service does;"
                    + " otherwise all are hidden.")
    private List<String> disclose = List.of();

    EvidenceCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Unusable, IOException {
        List<PublicKey> ledgersKeys = PublicKeyFile.all(keys);
        Set<PatientField> disclosed = disclosed();
        MonthArchive archive = MonthArchive.in(folder);
        Findings findings = new Findings(spec.commandLine().getOut());
        Place place = archive.find(check, findings)
                .orElseThrow(() -> new Unusable("the archive has no check " + check + ", or not what proves it"));
        if (!findings.isEmpty()) {
            return findings.verdict("the archive; 'verify month' tells more");
        }
        Evidence evidence = place.evidence(patient(archive, place, disclosed));
        boolean isVerified = evidence.verify(ledgersKeys).map(verified -> true, notVerified -> {
            notVerified.flaws().forEach(flaw -> findings.say(flaw + ": the archive does not prove the check"));
            return false;
        });
        if (isVerified) {
            write(evidence);
        }
        return findings.verdict("check " + check + (isVerified ? ", in " + to : "; nothing was written"));
    }

    private PatientEvidence patient(MonthArchive archive, Place place, Set<PatientField> disclosed) throws Unusable {
        JsonObject json = archive.key()
                .orElseThrow(
                        () -> new Unusable("the people of this month were erased: there is no new evidence of it"));
        WrappedKeys keys = KeyJson.read(json);
        try {
            return keys.patient(
                    new KeyStoreSettings(surroundings).wrapping(keys.wrappedBy()),
                    place.check(),
                    place.sealed(),
                    disclosed);
        } catch (IllegalStateException e) {
            throw new Unusable("the key store does not open what is sealed in this archive");
        }
    }

    private Set<PatientField> disclosed() throws Unusable {
        if (disclose.equals(List.of("all"))) {
            return EnumSet.allOf(PatientField.class);
        }
        Set<PatientField> fields = EnumSet.noneOf(PatientField.class);
        for (String word : disclose) {
            fields.add(PatientField.ofWord(word).orElseThrow(() -> new Unusable("there is no such field to disclose")));
        }
        return fields;
    }

    private void write(Evidence evidence) throws Unusable, IOException {
        try {
            OnDisk.create(to);
        } catch (FileAlreadyExistsException e) {
            throw new Unusable(to + " is there already");
        }
        Files.writeString(to, EvidenceJson.of(evidence) + "\n", StandardCharsets.UTF_8);
    }
}
