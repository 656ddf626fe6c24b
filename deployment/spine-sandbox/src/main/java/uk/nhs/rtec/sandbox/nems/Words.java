package uk.nhs.rtec.sandbox.nems;

/** Diagnostics that more than one check has. */
final class Words {
    static final String BAD_CRITERIA = "The subscription criteria did not meet business rules";

    private Words() {}

    static String notAnNhsNumber(String text) {
        return "The NHS number does not conform to the NHS Number format: " + text + ".";
    }

    static String missingHeader(String header) {
        return header + " HTTP Header is missing";
    }

    static String exists(String id) {
        return "subscription already exists : " + id;
    }

    static String noRecord(String id) {
        return "No record found for supplied Subscription identifier - " + id;
    }

    static String badAddress(Operation operation) {
        return "Malformed request syntax. NEMS " + operation.command() + " command invalid syntax.";
    }
}
