package uk.nhs.rtec.deployment.ledger;

import java.io.PrintWriter;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import uk.nhs.rtec.deployment.ledger.archive.Unusable;
import uk.nhs.rtec.persistence.DatabaseFailure;

/** The ledger's tool: every group of commands is a subcommand of it. */
@Command(
        name = "rtec-ledger",
        mixinStandardHelpOptions = true,
        description = "Verifies what the ledger of exemption checks says, and keeps it.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:verified, or done", "1:not verified", "2:what was given cannot be used"})
public final class LedgerTool {

    /** Everything is as the ledger wrote it. */
    static final int VERIFIED = 0;
    /** Something is not. */
    static final int NOT_VERIFIED = 1;
    /** It cannot be told. */
    static final int UNUSABLE = CommandLine.ExitCode.USAGE;

    private LedgerTool() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(new Surroundings(System.getenv(), InstantSource.system()))
                .execute(arguments));
    }

    /** The tool with all its commands. */
    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine tool = new CommandLine(new LedgerTool());
        CommandLine verify = new CommandLine(new VerifyCommands());
        verify.addSubcommand(new VerifyLiveCommand(surroundings));
        tool.addSubcommand(verify);
        tool.addSubcommand(new ArchiveCommand(surroundings));
        tool.addSubcommand(new RestoreCommand(surroundings));
        tool.addSubcommand(new EvidenceCommand(surroundings));
        tool.addSubcommand(new DestroyKeyCommand(surroundings));
        tool.addSubcommand(new RewrapKeysCommand(surroundings));
        tool.setExecutionExceptionHandler((failure, command, parsed) -> {
            PrintWriter complaints = command.getErr();
            complaints.println("UNUSABLE: " + told(failure));
            return UNUSABLE;
        });
        return tool;
    }

    /** Anything but our own complaint may have in its message what it stumbled over. */
    private static String told(Exception failure) {
        if (failure instanceof Unusable unusable) {
            return String.valueOf(unusable.getMessage());
        }
        return failure instanceof DatabaseFailure database
                ? database.what()
                : failure.getClass().getSimpleName();
    }
}
