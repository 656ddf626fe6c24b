package uk.nhs.rtec.sandbox.fhir;

/** A way to write a resource down. */
public enum Format {
    XML {
        @Override
        public Element read(String text) throws NotWellFormed {
            return FhirXml.read(text);
        }

        @Override
        public String write(Element resource) {
            return FhirXml.write(resource);
        }
    },
    JSON {
        @Override
        public Element read(String text) throws NotWellFormed {
            return FhirJson.read(text);
        }

        @Override
        public String write(Element resource) {
            return FhirJson.write(resource);
        }
    };

    public abstract Element read(String text) throws NotWellFormed;

    public abstract String write(Element resource);
}
