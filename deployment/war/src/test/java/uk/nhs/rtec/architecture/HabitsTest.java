package uk.nhs.rtec.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.architecture.ruin.application.CountsMilliseconds;
import uk.nhs.rtec.architecture.ruin.application.LooksAtTheClock;
import uk.nhs.rtec.architecture.ruin.deployment.TellsTimeByItself;
import uk.nhs.rtec.architecture.ruin.rest.CheckServiceImpl;
import uk.nhs.rtec.architecture.ruin.rest.LogsElsewhere;
import uk.nhs.rtec.architecture.ruin.rest.PrintsToTheConsole;
import uk.nhs.rtec.architecture.ruin.rest.SleepsOnTheJob;
import uk.nhs.rtec.architecture.ruin.rest.util.Anything;

/** How code is written here, as far as a machine can see it. */
final class HabitsTest {

    @Test
    void timeComesInThroughTheDoor() {
        SeenToFail.on(LooksAtTheClock.class, CountsMilliseconds.class, TellsTimeByItself.class)
                .andHolds(
                        house -> noClasses()
                                .that(not(house.wiring()))
                                .should()
                                .accessTargetWhere(LOOKS_AT_THE_CLOCK)
                                .because(
                                        "what hangs on the time can be tested, and explained years later, only when it was told the time"));
    }

    @Test
    void nothingIsPrinted() {
        SeenToFail.on(PrintsToTheConsole.class).andHolds(house -> noClasses()
                .should()
                .accessTargetWhere(PRINTS)
                .because("the console has no level, no format and no reader, and a stack trace may tell of a patient"));
    }

    @Test
    void whatIsLoggedGoesThroughSystemLogger() {
        SeenToFail.on(LogsElsewhere.class).andHolds(house -> noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.logging..",
                        "org.jboss.logging..",
                        "org.slf4j..",
                        "org.apache.logging..",
                        "org.apache.log4j..",
                        "org.apache.commons.logging..")
                .because("where logs go is the server's business, and one way to log can be watched over"));
    }

    @Test
    void nobodySleeps() {
        SeenToFail.on(SleepsOnTheJob.class).andHolds(house -> noClasses()
                .should()
                .accessTargetWhere(SLEEPS)
                .because("a thread that sleeps waits for a guess; wait for the condition, with a deadline"));
    }

    @Test
    void aClassIsNamedForWhatItIs() {
        SeenToFail.on(CheckServiceImpl.class, CheckServiceImpl.ResultDto.class).andHolds(house -> noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Dto|DTO|Service|Port)")
                .because("such a name says what kind of thing it is, and not which"));
    }

    @Test
    void aPackageIsNamedForItsSubject() {
        SeenToFail.on(Anything.class).andHolds(house -> noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..",
                        "..utils..",
                        "..helper..",
                        "..common..",
                        "..dto..",
                        "..service..",
                        "..port..",
                        "..impl..")
                .because("the module says the ring, and the package says the subject"));
    }

    @Test
    void everyPackageSaysWhetherItKnowsNull() {
        SeenToFail.on(Anything.class).andHolds(house -> classes()
                .should(BE_IN_A_NULL_MARKED_PACKAGE)
                .because("where a package is not null-marked the compiler does not look for null"));
    }

    /** Looks for itself, instead of asking the clock that it was given. System.nanoTime is no clock: it tells no time, it measures. */
    private static final DescribedPredicate<JavaAccess<?>> LOOKS_AT_THE_CLOCK =
            accesses("looks at the clock", method -> {
                JavaClass owner = method.getOwner();
                String name = method.getName();
                boolean told = method instanceof AccessTarget.CodeUnitAccessTarget unit
                        && unit.getRawParameterTypes().stream()
                                .anyMatch(type -> type.isAssignableTo(InstantSource.class));
                return (!told && name.equals("now") && !owner.getPackageName().startsWith(House.RTEC.root()))
                        || (owner.isAssignableTo(InstantSource.class) && name.startsWith("system"))
                        || (!told && owner.isAssignableTo(Clock.class) && name.startsWith("tick"))
                        || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"))
                        || (owner.isEquivalentTo(Calendar.class) && name.equals("getInstance"))
                        || (owner.isEquivalentTo(Date.class)
                                && method instanceof AccessTarget.ConstructorCallTarget made
                                && made.getRawParameterTypes().isEmpty())
                        // jose4j's claims, which look by themselves.
                        || name.equals("setIssuedAtToNow")
                        || name.endsWith("InTheFuture")
                        || name.endsWith("InThePast");
            });

    private static final DescribedPredicate<JavaAccess<?>> PRINTS = accesses(
            "prints",
            member -> (member.getOwner().isEquivalentTo(System.class)
                            && Set.of("out", "err").contains(member.getName()))
                    || (member.getOwner().isAssignableTo(Throwable.class)
                            && member.getName().equals("printStackTrace")));

    private static final DescribedPredicate<JavaAccess<?>> SLEEPS = accesses(
            "sleeps",
            method -> method.getName().equals("sleep")
                    && (method.getOwner().isAssignableTo(Thread.class)
                            || method.getOwner().isEquivalentTo(TimeUnit.class)));

    private static final ArchCondition<JavaClass> BE_IN_A_NULL_MARKED_PACKAGE =
            new ArchCondition<>("be in a package that is @NullMarked") {

                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    events.add(new SimpleConditionEvent(
                            type,
                            type.getPackage().isAnnotatedWith(NullMarked.class),
                            type.getName() + " is in a package that is not @NullMarked"));
                }
            };

    private static DescribedPredicate<JavaAccess<?>> accesses(String description, Predicate<AccessTarget> target) {
        return DescribedPredicate.describe(description, access -> target.test(access.getTarget()));
    }
}
