package uk.nhs.rtec.rest.access;

/** Which APIs word the refusal of a wrong token themselves, since their 401 has a body. */
@FunctionalInterface
public interface OwnRefusals {

    /**
     * Whether the API under this path does.
     *
     * @param path of the request, as it was sent
     */
    boolean isRefusedByApi(String path);
}
