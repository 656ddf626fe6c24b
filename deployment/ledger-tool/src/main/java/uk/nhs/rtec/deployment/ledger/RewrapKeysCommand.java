package uk.nhs.rtec.deployment.ledger;

import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.nhs.rtec.deployment.ledger.archive.Unusable;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.ledger.KeyCustody;
import uk.nhs.rtec.persistence.ledger.WrappingKeys;

/** Wraps the keys of all months that one key wraps by another one, so that the former is needed no more. */
@Command(
        name = "rewrap-keys",
        mixinStandardHelpOptions = true,
        description = {
            "Wraps the keys of every month that <from> wraps by <to> instead, all or none, as the owner of the tables.",
            "Both must be in the ledger's key store: " + KeyStoreSettings.NEEDED + ". First have every server run with"
                    + " a key store that has <to>, and with rtec.ledger.wrapping-key=<to>; then this; then <from> can"
                    + " leave, but for evidence out of archives that were made before: their key.json keeps its wrapping. An H2 file must not be open"
                    + " elsewhere."
        })
final class RewrapKeysCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before it calls a command
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions options = new DatabaseOptions();

    @Option(names = "--from", required = true, paramLabel = "<alias>")
    @SuppressWarnings("NullAway.Init")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "<alias>")
    @SuppressWarnings("NullAway.Init")
    private String to;

    RewrapKeysCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Unusable {
        if (from.equals(to)) {
            throw new Unusable("--from and --to are one key");
        }
        KeyStoreSettings settings = new KeyStoreSettings(surroundings);
        settings.wrapping(from);
        WrappingKeys wrapping = settings.wrapping(to);
        KeyCustody custody = new KeyCustody(options.database(surroundings));
        List<YearMonth> months;
        try {
            months = custody.rewrap(wrapping, from);
        } catch (IllegalStateException e) {
            throw new Unusable(
                    "the key " + from + " of the key store is not the one that wrapped a month; nothing was changed");
        }
        String which = months.isEmpty()
                ? ""
                : ": "
                        + months.stream()
                                .map((YearMonth month) -> Moments.text(month))
                                .collect(Collectors.joining(", "));
        spec.commandLine()
                .getOut()
                .println("REWRAPPED: the keys of " + months.size() + " months are wrapped by " + to + which);
        return LedgerTool.VERIFIED;
    }
}
