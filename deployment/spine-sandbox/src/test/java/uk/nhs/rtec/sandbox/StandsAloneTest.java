package uk.nhs.rtec.sandbox;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.elsewhere.BorrowedByTheSandbox;
import uk.nhs.rtec.sandbox.borrowed.BorrowsFromTheService;

/** The sandbox is a program of its own. */
final class StandsAloneTest {

    private static final ArchRule STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("uk.nhs.rtec.sandbox..")
            .should()
            .dependOnClassesThat(resideInAPackage("uk.nhs.rtec..").and(not(resideInAPackage("uk.nhs.rtec.sandbox.."))))
            .because("a stand-in that shares code with what it tests shares its mistakes, and then proves nothing");

    @Test
    void theRuleReportsWhoBorrowsFromTheService() {
        assertThat(STANDS_ALONE
                        .evaluate(new ClassFileImporter().importClasses(BorrowsFromTheService.class))
                        .getFailureReport()
                        .getDetails())
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation).contains(BorrowedByTheSandbox.class.getName()));
    }

    @Test
    void nothingOfTheSandboxIsBorrowedFromTheService() {
        STANDS_ALONE.check(new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("uk.nhs.rtec.sandbox"));
    }
}
