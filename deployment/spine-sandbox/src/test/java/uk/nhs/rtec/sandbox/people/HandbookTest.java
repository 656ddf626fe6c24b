package uk.nhs.rtec.sandbox.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The handbook names everybody and everything that the sandbox starts with. */
class HandbookTest {
    private final List<String> handbook;

    HandbookTest() throws IOException {
        handbook = Files.readAllLines(Path.of("..", "..", "docs", "sandbox.md"));
    }

    @Test
    void everyPersonHasALine() {
        for (Person person : Samples.people()) {
            String line = handbook.stream()
                    .filter(each -> each.startsWith("| " + person.nhsNumber() + " |"))
                    .findFirst()
                    .orElse("");
            assertThat(line)
                    .as(person.nhsNumber())
                    .contains(person.family(), person.birthDate(), person.postcode(), person.purpose());
            assertThat(person.certificates()).as(person.nhsNumber()).allMatch(line::contains);
        }
    }

    @Test
    void everyPrescriptionIsNamed() {
        String all = String.join("\n", handbook);
        assertThat(Samples.prescriptions()).allMatch(each -> all.contains("`" + each.id() + "`"));
    }
}
