package uk.nhs.rtec.acceptance;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/** What a dispensing system asks: a person of the sandbox and one of their prescriptions. */
record Question(String nhsNumber, String dob, String postcode, String forename, String surname, String prescriptionId) {

    /** The published example of the check API. */
    static final Question PETER_PARKER =
            new Question("9434765919", "2010-01-01", "NE32JH", "Peter", "Parker", "471BC8-P83027-34B75X");

    static final Question MATERNITY =
            new Question("9990000352", "1994-03-14", "LS1 4AP", "Amelia", "Hartley", "5CED6A-A99968-15952D");
    static final Question MEDICAL =
            new Question("9990000522", "1979-08-02", "BD7 1AB", "Bilal", "Rahman", "5D216C-A99968-16F9C7");
    static final Question WAR_PENSION =
            new Question("9990000867", "1971-05-19", "CO2 7XZ", "Desmond", "Achebe", "5D556E-A99968-185E6S");
    static final Question UNDER_SIXTEEN =
            new Question("9990002908", "2019-06-01", "YO10 5DD", "Noah", "Clarke", "5E7379-A99968-2007D2");
    static final Question SIXTY_OR_OVER =
            new Question("9990003076", "1951-11-12", "HG1 2RF", "Olive", "Pemberton", "5E8D7A-A99968-20BA2J");
    static final Question WITHOUT_CERTIFICATE =
            new Question("9990003246", "1980-02-20", "S3 8GG", "Paul", "Whitfield", "5EA77B-A99968-216C7M");
    static final Question RESTRICTED =
            new Question("9990003580", "1977-07-21", "M1 3BN", "Quinn", "Harrow", "5EDB7D-A99968-22D11O");
    static final Question DECEASED =
            new Question("9990003920", "1974-04-04", "LA9 4QG", "Samuel", "Thwaite", "5F0F7F-A99968-2435B6");
    static final Question SUPERSEDED =
            new Question("9990004609", "1986-06-06", "LE2 1AQ", "Victor", "Nkemelu", "5F7783-A99968-26FEFP");
    static final Question INVALIDATED =
            new Question("9990005117", "1978-01-08", "B1 1BB", "Yan", "Xu", "5FC586-A99968-2915EV");
    static final Question UNKNOWN =
            new Question("9990000018", "1978-01-08", "B1 1BB", "No", "Body", "A1B2C3-A99968-00F0DK");

    Question withSurname(String other) {
        return new Question(nhsNumber, dob, postcode, forename, other, prescriptionId);
    }

    Question withPostcode(String other) {
        return new Question(nhsNumber, dob, other, forename, surname, prescriptionId);
    }

    Question withPrescription(String other) {
        return new Question(nhsNumber, dob, postcode, forename, surname, other);
    }

    String json() {
        return members().build().toString();
    }

    JsonObjectBuilder members() {
        return Json.createObjectBuilder()
                .add("dob", dob)
                .add("nhsNumber", nhsNumber)
                .add("postcode", postcode)
                .add("forename", forename)
                .add("surname", surname)
                .add("prescriptionId", prescriptionId);
    }
}
