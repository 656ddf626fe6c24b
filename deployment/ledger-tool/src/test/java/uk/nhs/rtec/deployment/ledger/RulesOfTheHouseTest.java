package uk.nhs.rtec.deployment.ledger;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The tool keeps what the service promises; each rule is seen to fail on the tests, which may do what the tool may not. */
final class RulesOfTheHouseTest {

    private static final String TOOL = "uk.nhs.rtec.deployment.ledger";

    private static final JavaClasses DELIVERED = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(TOOL);

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages(TOOL);

    @Test
    void aPatientIsReadInTheClearWhereEvidenceIsShownAndNowhereElse() {
        holds(
                noClasses()
                        .that()
                        .doNotHaveSimpleName("VerifyCommands")
                        .should()
                        .accessTargetWhere(target(name("inTheClear")))
                        .because(
                                "what was disclosed is shown to whoever asked to see it, once it is proved, and to nobody else"));
    }

    @Test
    void evidenceIsVerifiedWithoutTheService() {
        holds(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("uk.nhs.rtec.application..", "uk.nhs.rtec.persistence..", "uk.nhs.rtec.rest..")
                .because("who does not trust the service must not have to run it"));
    }

    @Test
    void whatTheArchiveFindsIsToldByTheCommands() {
        noClasses()
                .that()
                .resideInAPackage(TOOL + ".archive")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .because("an archive is verified by a service's job too, and that has no command line")
                .check(DELIVERED);
        assertThat(DELIVERED).anyMatch(type -> type.getPackageName().equals(TOOL + ".archive"));
    }

    private static void holds(ArchRule rule) {
        rule.check(DELIVERED);
        assertThatThrownBy(() -> rule.check(TESTS)).isInstanceOf(AssertionError.class);
    }
}
