package uk.nhs.rtec.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nhs.rtec.domain.claim.ClaimedExemption;
import uk.nhs.rtec.domain.covid.AppId;
import uk.nhs.rtec.domain.covid.CovidRecordId;
import uk.nhs.rtec.domain.covid.LoginToken;
import uk.nhs.rtec.domain.event.DeathStatus;
import uk.nhs.rtec.domain.event.EventId;
import uk.nhs.rtec.domain.event.EventKind;
import uk.nhs.rtec.domain.event.NationalEvent;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.Validity;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.FullName;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.Checkpoint;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.Spelling;
import uk.nhs.rtec.domain.proof.Subtrees;
import uk.nhs.rtec.domain.proof.Words;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** What may not be logged does not print itself: of every class of the domain, one with a patient in it is printed here. */
final class NothingPrintsAPatientTest {

    private static final Map<Class<?>, Object> PATIENT = Map.of(
            NhsNumber.class, new NhsNumber("9434765919"),
            Surname.class, new Surname("Parker"),
            Forename.class, new Forename("Peter"),
            FullName.class, new FullName("Peter Parker"),
            DateOfBirth.class, new DateOfBirth(LocalDate.of(1985, 6, 15)),
            Postcode.class, new Postcode("NE3 2JH"),
            PrescriptionId.class, new PrescriptionId("471BC8-P83027-34B75X"),
            CertificateNumber.class, new CertificateNumber("MAT/7788-99"),
            LoginToken.class, new LoginToken("9434765919.parker.peter"),
            // As many as a hash, a seed or a salt has.
            Bytes.class, Bytes.ofText("9434765919 parker peter ne32jh ."));

    private static final Map<Class<?>, Object> ANYTHING_ELSE = Map.ofEntries(
            Map.entry(AppId.class, new AppId("an-app")),
            Map.entry(Asid.class, new Asid("200000010371")),
            Map.entry(CovidRecordId.class, new CovidRecordId("220417-1.1")),
            Map.entry(EventId.class, new EventId("an-event")),
            Map.entry(SubscriptionId.class, new SubscriptionId("a-subscription")),
            Map.entry(ClaimedExemption.class, new ClaimedExemption("9180")),
            Map.entry(OdsCode.class, new OdsCode("FML84")),
            Map.entry(SdsUserId.class, new SdsUserId("504309731017")),
            Map.entry(Validity.class, new Validity(LocalDate.of(2025, 1, 1), LocalDate.of(2028, 12, 31))),
            Map.entry(LocalDate.class, LocalDate.of(2026, 2, 3)),
            Map.entry(Instant.class, Instant.parse("2026-02-03T09:15:00Z")),
            Map.entry(UUID.class, new UUID(1, 2)),
            Map.entry(YearMonth.class, YearMonth.of(2026, 2)),
            Map.entry(Subtrees.class, Subtrees.of(List.of())),
            Map.entry(
                    BatchHeader.class,
                    new BatchHeader("a", 1, YearMonth.of(2026, 2), Hash.NONE, Hash.NONE, 1, Instant.EPOCH)),
            Map.entry(Checkpoint.class, new Checkpoint("a", YearMonth.of(2026, 2), 1, Hash.NONE)),
            Map.entry(Spelling.class, Words.STATE),
            Map.entry(
                    NationalEvent.class,
                    new NationalEvent(
                            new EventId("a5b0f2f4-3f38-4d5b-9a65-0b7c2f1f9d01"),
                            Optional.of(EventKind.DEATH),
                            new NhsNumber("9434765919"),
                            Optional.of(DeathStatus.FORMAL),
                            Instant.parse("2026-02-03T09:15:00Z"))),
            Map.entry(int.class, 1),
            Map.entry(Integer.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(String.class, "a-correlation-id"));

    /** In any spelling: a birth date whichever way round, a postcode with its space or without. */
    private static final List<String> NEVER_PRINTED = List.of(
            "9434765919",
            "parker",
            "peter",
            "1985",
            "06-15",
            "15/06",
            "ne3",
            "2jh",
            "471bc8",
            "p83027",
            "34b75x",
            "7788");

    @ParameterizedTest
    @MethodSource("records")
    void aRecordOfTheDomainPrintsNothingOfThePatientInIt(Class<?> type) {
        String printed = sample(type).toString().toLowerCase(Locale.ROOT);

        assertThat(NEVER_PRINTED).noneMatch(printed::contains);
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRefusalDoesNotPrintWhatItRefuses(Class<?> type) {
        if (type.getRecordComponents().length == 1 && type.getRecordComponents()[0].getType() == String.class) {
            Throwable refusal = catchThrowable(() -> constructed(type, "9434765919 parker\u0000"));

            assertThat(refusal).isInstanceOf(IllegalArgumentException.class);
            assertThat(NEVER_PRINTED).noneMatch(String.valueOf(refusal.getMessage())::contains);
        }
    }

    @Test
    void bytesPrintNothingThatIsInThem() {
        String printed = String.valueOf(PATIENT.get(Bytes.class));

        assertThat(NEVER_PRINTED).noneMatch(printed::contains);
    }

    @Test
    void theWalkSeesThePatientThatItLooksFor() {
        record Careless(NhsNumber patient, String name) {}
        String printed = new Careless(new NhsNumber("9434765919"), "Parker").toString();

        assertThat(NEVER_PRINTED.stream().filter(printed.toLowerCase(Locale.ROOT)::contains))
                .containsExactly("parker");
    }

    @Test
    void theWalkCoversEveryClassThatCanHoldAnything() throws IOException, URISyntaxException {
        assertThat(records()).hasSizeGreaterThan(30).contains(NhsNumber.class);
        assertThat(classes()
                        .filter(type -> !type.isRecord() && !type.isEnum() && !type.isInterface())
                        .filter(type -> !type.isSynthetic() && !type.isAnonymousClass())
                        .filter(type -> !PATIENT.containsKey(type) && !ANYTHING_ELSE.containsKey(type)))
                .as("a class that is no record has no fields of its own, so nothing to print")
                .allMatch(type -> Arrays.stream(type.getDeclaredFields())
                        .allMatch(field -> Modifier.isStatic(field.getModifiers())));
    }

    static Stream<Class<?>> records() throws IOException, URISyntaxException {
        return classes().filter(Class::isRecord);
    }

    private static Stream<Class<?>> classes() throws IOException, URISyntaxException {
        Path root = Path.of(NhsNumber.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(root)) {
            List<Class<?>> classes = files.filter(file -> file.toString().endsWith(".class"))
                    .map(root::relativize)
                    .map(file -> file.toString()
                            .replace(".class", "")
                            .replace(file.getFileSystem().getSeparator(), "."))
                    .filter(name -> !name.endsWith("package-info") && !name.endsWith("module-info"))
                    .<Class<?>>map(NothingPrintsAPatientTest::named)
                    .toList();
            return classes.stream();
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(name, e);
        }
    }

    private static Object sample(Type type) {
        if (type instanceof ParameterizedType generic) {
            Object content = sample(generic.getActualTypeArguments()[0]);
            if (generic.getRawType() == Optional.class) {
                return Optional.of(content);
            }
            if (generic.getRawType() == Map.class) {
                return everyKey(generic.getActualTypeArguments()[0]).stream()
                        .collect(Collectors.toMap(
                                Function.identity(), key -> sample(generic.getActualTypeArguments()[1])));
            }
            return generic.getRawType() == Set.class ? Set.of(content) : List.of(content);
        }
        Class<?> raw = (Class<?>) type;
        if (PATIENT.containsKey(raw)) {
            return PATIENT.get(raw);
        }
        if (ANYTHING_ELSE.containsKey(raw)) {
            return ANYTHING_ELSE.get(raw);
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        }
        if (raw.isSealed()) {
            return sample(raw.getPermittedSubclasses()[0]);
        }
        assertThat(raw.isRecord()).as("a sample of %s is needed here", raw).isTrue();
        return constructed(
                raw,
                Arrays.stream(raw.getRecordComponents())
                        .map(component -> sample(component.getGenericType()))
                        .toArray());
    }

    private static List<Object> everyKey(Type type) {
        return type instanceof Class<?> key && key.isEnum()
                ? List.<Object>of(key.getEnumConstants())
                : List.of(sample(type));
    }

    private static Object constructed(Class<?> type, Object... arguments) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                throw refusal;
            }
            throw new LinkageError(type.getName(), e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type.getName(), e);
        }
    }
}
