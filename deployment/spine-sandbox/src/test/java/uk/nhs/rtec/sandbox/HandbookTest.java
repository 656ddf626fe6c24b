package uk.nhs.rtec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.nhs.rtec.sandbox.eps.TrackerStatus;
import uk.nhs.rtec.sandbox.fault.FaultKind;
import uk.nhs.rtec.sandbox.fault.Upstream;
import uk.nhs.rtec.sandbox.mesh.MessageExchange;
import uk.nhs.rtec.sandbox.nems.EventType;
import uk.nhs.rtec.sandbox.nems.Operation;
import uk.nhs.rtec.sandbox.nems.SpineCode;
import uk.nhs.rtec.sandbox.nems.Trigger;
import uk.nhs.rtec.sandbox.oauth.SpineAccess;

/** The handbook says what can be set, changed and broken: all of it, and nothing that is not there. */
class HandbookTest {
    private static final Path MAIN = Path.of("src", "main", "java", "uk", "nhs", "rtec", "sandbox");

    private final String handbook;

    HandbookTest() throws IOException {
        handbook = Files.readString(Path.of("..", "..", "docs", "sandbox.md"));
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String section(String title) {
        String from = handbook.substring(handbook.indexOf("\n## " + title) + 1);
        int end = from.indexOf("\n## ");
        return end < 0 ? from : from.substring(0, end);
    }

    /** The first cells of the rows of all tables in the section. */
    private Set<String> rows(String title) {
        return found("(?m)^\\| `([^`]+)`", section(title));
    }

    @Test
    void everySettingIsThereAndNoOther() throws IOException {
        Set<String> settings =
                found("getProperty\\(\"(rtec\\.sandbox\\.[a-z-]+)\"", Files.readString(MAIN.resolve("Settings.java")));

        assertThat(settings).isNotEmpty();
        assertThat(found("(?m)^\\| `(rtec\\.sandbox\\.[a-z-]+)` \\|", handbook)).isEqualTo(settings);
    }

    @Test
    void everyFaultIsThereAndNoOther() throws IOException {
        Set<String> members = found(
                "\"([a-zA-Z]+)\"",
                found(
                                "FAULT_MEMBERS =\\s+Set\\.of\\(([^)]+)\\)",
                                Files.readString(MAIN.resolve("control/ControlDesk.java")))
                        .iterator()
                        .next());
        Set<String> kinds =
                Arrays.stream(FaultKind.values()).map(FaultKind::label).collect(Collectors.toSet());

        assertThat(members).contains("status");
        members.addAll(kinds);
        assertThat(rows("Breaking it on purpose")).isEqualTo(members);
        assertThat(section("Breaking it on purpose"))
                .contains(Arrays.stream(Upstream.values())
                        .map(Upstream::label)
                        .collect(Collectors.joining("|", "`PUT /_control/faults/{", "}`")));
    }

    @Test
    void everyFaultInTheMatrixCanBeSet(@TempDir Path folder) {
        List<String> faults = Pattern.compile("`(\\{\"[^`]+\\})`")
                .matcher(section("Breaking it on purpose"))
                .results()
                .map((MatchResult each) -> each.group(1))
                .toList();
        SandboxUnderTest sandbox = new SandboxUnderTest(folder);

        assertThat(faults).hasSizeGreaterThan(10);
        for (String fault : faults) {
            assertThat(sandbox.ask(Asking.put("/_control/faults/pds", fault)).status())
                    .as(fault)
                    .isEqualTo(204);
        }
    }

    @Test
    void everyControlPathIsThere() throws IOException {
        Set<String> paths = found(
                "case \"([a-z-]+)\" -> [a-zA-Z]+\\(request",
                Files.readString(MAIN.resolve("control/ControlDesk.java")));

        assertThat(paths).contains("asids", "faults");
        assertThat(paths)
                .allSatisfy(path -> assertThat(section("Changing its world")).contains("/_control/" + path + "/"));
    }

    @Test
    void everyCodeOfTheTrackerIsThereWithItsReason() {
        for (TrackerStatus status : TrackerStatus.values()) {
            assertThat(section("The EPS tracker"))
                    .contains("\n| " + status.code() + " | " + (status.reason().isEmpty() ? "" : status.reason() + " ")
                            + "|");
        }
    }

    @Test
    void everyCodeOfNemsIsThereWithItsStatus() {
        Set<String> codes = Arrays.stream(SpineCode.values())
                .map(code -> code.name() + " " + code.status())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found("(?m)^\\| (`[A-Z_]+` \\| [0-9]{3}) \\|", section("NEMS")).stream()
                        .map(each -> each.replaceAll("[`|]", "").replaceAll(" +", " ")))
                .containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void everyPatientWhoIsThereToBeRefusedIsThere() {
        for (Trigger trigger : Trigger.values()) {
            assertThat(section("NEMS")).contains(trigger.nhsNumber() + " `" + trigger.code() + "`");
        }
    }

    @Test
    void everyEventIsThereWithItsPermissionAndItsWorkflow() {
        for (EventType event : EventType.values()) {
            assertThat(section("NEMS"))
                    .contains("\n| `" + event.code() + "` | `" + event.categoryBag() + "` | "
                            + (event.code().startsWith("pds-") ? "`" + event.workflowId() + "` |" : "– |"));
        }
    }

    @Test
    void everyMediaTypeAndInteractionOfNemsIsThere() throws IOException {
        String source = Files.readString(MAIN.resolve("nems/MediaType.java"));

        assertThat(found("\"(application/[a-z]+\\+[a-z]+)\"", source))
                .hasSize(4)
                .allMatch(type -> section("NEMS").contains("`" + type + "`"));
        for (Operation operation : Operation.values()) {
            String id = operation.interactionId();
            assertThat(section("NEMS")).contains(id.substring(id.lastIndexOf(':') + 1) + "`");
        }
    }

    @Test
    void everySystemAndMailboxIsThere() {
        SampleSystems.asids().filter(asid -> !asid.categoryBags().isEmpty()).forEach(asid -> assertThat(section("NEMS"))
                .contains("\n| " + asid.asid() + " | " + asid.odsCode() + " | "));
        SampleSystems.asids().forEach(asid -> assertThat(handbook).contains("\n| " + asid.asid() + " |"));
        SampleSystems.mailboxes().forEach(mailbox -> assertThat(section("MESH"))
                .contains("\n| " + mailbox.id() + " | " + mailbox.odsCode() + " | `"));
        assertThat(section("MESH")).contains("`" + MessageExchange.SHARED_KEY + "`");
    }

    @Test
    void everyMemberOfAnEventIsThereAndNoOther() throws IOException {
        Set<String> members = found(
                "\"([a-zA-Z]+)\"",
                found("MEMBERS =\\s+Set\\.of\\(([^)]+)\\)", Files.readString(MAIN.resolve("nems/EventDesk.java")))
                        .iterator()
                        .next());
        String details = Files.readString(MAIN.resolve("nems/PdsChange.java"));
        members.addAll(found(
                "\"([a-zA-Z]+)\"", details.substring(details.indexOf("DETAILS ="), details.indexOf("/** Throws"))));
        String desk = section("Changing its world");
        desk = desk.substring(desk.indexOf("| Member | Of | Means |"));

        assertThat(members).contains("duplicate", "supersededBy");
        assertThat(found("`([a-zA-Z]+)`", String.join("\n", found("(?m)^\\| (`[^|]+) \\|", desk))))
                .isEqualTo(members);
    }

    @Test
    void everythingElseThatCanBeNamedIsNamed() {
        assertThat(Arrays.stream(SpineAccess.values())
                        .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .allMatch(section("Changing its world")::contains);
        assertThat(Arrays.stream(Upstream.values()).map(Upstream::label))
                .allMatch(name -> section("Where it is").contains("`" + name + "`"));
    }

    @Test
    void everyKeyOfTheStartScriptIsThere() throws IOException {
        String script = Files.readString(Path.of("..", "war", "src", "main", "demo-content", "bin", "demo-keys.sh"));

        Set<String> stores = found("(spine-(?:tls|trust|server|ca)\\.p12)", script);
        assertThat(stores).hasSize(4);
        assertThat(rows("Mutual TLS")).isEqualTo(stores);
        String certificate = found("signed spine-tls\\.p12 \"(CN=[^\"]+)\"", script)
                .iterator()
                .next();
        assertThat(section("Mutual TLS")).contains("`" + certificate + "`");
        assertThat(section("The EPS tracker"))
                .contains("| 200000002001 | T1450 | retrieve a prescription: the demo's own | `" + certificate + "` |");
    }
}
