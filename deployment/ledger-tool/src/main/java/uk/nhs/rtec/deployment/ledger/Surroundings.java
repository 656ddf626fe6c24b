package uk.nhs.rtec.deployment.ledger;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What the tool is told without being asked: the variables of its environment, and the time.
 *
 * @param environment passwords stand here and never on the command line, which others can see
 */
record Surroundings(Map<String, String> environment, InstantSource clock) {

    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    @Override
    public String toString() {
        return "Surroundings[…]";
    }
}
