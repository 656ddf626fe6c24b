package uk.nhs.rtec.deployment.ledger;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import uk.nhs.rtec.deployment.ledger.archive.Unusable;

/** The ledger's tool: every group of commands is a subcommand of it. */
@Command(
        name = "rtec-ledger",
        mixinStandardHelpOptions = true,
        description = "Verifies what the ledger of exemption checks says.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:verified", "1:not verified", "2:what was given cannot be used"})
public final class LedgerTool {

    /** Everything is as the ledger wrote it. */
    static final int VERIFIED = 0;
    /** Something is not. */
    static final int NOT_VERIFIED = 1;
    /** It cannot be told. */
    static final int UNUSABLE = CommandLine.ExitCode.USAGE;

    private LedgerTool() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The tool with all its commands. */
    static CommandLine commandLine() {
        CommandLine tool = new CommandLine(new LedgerTool());
        tool.addSubcommand(new VerifyCommands());
        tool.setExecutionExceptionHandler((failure, command, parsed) -> {
            PrintWriter complaints = command.getErr();
            // Anything but our own complaint may have in its message what it stumbled over.
            complaints.println(
                    failure instanceof Unusable
                            ? "UNUSABLE: " + failure.getMessage()
                            : "UNUSABLE: " + failure.getClass().getSimpleName());
            return UNUSABLE;
        });
        return tool;
    }
}
