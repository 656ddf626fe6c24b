package uk.nhs.rtec.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;

/** A house of rings: the one that is built here, or the ruin that breaks every rule of it. */
record House(String root) {

    static final House RTEC = new House("uk.nhs.rtec");
    static final House RUIN = new House("uk.nhs.rtec.architecture.ruin");

    private static final Map<House, JavaClasses> CLASSES = new ConcurrentHashMap<>();

    /** Every class of this house; of the real one those that are delivered, and none of a test. */
    JavaClasses classes() {
        return CLASSES.computeIfAbsent(this, house -> {
            ImportOption option = house.equals(RTEC) ? House::isDelivered : location -> true;
            return new ClassFileImporter().withImportOption(option).importPackages(house.root);
        });
    }

    String[] domain() {
        return ring("domain");
    }

    String[] application() {
        return ring("application");
    }

    String[] rest() {
        return ring("rest");
    }

    String[] spine() {
        return ring("spine");
    }

    String[] persistence() {
        return ring("persistence");
    }

    String[] deployment() {
        return ring("deployment");
    }

    /** What hands everything over to everybody. */
    DescribedPredicate<JavaClass> wiring() {
        return resideInAnyPackage(deployment())
                .and(simpleNameEndingWith("Wiring"))
                .as("wiring");
    }

    /** What tells the operator how the service is. */
    DescribedPredicate<JavaClass> health() {
        return resideInAnyPackage(deployment())
                .and(assignableTo(HealthCheck.class))
                .as("health checks");
    }

    /** A part of the house; the ruin stands on the real one's ground, so that its classes may use what the real ones may. */
    String[] ring(String name) {
        return Stream.of(root, RTEC.root)
                .distinct()
                .map(house -> house + "." + name + "..")
                .toArray(String[]::new);
    }

    /** Whether a ring has any class, besides those that describe its packages. */
    boolean isBuilt(String... ring) {
        return classes().stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .anyMatch(resideInAnyPackage(ring));
    }

    private static boolean isDelivered(Location location) {
        return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
}
