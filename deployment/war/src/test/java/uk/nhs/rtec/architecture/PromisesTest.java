package uk.nhs.rtec.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.audit.CheckHistory;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.architecture.ruin.application.HearsOfThePatient;
import uk.nhs.rtec.architecture.ruin.application.NamesThePatient;
import uk.nhs.rtec.architecture.ruin.application.RecordsByItself;
import uk.nhs.rtec.architecture.ruin.rest.AnswersUnrecorded;
import uk.nhs.rtec.architecture.ruin.rest.LeavesTheDoorOpen;
import uk.nhs.rtec.architecture.ruin.rest.LogsExceptions;
import uk.nhs.rtec.architecture.ruin.rest.TellsDetails;
import uk.nhs.rtec.architecture.ruin.rest.TellsDetailsByReference;
import uk.nhs.rtec.architecture.ruin.rest.TellsPrescriptions;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.covid.LoginToken;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.FullName;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.proof.Bytes;

/** What patients and auditors are promised: nothing is told, nothing is answered, and nobody is let in, besides what must be. */
final class PromisesTest {

    @Test
    void detailsOfPatientsAreReadInTheClearWhereTheyMustBeAndNowhereElse() {
        SeenToFail.on(TellsDetails.class, TellsDetailsByReference.class, TellsPrescriptions.class)
                .andHolds(house -> noClasses()
                        .that()
                        .resideOutsideOfPackages(house.domain())
                        .and()
                        .resideOutsideOfPackages(house.persistence())
                        .and()
                        .resideOutsideOfPackages(house.spine())
                        .and()
                        .resideOutsideOfPackages(house.ring("rest.audit"))
                        .and()
                        .resideOutsideOfPackages(house.ring("rest.claim"))
                        .and()
                        .resideOutsideOfPackages(house.ring("rest.register"))
                        .and()
                        // A patient's app is told what was captured of that patient, and an officer what cannot be
                        // verified.
                        .resideOutsideOfPackages(house.ring("rest.covid"))
                        .should()
                        .accessTargetWhere(READS_IN_THE_CLEAR)
                        .because(
                                "a patient's details in the clear belong on the wire to Spine, in the stores, before an"
                                        + " auditor or a register officer, and in the COVID-19 answer to the patient's own"
                                        + " app, nowhere else"));
    }

    @Test
    void everyDetailOfAPatientIsKnownToBeOne() {
        Set<String> known = Stream.of(
                        NhsNumber.class,
                        DateOfBirth.class,
                        Postcode.class,
                        Surname.class,
                        Forename.class,
                        FullName.class,
                        LoginToken.class,
                        PrescriptionId.class,
                        Bytes.class)
                .map(Class::getName)
                .collect(Collectors.toSet());
        assertThat(House.RTEC.classes().stream()
                        .filter(resideInAnyPackage(House.RTEC.domain()))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getName().equals("inTheClear"))
                        .map(method -> method.getOwner().getName()))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void onlyALedgerMakesARecordedCheck() {
        SeenToFail.on(AnswersUnrecorded.class, RecordsByItself.class).andHolds(house -> {
            Set<String> ledgers = house.classes().stream()
                    .filter(resideInAnyPackage(house.persistence()))
                    .filter(type -> !type.isInterface())
                    .filter(type -> type.isAssignableTo(CheckLedger.class) || type.isAssignableTo(CheckHistory.class))
                    .map(JavaClass::getPackageName)
                    .collect(Collectors.toSet());
            return noClasses()
                    .that(DescribedPredicate.describe(
                            "are in no ledger's package " + ledgers, type -> !ledgers.contains(type.getPackageName())))
                    .should()
                    .accessTargetWhere(DescribedPredicate.describe(
                            "makes a recorded check",
                            access -> access.getTargetOwner().isEquivalentTo(RecordedCheck.class)
                                    && access.getTarget().getName().equals(JavaConstructor.CONSTRUCTOR_NAME)))
                    .because("only what is in the ledger may be answered, and only a ledger knows what is in it");
        });
    }

    @Test
    void everyResourceMethodSaysWhoMayCallIt() {
        SeenToFail.on(LeavesTheDoorOpen.class).andHolds(house -> methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .and()
                .areDeclaredInClassesThat()
                // There the same annotations describe an upstream, which nobody calls through us.
                .resideOutsideOfPackages(house.spine())
                .should()
                .beAnnotatedWith(RolesAllowed.class)
                .orShould()
                .beAnnotatedWith(PermitAll.class)
                .because("a door is never left open by forgetting it"));
    }

    @Test
    void noLogIsHandedAnExceptionOrAnObject() {
        SeenToFail.on(LogsExceptions.class).andHolds(house -> noClasses()
                .should()
                .accessTargetWhere(LOGS_WHAT_PRINTS_ITSELF)
                .because("the message of somebody else's exception may hold what a patient told"));
    }

    @Test
    void noExceptionKnowsAPatient() {
        SeenToFail.on(NamesThePatient.class, HearsOfThePatient.class).andHolds(house -> classes()
                .that()
                .areAssignableTo(Throwable.class)
                .should(KNOW_NOTHING_OF_THE_CHECK)
                .because("exceptions end in logs and in answers, and a patient belongs in neither"));
    }

    /** Reads a text or a day off a value that hides it; not the names of enumerations, which are nobody's. */
    private static final DescribedPredicate<JavaAccess<?>> READS_IN_THE_CLEAR = DescribedPredicate.describe(
            "reads a detail in the clear",
            access -> isHidden(access)
                    && access.getTarget().resolveMember().orElse(null) instanceof JavaMethod method
                    && !method.getName().equals("toString")
                    && (method.getRawReturnType().isEquivalentTo(String.class)
                            || method.getRawReturnType().isEquivalentTo(LocalDate.class)));

    private static final DescribedPredicate<JavaAccess<?>> LOGS_WHAT_PRINTS_ITSELF = DescribedPredicate.describe(
            "logs an exception or an object",
            access -> access.getTargetOwner().isAssignableTo(System.Logger.class)
                    && access.getTarget().resolveMember().orElse(null) instanceof JavaMethod method
                    && method.getName().equals("log")
                    && method.getRawParameterTypes().stream()
                            .anyMatch(
                                    type -> type.isAssignableTo(Throwable.class) || type.isEquivalentTo(Object.class)));

    private static final ArchCondition<JavaClass> KNOW_NOTHING_OF_THE_CHECK =
            new ArchCondition<>("have no field and no constructor parameter that tells of a check or a patient") {

                @Override
                public void check(JavaClass exception, ConditionEvents events) {
                    Stream<JavaClass> fields = exception.getAllFields().stream()
                            .flatMap(field -> field.getType().getAllInvolvedRawTypes().stream());
                    Stream<JavaClass> parameters = exception.getConstructors().stream()
                            .map(JavaCodeUnit::getParameterTypes)
                            .flatMap(types -> types.stream().flatMap(type -> type.getAllInvolvedRawTypes().stream()));
                    Set<String> told = Stream.concat(fields, parameters)
                            .filter(type ->
                                    resideInAnyPackage(House.RTEC.domain()).test(type) && !type.isEnum())
                            .map(JavaClass::getName)
                            .collect(Collectors.toSet());
                    events.add(new SimpleConditionEvent(
                            exception, told.isEmpty(), exception.getName() + " knows " + told));
                }
            };

    /** What hides itself: everything about a patient, and whatever else says that it does. */
    private static boolean isHidden(JavaAccess<?> access) {
        JavaClass type = access.getTargetOwner();
        boolean patient = resideInAnyPackage("uk.nhs.rtec.domain.patient..").test(type) && !type.isEnum();
        return patient
                || type.isEquivalentTo(PrescriptionId.class)
                || access.getTarget().getName().equals("inTheClear");
    }
}
