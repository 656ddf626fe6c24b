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
                        .and()
                        .doNotHaveSimpleName("EvidenceJson")
                        .should()
                        .accessTargetWhere(target(name("inTheClear")))
                        .because(
                                "what was disclosed is shown, or written into evidence, for whoever asked for it, once it is proved, and for nobody else"));
    }

    @Test
    void evidenceIsVerifiedWithoutTheService() {
        holds(noClasses()
                .that()
                .resideInAPackage(TOOL + ".archive")
                .or()
                .haveSimpleName("VerifyCommands")
                .or()
                .haveSimpleName("EvidenceJson")
                .or()
                .haveSimpleName("PublicKeyFile")
                .or()
                .haveSimpleName("Findings")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "uk.nhs.rtec.application..", "uk.nhs.rtec.persistence..", "uk.nhs.rtec.rest..", "java.sql..")
                .because("who does not trust the service must not have to run it"));
    }

    @Test
    void theServiceIsNotAskedToRun() {
        holds(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("uk.nhs.rtec.application..", "uk.nhs.rtec.rest..", "org.hibernate..")
                        .because(
                                "the tool goes to the database as its keeper, not as the service, and brings no more than that needs"));
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
