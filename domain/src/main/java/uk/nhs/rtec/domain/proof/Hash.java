package uk.nhs.rtec.domain.proof;

/** A value of SHA-256, which tells nothing of what was hashed. */
public record Hash(Bytes bytes) {

    /** How many bytes a hash has. */
    public static final int LENGTH = 32;

    /** What stands where there is nothing to point to: 32 times zero. */
    public static final Hash NONE = new Hash(Bytes.of(new byte[LENGTH]));

    public Hash {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException("a hash has 32 bytes");
        }
    }

    /** The hash that these bytes are. */
    public static Hash of(byte... bytes) {
        return new Hash(Bytes.of(bytes));
    }

    /** The hash that these 64 hexadecimal digits spell. */
    public static Hash ofHex(String digits) {
        return new Hash(Bytes.ofHex(digits));
    }

    /** The SHA-256 of these bytes and nothing before them, as of what is sealed; leaves and nodes are hashed by {@link MerkleTree}. */
    public static Hash sha256(byte... bytes) {
        return Sha256.of(bytes);
    }

    /** 64 hexadecimal digits. */
    public String hex() {
        return bytes.hex();
    }

    @Override
    public String toString() {
        return hex();
    }
}
