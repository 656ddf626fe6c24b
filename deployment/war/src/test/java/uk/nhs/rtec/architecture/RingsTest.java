package uk.nhs.rtec.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.architecture.ruin.application.KnowsTheStore;
import uk.nhs.rtec.architecture.ruin.application.SpeaksHttp;
import uk.nhs.rtec.architecture.ruin.deployment.CuriousHealth;
import uk.nhs.rtec.architecture.ruin.deployment.CuriousWiring;
import uk.nhs.rtec.architecture.ruin.deployment.QueriesTheDatabase;
import uk.nhs.rtec.architecture.ruin.domain.KnowsTheDatabase;
import uk.nhs.rtec.architecture.ruin.domain.KnowsTheUseCase;
import uk.nhs.rtec.architecture.ruin.persistence.AsksRest;
import uk.nhs.rtec.architecture.ruin.persistence.SpeaksHttpToo;
import uk.nhs.rtec.architecture.ruin.rest.AsksSpine;
import uk.nhs.rtec.architecture.ruin.rest.HoardsForeignTypes;
import uk.nhs.rtec.architecture.ruin.rest.KnowsTheDeployment;
import uk.nhs.rtec.architecture.ruin.rest.here.Here;
import uk.nhs.rtec.architecture.ruin.rest.there.There;
import uk.nhs.rtec.architecture.ruin.spine.AsksPersistence;
import uk.nhs.rtec.architecture.ruin.spine.ReadsFiles;

/** Who may know whom: each ring those further in, no adapter another one, nobody the deployment, and foreign types stay at home. */
final class RingsTest {

    /** What the inner rings may use of the JDK: nothing that reaches out of the process. */
    private static final String[] LANGUAGE = {
        "java.lang..",
        "java.math..",
        "java.text..",
        "java.time..",
        "java.util",
        "java.util.concurrent..",
        "java.util.function..",
        "java.util.regex..",
        "java.util.stream..",
        "org.jspecify.annotations.."
    };

    /** What the proofs of the ledger are made with: hashes, signatures, bytes; nothing of it reaches out of the process, either. */
    private static final String[] HASHING = {
        "java.nio", "java.nio.charset", "java.security", "java.security.spec", "javax.crypto", "javax.crypto.spec"
    };

    private static final String[] DATABASE = {
        "org.hibernate..",
        "jakarta.persistence..",
        "org.flywaydb..",
        "org.postgresql..",
        "org.h2..",
        "java.sql..",
        "javax.sql.."
    };

    @ParameterizedTest
    @ValueSource(strings = {"domain", "application", "rest", "spine", "persistence", "deployment"})
    void everyRingHasClassesForTheRulesToGuard(String ring) {
        assertThat(House.RTEC.isBuilt(House.RTEC.ring(ring))).isTrue();
    }

    @Test
    void theDomainKnowsNothingButTheLanguage() {
        SeenToFail.on(KnowsTheDatabase.class, KnowsTheUseCase.class).andHolds(house -> classes()
                .that()
                .resideInAnyPackage(house.domain())
                .should()
                .onlyDependOnClassesThat(isOf(house.domain(), LANGUAGE, HASHING))
                .because("what the business rules mean must not hang on any technology"));
    }

    @Test
    void theUseCasesKnowNothingButTheDomain() {
        SeenToFail.on(SpeaksHttp.class, KnowsTheStore.class).andHolds(house -> classes()
                .that()
                .resideInAnyPackage(house.application())
                .should()
                .onlyDependOnClassesThat(isOf(house.application(), house.domain(), LANGUAGE))
                .because("a use case tells the story through its ports, and does not know who stands behind them"));
    }

    @Test
    void theApisKnowNoOtherAdapter() {
        SeenToFail.on(AsksSpine.class, KnowsTheDeployment.class)
                .andHolds(house -> isKeptFrom(house, house.rest(), house.spine(), house.persistence()));
    }

    @Test
    void theClientsOfSpineKnowNoOtherAdapter() {
        SeenToFail.on(AsksPersistence.class)
                .andHolds(house -> isKeptFrom(house, house.spine(), house.rest(), house.persistence()));
    }

    @Test
    void theStoresKnowNoOtherAdapter() {
        SeenToFail.on(AsksRest.class)
                .andHolds(house -> isKeptFrom(house, house.persistence(), house.rest(), house.spine()));
    }

    @Test
    void nobodyKnowsTheDeployment() {
        SeenToFail.on(KnowsTheDeployment.class).andHolds(house -> noClasses()
                .that()
                .resideOutsideOfPackages(house.deployment())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(house.deployment())
                .because("what makes the service run can be exchanged without touching what it does"));
    }

    @Test
    void noPackagesKnowEachOtherInACircle() {
        SeenToFail.on(Here.class, There.class).andHolds(house -> slices().assignedFrom(PACKAGES)
                .should()
                .beFreeOfCycles()
                .because("of two packages in a circle neither can be understood, or changed, alone"));
    }

    @Test
    void theDatabaseStaysInPersistence() {
        SeenToFail.on(KnowsTheDatabase.class, HoardsForeignTypes.class, QueriesTheDatabase.class)
                .andHolds(house -> staysIn(
                        resideInAnyPackage(house.persistence())
                                .or(house.wiring())
                                .or(house.health()),
                        DATABASE));
        SeenToFail.on(CuriousWiring.class).andHolds(house -> noClasses()
                .that(house.wiring())
                .should()
                .dependOnClassesThat(resideInAnyPackage(DATABASE).and(not(equivalentTo(DataSource.class))))
                .because("the wiring hands the database over, and asks it nothing"));
        SeenToFail.on(CuriousHealth.class).andHolds(house -> noClasses()
                .that(house.health())
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(DATABASE).and(not(resideInAnyPackage("java.sql..", "javax.sql.."))))
                .because("a health check asks whether the database is there, not what is in it"));
        isKnownIn(House.RTEC.persistence(), DATABASE);
    }

    @Test
    void restClientsAndTheirFaultToleranceStayInSpine() {
        String[] clients = {
            "org.eclipse.microprofile.rest.client..",
            "org.eclipse.microprofile.faulttolerance..",
            "org.wildfly.security.."
        };
        SeenToFail.on(HoardsForeignTypes.class)
                .andHolds(house -> staysIn(resideInAnyPackage(house.spine()).or(house.wiring()), clients));
        isKnownIn(House.RTEC.spine(), clients);
    }

    @Test
    void filesAreReadInRest() {
        SeenToFail.on(ReadsFiles.class)
                .andHolds(house -> staysIn(resideInAnyPackage(house.rest()), "de.siegmar.fastcsv.."));
        isKnownIn(House.RTEC.rest(), "de.siegmar.fastcsv..");
    }

    @Test
    void tokensAreReadAndSignedInTheAccessPackages() {
        String[] tokens = {"org.jose4j..", "io.smallrye.."};
        SeenToFail.on(HoardsForeignTypes.class)
                .andHolds(house -> staysIn(
                        resideInAnyPackage(house.ring("rest.access"))
                                .or(resideInAnyPackage(house.ring("spine.access"))),
                        tokens));
        isKnownIn(House.RTEC.ring("rest.access"), tokens);
        isKnownIn(House.RTEC.ring("spine.access"), tokens);
    }

    @Test
    void httpIsSpokenByTheRingsThatSpeakIt() {
        String[] http = {"jakarta.ws.rs..", "jakarta.servlet..", "org.jboss.resteasy.."};
        SeenToFail.on(SpeaksHttp.class, SpeaksHttpToo.class)
                .andHolds(house -> staysIn(
                        resideInAnyPackage(house.rest())
                                .or(resideInAnyPackage(house.spine()))
                                .or(resideInAnyPackage(house.deployment())),
                        http));
        isKnownIn(House.RTEC.rest(), http);
    }

    @Test
    void settingsAreReadAndMetersKeptInTheDeployment() {
        String[] operation = {"org.eclipse.microprofile.config..", "io.micrometer.."};
        SeenToFail.on(HoardsForeignTypes.class)
                .andHolds(house -> staysIn(resideInAnyPackage(house.deployment()), operation));
        isKnownIn(House.RTEC.deployment(), operation);
    }

    private static final SliceAssignment PACKAGES = new SliceAssignment() {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    private static ArchRule isKeptFrom(House house, String[] adapter, String[] first, String[] second) {
        return noClasses()
                .that()
                .resideInAnyPackage(adapter)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(and(and(first, second), house.deployment()))
                .because(
                        "an adapter is one technology and one port: what it needs of another goes through the application");
    }

    private static ArchRule staysIn(DescribedPredicate<JavaClass> home, String... library) {
        return noClasses()
                .that(not(home))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .because("a foreign type that leaves its module takes its technology along");
    }

    /** A rule about a library that nobody uses would guard nothing. */
    private static void isKnownIn(String[] home, String... library) {
        assertThat(House.RTEC.classes().stream()
                        .filter(resideInAnyPackage(home))
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(Dependency::getTargetClass)
                        .filter(resideInAnyPackage(library)))
                .as("the use of %s in %s", Arrays.toString(library), Arrays.toString(home))
                .isNotEmpty();
    }

    private static DescribedPredicate<JavaClass> isOf(String[]... packages) {
        String[] all = Arrays.stream(packages).flatMap(Arrays::stream).toArray(String[]::new);
        return DescribedPredicate.describe(
                "are of " + String.join(", ", all),
                type -> resideInAnyPackage(all).test(type.getBaseComponentType())
                        || type.getBaseComponentType().isPrimitive());
    }

    private static String[] and(String[] some, String[] others) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(others)).toArray(String[]::new);
    }
}
