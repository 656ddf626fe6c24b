package uk.nhs.rtec.deployment;

/** Tells whoever started the demo where to go, and a first check to make; the patient of that check stays in a file, out of the log. */
final class DemoGreeting {

    private DemoGreeting() {}

    static String text() {
        int offset = Integer.getInteger("jboss.socket.binding.port-offset", 0);
        String home = System.getProperty("jboss.home.dir", ".");
        String data = System.getProperty("jboss.server.data.dir", ".");
        return """
                The Real Time Exemption Checking service is ready, with the Spine sandbox beside it.
                  API documentation  http://127.0.0.1:%1$d/docs/
                  Health             http://127.0.0.1:%3$d/health
                  A first check:
                    TOKEN=$(curl -s http://127.0.0.1:%2$d/spine-sandbox/tokens -d user=pharmacist | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                    curl --cacert %5$s/demo/demo-ca.pem https://localhost:%4$d/rtec-api-gateway/search \\
                      -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d @%6$s/docs/first-check.json""".formatted(8080 + offset, 8090 + offset, 9990 + offset, 8443 + offset, data, home);
    }
}
