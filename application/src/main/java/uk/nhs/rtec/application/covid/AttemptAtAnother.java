package uk.nhs.rtec.application.covid;

import java.time.Instant;
import uk.nhs.rtec.domain.covid.AppId;
import uk.nhs.rtec.domain.patient.NhsNumber;

/**
 * A patient asked about somebody else.
 *
 * @param own the number of the patient who was signed in
 * @param asked the number that was asked about
 */
public record AttemptAtAnother(AppId app, NhsNumber own, NhsNumber asked, Instant at) {}
