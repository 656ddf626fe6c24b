package uk.nhs.rtec.architecture.ruin.domain;

import java.sql.Connection;

/** A thing of the domain that knows where it is stored. */
public record KnowsTheDatabase(Connection connection) {}
