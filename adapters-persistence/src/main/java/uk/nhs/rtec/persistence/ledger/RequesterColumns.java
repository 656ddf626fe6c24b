package uk.nhs.rtec.persistence.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** Who asked. */
@Embeddable
record RequesterColumns(
        @Column(name = "ods_code") String odsCode,
        @Column(name = "user_id") String userId,
        @Column(name = "asid") String asid) {

    static RequesterColumns of(Requester requester) {
        return new RequesterColumns(
                requester.organisation().value(),
                requester.practitioner().value(),
                requester.system().value());
    }

    Requester requester() {
        return new Requester(new OdsCode(odsCode), new SdsUserId(userId), new Asid(asid));
    }
}
