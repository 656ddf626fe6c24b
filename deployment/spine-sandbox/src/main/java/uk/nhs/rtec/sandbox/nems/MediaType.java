package uk.nhs.rtec.sandbox.nems;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.sandbox.fhir.Element;
import uk.nhs.rtec.sandbox.fhir.Format;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.Request;

/** One of the eight media types that NEMS reads and writes (NEMS, Generic Subscription API Requirements, Supported MIME-types). */
record MediaType(Format format, String name) {
    private static final String UTF_8 = "charset=utf-8";
    private static final Set<String> XML = Set.of("application/fhir+xml", "application/xml+fhir");
    private static final Set<String> JSON = Set.of("application/fhir+json", "application/json+fhir");
    private static final Set<String> ANYTHING = Set.of("*/*", "application/*");

    /** Where nothing is said. */
    static final MediaType DEFAULT = new MediaType(Format.XML, "application/xml+fhir;" + UTF_8);

    static Optional<MediaType> named(String text) {
        List<String> parts = parts(text);
        String base = parts.get(0);
        boolean charsetFits =
                parts.size() == 1 || (parts.size() == 2 && parts.get(1).equals(UTF_8));
        if (!charsetFits) {
            return Optional.empty();
        }
        String name = String.join(";", parts);
        if (XML.contains(base)) {
            return Optional.of(new MediaType(Format.XML, name));
        }
        return JSON.contains(base) ? Optional.of(new MediaType(Format.JSON, name)) : Optional.empty();
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split(";", -1))
                .map(String::strip)
                .toList();
    }

    /** That of the request's body. */
    static Optional<MediaType> ofBody(Request request) {
        return said(request, "Content-Type").map(MediaType::named).orElse(Optional.of(DEFAULT));
    }

    /** That of the answer: {@code _format} goes before {@code Accept}, and that before the request's own. */
    static Optional<MediaType> ofAnswer(Request request) {
        // In a query a plus sign means a space.
        Optional<String> format =
                request.query().first("_format").map(text -> text.strip().replace(' ', '+'));
        if (format.isPresent()) {
            return switch (format.get()) {
                case "xml" -> named("application/fhir+xml");
                case "json" -> named("application/fhir+json");
                default -> named(format.get());
            };
        }
        Optional<String> accept = said(request, "Accept");
        return accept.isPresent() ? accepted(accept.get(), request) : ofBody(request);
    }

    private static Optional<MediaType> accepted(String accept, Request request) {
        return Arrays.stream(accept.split(",", -1))
                .filter(range -> quality(range) > 0)
                .sorted(Comparator.comparingDouble(MediaType::quality).reversed())
                .map(range -> String.join(
                        ";",
                        parts(range).stream()
                                .filter(part -> !part.startsWith("q="))
                                .toList()))
                .map(range -> ANYTHING.contains(range) ? ofBody(request) : named(range))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static double quality(String range) {
        return parts(range).stream()
                .filter(part -> part.matches("q=[01](\\.[0-9]{0,3})?"))
                .mapToDouble(part -> Double.parseDouble(part.substring(2)))
                .findFirst()
                .orElse(1);
    }

    private static Optional<String> said(Request request, String header) {
        return request.headers().get(header).filter(text -> !text.isBlank());
    }

    Answer answer(int status, Element resource) {
        return Answer.of(status, name, format.write(resource).getBytes(StandardCharsets.UTF_8));
    }
}
