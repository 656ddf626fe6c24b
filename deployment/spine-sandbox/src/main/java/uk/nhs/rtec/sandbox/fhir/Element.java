package uk.nhs.rtec.sandbox.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One element of a FHIR resource, or the resource itself.
 *
 * @param value of a primitive
 * @param children the elements within it, in their order
 */
public record Element(String name, Optional<String> value, List<Element> children) {
    public Element {
        children = List.copyOf(children);
    }

    public static Element of(String name, String value) {
        return new Element(name, Optional.of(value), List.of());
    }

    public static Element of(String name, Element... children) {
        return new Element(name, Optional.empty(), List.of(children));
    }

    /** An extension that holds a value. */
    public static Element extension(String url, Element value) {
        return of("extension", of("url", url), value);
    }

    /** A coding within a concept. */
    public static Element concept(String name, String system, String code, String display) {
        return of(name, coding("coding", system, code, display));
    }

    public static Element coding(String name, String system, String code, String display) {
        return of(name, of("system", system), of("code", code), of("display", display));
    }

    /** The same with more elements at its end. */
    public Element with(Element... more) {
        return with(List.of(more));
    }

    public Element with(List<Element> more) {
        List<Element> all = new ArrayList<>(children);
        all.addAll(more);
        return new Element(name, value, all);
    }

    public Stream<Element> all(String child) {
        return children.stream().filter(each -> each.name().equals(child));
    }

    public boolean has(String child) {
        return all(child).findAny().isPresent();
    }

    public Optional<Element> first(String child) {
        return all(child).findFirst();
    }

    /** The value of the first child of this name, when it has one that is not empty. */
    public Optional<String> text(String child) {
        return first(child).flatMap(Element::value).filter(text -> !text.isEmpty());
    }
}
