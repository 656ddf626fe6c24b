package uk.nhs.rtec.application.covid;

/** The COVID-19 medical exemptions cannot be read or changed now; carries nothing about anybody in them. */
public final class CovidRecordsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CovidRecordsUnavailable(String what) {
        super(what);
    }
}
