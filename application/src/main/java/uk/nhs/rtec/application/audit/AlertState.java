package uk.nhs.rtec.application.audit;

/** Whether somebody has looked at an alert. */
public enum AlertState {
    OPEN,
    CLOSED
}
