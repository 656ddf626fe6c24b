package uk.nhs.rtec.domain.proof;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.exemption.Suspension;
import uk.nhs.rtec.domain.exemption.Validity;

/** The certificates of a check as one field: those that were found, in their order, then those it rests on without having been found. */
record CertificateList(List<Entry> entries) {

    static final CertificateList NONE = new CertificateList(List.of());

    /** In place of the length of a text that is not there. */
    private static final int ABSENT = -1;

    /**
     * A certificate and where it stands.
     *
     * @param held its place among all that were found
     * @param basis its place among those that the answer rests on
     */
    record Entry(ExemptionCertificate certificate, Optional<Integer> held, Optional<Integer> basis) {}

    CertificateList {
        entries = List.copyOf(entries);
    }

    static CertificateList of(ConcludedCheck check) {
        List<ExemptionCertificate> held = check.findings().certificates().held();
        NavigableMap<Integer, ExemptionCertificate> basis = numbered(check.outcome()
                .map(
                        found -> found.basis(),
                        notFound -> List.of(),
                        notChecked -> List.of(),
                        undetermined -> List.of()));
        List<Entry> entries = new ArrayList<>();
        for (int place = 0; place < held.size(); place++) {
            ExemptionCertificate certificate = held.get(place);
            Optional<Integer> restsOn = basis.entrySet().stream()
                    .filter(each -> each.getValue().equals(certificate))
                    .map(each -> each.getKey())
                    .findFirst();
            restsOn.ifPresent(basis::remove);
            entries.add(new Entry(certificate, Optional.of(place), restsOn));
        }
        basis.forEach(
                (place, certificate) -> entries.add(new Entry(certificate, Optional.empty(), Optional.of(place))));
        return new CertificateList(entries);
    }

    List<ExemptionCertificate> held() {
        return placed(Entry::held);
    }

    List<ExemptionCertificate> basis() {
        return placed(Entry::basis);
    }

    /** How many, then nine texts of each, each with its length. */
    Bytes layout() {
        List<Optional<Bytes>> texts = entries.stream()
                .flatMap(each -> textsOf(each).stream())
                .map(text -> text.map(Bytes::ofText))
                .toList();
        int length = texts.stream()
                .mapToInt(text -> Integer.BYTES + text.map(Bytes::length).orElse(0))
                .sum();
        ByteBuffer layout = ByteBuffer.allocate(Integer.BYTES + length);
        layout.putInt(entries.size());
        for (Optional<Bytes> text : texts) {
            text.ifPresentOrElse(bytes -> Layout.putWithLength(layout, bytes.toArray()), () -> layout.putInt(ABSENT));
        }
        return Layout.of(layout);
    }

    /**
     * The certificates that were laid out so.
     *
     * @throws IllegalArgumentException when the bytes are no such layout
     */
    static CertificateList read(Bytes layout) {
        ByteBuffer rest = ByteBuffer.wrap(layout.toArray());
        try {
            int count = rest.getInt();
            List<Entry> entries = new ArrayList<>();
            for (int each = 0; each < count; each++) {
                entries.add(entry(rest));
            }
            if (rest.hasRemaining()) {
                throw new IllegalArgumentException("more than the certificates");
            }
            return new CertificateList(entries);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a layout of certificates that is none", e);
        }
    }

    private static List<Optional<String>> textsOf(Entry entry) {
        ExemptionCertificate certificate = entry.certificate();
        return List.of(
                Optional.of(certificate.number().value()),
                Optional.of(Words.CATEGORY.word(certificate.category())),
                Optional.of(certificate.validity().from().toString()),
                Optional.of(certificate.validity().to().toString()),
                certificate.revocation().map(Revocation::from).map(LocalDate::toString),
                certificate.revocation().map(Revocation::reason),
                entry.held().map(String::valueOf),
                entry.basis().map(String::valueOf),
                certificate.suspension().map(Suspension::since).map(Moments::text));
    }

    private static Entry entry(ByteBuffer layout) {
        CertificateNumber number = new CertificateNumber(needed(layout));
        String category = needed(layout);
        Validity validity = new Validity(Sealed.day(needed(layout)), Sealed.day(needed(layout)));
        Optional<LocalDate> revokedFrom = text(layout).map(Sealed::day);
        Optional<String> reason = text(layout);
        Optional<Integer> held = text(layout).map(Sealed::number);
        Optional<Integer> basis = text(layout).map(Sealed::number);
        Optional<Suspension> suspension = text(layout).map(CertificateList::suspension);
        return new Entry(
                new ExemptionCertificate(
                        number,
                        Words.CATEGORY.value(category),
                        validity,
                        revokedFrom.flatMap(from -> reason.map(because -> new Revocation(from, because))),
                        suspension),
                held,
                basis);
    }

    private static Suspension suspension(String since) {
        return new Suspension(Moments.parse(since)
                .orElseThrow(() -> new IllegalArgumentException("a certificate suspended at no moment")));
    }

    private static String needed(ByteBuffer layout) {
        return text(layout).orElseThrow(() -> new IllegalArgumentException("a certificate that lacks something"));
    }

    private static Optional<String> text(ByteBuffer layout) {
        int before = layout.position();
        if (layout.getInt() == ABSENT) {
            return Optional.empty();
        }
        layout.position(before);
        return Optional.of(Layout.withLength(layout).inTheClear());
    }

    private static NavigableMap<Integer, ExemptionCertificate> numbered(List<ExemptionCertificate> certificates) {
        NavigableMap<Integer, ExemptionCertificate> numbered = new TreeMap<>();
        certificates.forEach(certificate -> numbered.put(numbered.size(), certificate));
        return numbered;
    }

    private List<ExemptionCertificate> placed(Function<Entry, Optional<Integer>> placing) {
        NavigableMap<Integer, ExemptionCertificate> placed = new TreeMap<>();
        entries.forEach(entry -> placing.apply(entry).ifPresent(place -> placed.put(place, entry.certificate())));
        return List.copyOf(placed.values());
    }

    @Override
    public String toString() {
        return "CertificateList[" + entries.size() + "]";
    }
}
