package uk.nhs.rtec.rest.audit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * A document of text that grows page by page: tagged, so that it can be read aloud, with its font embedded, and the same bytes for the same
 * text.
 */
final class TaggedPages implements Closeable {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float MARGIN = 56;
    private static final float VALUES_BEGIN = 142;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final float BOTTOM = 70;
    private static final float LINE = 1.35F;
    private static final float TEXT_SIZE = 9.5F;
    private static final float FOOT_SIZE = 8;

    private final PDDocument document = new PDDocument();
    private final PDType0Font font;
    private final String title;
    private final PDStructureElement body;
    private final PDStructureTreeRoot root = new PDStructureTreeRoot();
    private final Map<Integer, PDParentTreeValue> parents = new HashMap<>();
    private final List<PDPage> pages = new ArrayList<>();
    private PDPageContentStream contents;
    private COSArray marked;
    private float y;

    /**
     * Begins.
     *
     * @param at when it counts as made: by what it tells of, and not by a clock
     */
    TaggedPages(String title, Instant at) throws IOException {
        this.title = title;
        try (InputStream file = PDDocument.class.getResourceAsStream(FONT)) {
            if (file == null) {
                throw new IllegalStateException("the font is in the library's own archive");
            }
            font = PDType0Font.load(document, file);
        }
        GregorianCalendar moment = GregorianCalendar.from(at.atZone(ZoneOffset.UTC));
        moment.setTimeZone(TimeZone.getTimeZone("UTC"));
        PDDocumentInformation information = document.getDocumentInformation();
        information.setTitle(title);
        information.setCreator("Real Time Exemption Checking service");
        information.setCreationDate(moment);
        information.setModificationDate(moment);
        // Otherwise the document's own id is made of the time.
        document.setDocumentId(at.toEpochMilli());
        document.getDocumentCatalog().setLanguage("en-GB");
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        document.getDocumentCatalog().setViewerPreferences(preferences);
        PDMarkInfo mark = new PDMarkInfo();
        mark.setMarked(true);
        document.getDocumentCatalog().setMarkInfo(mark);
        document.getDocumentCatalog().setStructureTreeRoot(root);
        body = new PDStructureElement("Document", root);
        root.appendKid(body);
        marked = new COSArray();
        contents = nextPage();
    }

    void title(String text) throws IOException {
        block("H1", text, 17, 0, 6);
    }

    /** A heading, which does not stand alone at the end of a page. */
    void heading(String text) throws IOException {
        y -= 8;
        if (y < BOTTOM + 60) {
            turn();
        }
        block("H2", text, 13, 0, 4);
    }

    void paragraph(String text) throws IOException {
        block("P", text, TEXT_SIZE, 0, 5);
    }

    /** What something is called, and beside it what it is. */
    void pair(String name, String value) throws IOException {
        List<String> names = wrapped(name, TEXT_SIZE, VALUES_BEGIN - 8);
        List<String> values = wrapped(value, TEXT_SIZE, WIDTH - VALUES_BEGIN);
        float line = TEXT_SIZE * LINE;
        for (int i = 0; i < Math.max(names.size(), values.size()); ) {
            if (y - line < BOTTOM) {
                turn();
            }
            int room = Math.max(1, (int) ((y - BOTTOM) / line));
            int end = Math.min(Math.max(names.size(), values.size()), i + room);
            float top = y;
            begin("P");
            write(part(names, i, end), TEXT_SIZE, 0);
            float afterNames = y;
            y = top;
            write(part(values, i, end), TEXT_SIZE, VALUES_BEGIN);
            contents.endMarkedContent();
            y = Math.min(y, afterNames);
            i = end;
        }
        y -= 2;
    }

    /** Puts a file into the document, which whoever has the document can take out. */
    void attach(String name, String type, String description, byte[] bytes, Instant at) throws IOException {
        GregorianCalendar moment = GregorianCalendar.from(at.atZone(ZoneOffset.UTC));
        PDEmbeddedFile file = new PDEmbeddedFile(document, new ByteArrayInputStream(bytes), COSName.FLATE_DECODE);
        file.setSubtype(type);
        file.setSize(bytes.length);
        file.setCreationDate(moment);
        file.setModDate(moment);
        PDComplexFileSpecification specification = new PDComplexFileSpecification();
        specification.setFile(name);
        specification.setFileUnicode(name);
        specification.setFileDescription(description);
        specification.setEmbeddedFile(file);
        specification.setEmbeddedFileUnicode(file);
        specification.getCOSObject().setName(COSName.getPDFName("AFRelationship"), "Data");
        PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
        files.setNames(Map.of(name, specification));
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(files);
        document.getDocumentCatalog().setNames(names);
        COSArray associated = new COSArray();
        associated.add(specification);
        document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("AF"), associated);
    }

    /** The whole document. */
    byte[] bytes() throws IOException {
        contents.close();
        for (int number = 1; number <= pages.size(); number++) {
            foot(pages.get(number - 1), number);
        }
        PDNumberTreeNode tree = new PDNumberTreeNode(PDParentTreeValue.class);
        tree.setNumbers(parents);
        root.setParentTree(tree);
        root.setParentTreeNextKey(pages.size());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(65_536);
        document.save(bytes);
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    private void foot(PDPage page, int number) throws IOException {
        try (PDPageContentStream foot =
                new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, true, true)) {
            foot.beginMarkedContent(COSName.ARTIFACT);
            foot.beginText();
            foot.setFont(font, FOOT_SIZE);
            foot.newLineAtOffset(MARGIN, 40);
            foot.showText(title + ", page " + number + " of " + pages.size());
            foot.endText();
            foot.endMarkedContent();
        }
    }

    private void block(String type, String text, float size, float indent, float after) throws IOException {
        List<String> lines = wrapped(text, size, WIDTH - indent);
        float line = size * LINE;
        for (int i = 0; i < lines.size(); ) {
            if (y - line < BOTTOM) {
                turn();
            }
            int end = Math.min(lines.size(), i + Math.max(1, (int) ((y - BOTTOM) / line)));
            begin(type);
            write(lines.subList(i, end), size, indent);
            contents.endMarkedContent();
            i = end;
        }
        y -= after;
    }

    private void write(List<String> lines, float size, float indent) throws IOException {
        for (String line : lines) {
            y -= size * LINE;
            contents.beginText();
            contents.setFont(font, size);
            contents.newLineAtOffset(MARGIN + indent, y);
            contents.showText(line);
            contents.endText();
        }
    }

    private void begin(String type) throws IOException {
        PDStructureElement element = new PDStructureElement(type, body);
        PDPage page = pages.get(pages.size() - 1);
        element.setPage(page);
        element.appendKid(marked.size());
        body.appendKid(element);
        contents.beginMarkedContent(COSName.getPDFName(type), marked.size());
        marked.add(element);
    }

    private void turn() throws IOException {
        contents.close();
        contents = nextPage();
    }

    private PDPageContentStream nextPage() throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        page.setStructParents(pages.size());
        marked = new COSArray();
        parents.put(pages.size(), new PDParentTreeValue(marked));
        pages.add(page);
        document.addPage(page);
        y = PDRectangle.A4.getHeight() - MARGIN;
        return new PDPageContentStream(document, page);
    }

    private static List<String> part(List<String> lines, int from, int to) {
        return lines.subList(Math.min(from, lines.size()), Math.min(to, lines.size()));
    }

    private List<String> wrapped(String text, float size, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : printable(paragraph).split(" ", -1)) {
                String more = line.isEmpty() ? word : line + " " + word;
                if (fits(more, size, width)) {
                    line = new StringBuilder(more);
                    continue;
                }
                if (!line.isEmpty()) {
                    lines.add(line.toString());
                }
                line = new StringBuilder(broken(word, size, width, lines));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** What is longer than a line is broken where it must be, but never between a letter and its marks; the rest is answered. */
    private String broken(String word, float size, float width, List<String> lines) throws IOException {
        StringBuilder line = new StringBuilder();
        int[] points = word.codePoints().toArray();
        for (int i = 0; i < points.length; ) {
            int end = i + 1;
            while (end < points.length && isMark(points[end])) {
                end++;
            }
            String letter = new String(points, i, end - i);
            if (!line.isEmpty() && !fits(line + letter, size, width)) {
                lines.add(line.toString());
                line = new StringBuilder();
            }
            line.append(letter);
            i = end;
        }
        return line.toString();
    }

    private boolean fits(String text, float size, float width) throws IOException {
        return font.getStringWidth(text) / 1000 * size <= width;
    }

    /** Composed where it can be; what the font has no letter for, and what is written from right to left, is told by its code point. */
    private String printable(String text) throws IOException {
        StringBuilder printable = new StringBuilder();
        for (int point :
                Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().toArray()) {
            printable.append(
                    isPrinted(point) ? Character.toString(point) : String.format(Locale.ROOT, "[U+%04X]", point));
        }
        return printable.toString();
    }

    private boolean isPrinted(int point) throws IOException {
        byte direction = Character.getDirectionality(point);
        if (Character.isISOControl(point)
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC) {
            return false;
        }
        try {
            font.encode(Character.toString(point));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
