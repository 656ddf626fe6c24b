package uk.nhs.rtec.application.audit;

import java.util.Optional;
import java.util.UUID;
import uk.nhs.rtec.domain.check.CheckId;

/**
 * The single things that an access was about.
 *
 * @param check that was looked at
 * @param export that was asked for, shown, decided on or fetched
 * @param alert that somebody wanted to close
 */
public record AccessSubject(Optional<CheckId> check, Optional<UUID> export, Optional<AccessId> alert) {

    /** Of an access to whatever there is. */
    public static final AccessSubject NONE = new AccessSubject(Optional.empty(), Optional.empty(), Optional.empty());

    /** Of an access to one check. */
    public static AccessSubject of(CheckId check) {
        return new AccessSubject(Optional.of(check), Optional.empty(), Optional.empty());
    }

    /** Of an access to one export. */
    public static AccessSubject of(ExportId export) {
        return new AccessSubject(Optional.empty(), Optional.of(export.value()), Optional.empty());
    }

    /** Of the closing of one alert, on top of what the access that raised it was about. */
    AccessSubject with(AccessId closed) {
        return new AccessSubject(check, export, Optional.of(closed));
    }
}
