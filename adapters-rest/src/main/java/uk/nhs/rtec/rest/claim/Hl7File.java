package uk.nhs.rtec.rest.claim;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.claim.ClaimColumn;
import uk.nhs.rtec.application.claim.ClaimLine;
import uk.nhs.rtec.application.job.UnreadableFile;
import uk.nhs.rtec.rest.api.WholeBody;

/**
 * A file of Electronic Reimbursement Endorsement Messages in HL7 v3 (interaction PORX_IN090101UK31, message type PORX_MT142001UK31): one
 * message, or an element {@code claims} with any number of them. It is read as it comes; a document type, an entity, and what is too
 * deep or too long end the reading.
 */
public final class Hl7File implements Iterator<ClaimLine> {

    private static final String NAMESPACE = "urn:hl7-org:v3";
    private static final String MESSAGE = "PORX_IN090101UK31";
    private static final String CLAIM = "DispenseClaim";
    private static final String WRAPPER = "claims";
    private static final int DEEPEST = 64;

    /** Stands where a message states two different things; no column takes it. */
    private static final String SPOILT = "?";

    private static final String SUPPLY_HEADER = "pertinentInformation1/pertinentSupplyHeader/";

    /** Where a DispenseClaim states what: the path below it, and the attribute. */
    private static final Map<String, Place> PLACES = Map.of(
            "coverage/coveringChargeExempt/value",
            new Place("code", ClaimColumn.CHARGE_EXEMPTION),
            "effectiveTime",
            new Place("value", ClaimColumn.CLAIMED_AT),
            SUPPLY_HEADER + "pertinentInformation4/pertinentPrescriptionID/value",
            new Place("extension", ClaimColumn.PRESCRIPTION_ID),
            SUPPLY_HEADER + "legalAuthenticator/AgentPerson/representedOrganization/id",
            new Place("extension", ClaimColumn.ODS_CODE));

    /** A point in time as HL7 v3 writes it; without an offset it is UTC. */
    private static final Pattern TIME =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{2})?(?:([+-]\\d{2})(\\d{2})?)?");

    private final MessageStream file;
    private final XMLStreamReader xml;
    private final List<String> path = new ArrayList<>();
    private @Nullable Map<ClaimColumn, String> texts;
    private int given;
    private @Nullable ClaimLine next;
    private boolean ended;

    private record Place(String attribute, ClaimColumn column) {}

    /**
     * Begins to read, with the root element.
     *
     * @throws UnreadableFile when it is not that of such a file
     */
    public Hl7File(InputStream body, long length) {
        file = new MessageStream(new WholeBody(body, length), () -> given + 1);
        try {
            xml = reader(file);
            while (xml.next() != XMLStreamConstants.START_ELEMENT) {
                refuseDocumentType();
            }
        } catch (XMLStreamException e) {
            throw notWellFormed();
        }
        boolean isMessage = isOfHl7() && xml.getLocalName().equals(MESSAGE);
        boolean isWrapper = xml.getLocalName().equals(WRAPPER) && !isOfHl7();
        if (!isMessage && !isWrapper) {
            throw new UnreadableFile(
                    1,
                    "the file must be one " + MESSAGE + " of " + NAMESPACE
                            + ", or an element claims with any number of them");
        }
        begin();
    }

    @Override
    public boolean hasNext() {
        while (next == null && !ended) {
            try {
                ended = !xml.hasNext();
                if (!ended) {
                    read(xml.next());
                }
            } catch (XMLStreamException e) {
                throw notWellFormed();
            }
        }
        return next != null;
    }

    @Override
    public ClaimLine next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        ClaimLine line = next;
        next = null;
        return line;
    }

    private void read(int event) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> begin();
            case XMLStreamConstants.END_ELEMENT -> end();
            default -> refuseDocumentType();
        }
    }

    private void begin() {
        if (path.size() == DEEPEST) {
            throw new UnreadableFile(given + 1, "no element may be deeper than " + DEEPEST);
        }
        path.add(isOfHl7() ? xml.getLocalName() : "");
        if (texts == null && path.get(path.size() - 1).equals(MESSAGE)) {
            texts = new EnumMap<>(ClaimColumn.class);
        }
        int claim = path.indexOf(CLAIM);
        if (texts != null && claim >= 0) {
            Place place = PLACES.get(String.join("/", path.subList(claim + 1, path.size())));
            if (place != null) {
                state(texts, place);
            }
        }
    }

    private void state(Map<ClaimColumn, String> stated, Place place) {
        String text = xml.getAttributeValue(null, place.attribute());
        if (text != null) {
            String known = place.column() == ClaimColumn.CLAIMED_AT ? moment(text) : text;
            stated.merge(place.column(), known, (one, other) -> one.equals(other) ? one : SPOILT);
        }
    }

    private void end() {
        String ending = path.remove(path.size() - 1);
        if (texts != null && ending.equals(MESSAGE) && !path.contains(MESSAGE)) {
            given++;
            next = new ClaimLine(given, texts);
            texts = null;
            file.nextMessage();
        }
    }

    private boolean isOfHl7() {
        return NAMESPACE.equals(xml.getNamespaceURI());
    }

    private void refuseDocumentType() {
        if (xml.getEventType() == XMLStreamConstants.DTD || xml.getEventType() == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new UnreadableFile(given + 1, "the file must have neither a document type nor entities");
        }
    }

    private UnreadableFile notWellFormed() {
        return new UnreadableFile(given + 1, "the file must be well-formed XML in UTF-8");
    }

    private static String moment(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return SPOILT;
        }
        String offset = time.group(7) == null ? "Z" : time.group(7) + ":" + orZero(time.group(8));
        return time.group(1) + "-" + time.group(2) + "-" + time.group(3) + "T" + time.group(4) + ":" + time.group(5)
                + ":" + orZero(time.group(6)) + offset;
    }

    private static String orZero(@Nullable String digits) {
        return digits == null ? "00" : digits;
    }

    /** The platform's own, whichever others the server has: what is refused here was tried with it. */
    private static XMLStreamReader reader(InputStream file) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the file is read");
        });
        return factory.createXMLStreamReader(file, "UTF-8");
    }
}
