package uk.nhs.rtec.architecture.ruin.deployment;

import java.sql.Connection;

/** Wiring that does the work of a store. */
public record QueriesTheDatabase(Connection connection) {}
