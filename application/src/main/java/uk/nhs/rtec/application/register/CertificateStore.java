package uk.nhs.rtec.application.register;

import java.util.List;
import uk.nhs.rtec.domain.exemption.RegisterEntry;

/** The register's own store of certificates and the people they name. */
public interface CertificateStore {

    /** What became of an entry. */
    enum Taken {
        /** It is in the register now and was not before. */
        ADDED,
        /** It was in the register already, the same in every detail. */
        UNCHANGED,
        /** The register, or an earlier entry of this list, has this certificate under another category. */
        OTHER_CATEGORY,
        /** The register, or an earlier entry of this list, has this certificate with another first day. */
        OTHER_FIRST_DAY,
        /** The register, or an earlier entry of this list, has this certificate with another last day. */
        OTHER_LAST_DAY
    }

    /**
     * Takes the entries in, all or none of those that do not conflict; what conflicts is left out. Several nodes may take in the same
     * entries at once.
     *
     * @param by who takes them in; kept with each certificate and each person that was not there before
     * @return what became of each entry, in their order
     * @throws RegisterUnavailable when the store cannot say: then nothing of this list is in the register
     */
    List<Taken> add(List<RegisterEntry> entries, Authorship by);
}
