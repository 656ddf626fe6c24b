package uk.nhs.rtec.sandbox.nems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.http.Answer;

/** A sandbox, somebody who subscribes there, and how it says no. */
abstract class SubscriptionStory {

    static final Pattern CODING = Pattern.compile(
            "<system value=\"https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1\"/><code value=\"([A-Z_]+)\"/>");

    SandboxUnderTest sandbox;

    @BeforeEach
    void start(@TempDir Path folder) {
        sandbox = new SandboxUnderTest(folder);
    }

    static Asking creating(String criteria) {
        return Subscriber.creating(Subscriber.xml(criteria));
    }

    static Asking creating() {
        return creating(Subscriber.CRITERIA);
    }

    void assertRefused(Answer answer, int status, String issue, String code, String diagnostics) {
        String body = answer.bodyText();
        Matcher coding = CODING.matcher(body);
        assertThat(answer.status()).as(body).isEqualTo(status);
        assertThat(coding.find()).as(body).isTrue();
        assertThat(coding.group(1)).as(body).isEqualTo(code);
        assertThat(body)
                .contains("<issue><severity value=\"error\"/><code value=\"" + issue + "\"/>")
                .contains("<display value=\"" + SpineCode.valueOf(code).display() + "\"/></coding></details>")
                .contains(
                        "<meta><profile value=\"https://fhir.nhs.uk/STU3/StructureDefinition/Spine-OperationOutcome-1\"/>");
        if (diagnostics.isEmpty()) {
            assertThat(body).doesNotContain("<diagnostics");
        } else {
            assertThat(body).contains("<diagnostics value=\"" + diagnostics.replace("<", "&lt;") + "\"/>");
        }
    }
}
