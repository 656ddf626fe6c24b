package uk.nhs.rtec.domain.covid;

/** In which way an app may ask. */
public enum AccessMode {
    /** The app answers for itself, and may ask for anybody. */
    APPLICATION_RESTRICTED,
    /** A patient is signed in to the app, and it may ask for that patient only. */
    USER_RESTRICTED
}
