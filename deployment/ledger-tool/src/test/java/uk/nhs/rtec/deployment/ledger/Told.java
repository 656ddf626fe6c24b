package uk.nhs.rtec.deployment.ledger;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** What the tool told, in this process. */
record Told(int exitCode, String out, String err) {

    static Told by(Object... arguments) {
        return in(new Surroundings(Map.of(), InstantSource.system()), arguments);
    }

    static Told in(Surroundings surroundings, Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine tool = LedgerTool.commandLine(surroundings)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        int exitCode =
                tool.execute(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
        return new Told(exitCode, out.toString(), err.toString());
    }

    static Path keyFile(Path folder, PublicKey key) throws IOException {
        return Files.writeString(
                Files.createDirectories(folder).resolve("key.pem"),
                "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
    }

    /** The kinds of what was found, in order, each once. */
    List<String> kinds() {
        return out.lines()
                .filter(line -> line.matches("NOT VERIFIED: [A-Z_]+: .*"))
                .map(line -> line.split(": ", -1)[1])
                .distinct()
                .toList();
    }
}
