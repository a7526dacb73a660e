package io.waybill.source;

/**
 * One version of one object, pinned: every later read must meet exactly this one.
 *
 * @param uri {@code s3://bucket/key} or {@code file:///absolute/path}, without a version
 * @param version the store's version id; empty when the store keeps no versions
 * @param etag the entity tag without quotes; for a file its inode and modification time
 * @param size bytes
 * @param checksum the stored checksum of the whole object, if any
 */
public record SourceObject(String uri, String version, String etag, long size, StoredChecksum checksum) {
    public SourceObject {
        if (uri.isEmpty() || etag.isEmpty() || size < 0) {
            throw new IllegalArgumentException("not a pinned object: " + uri + " etag " + etag + " size " + size);
        }
    }

    /** What the identity of the object is: its version id, or else entity tag and size. */
    public String identity() {
        return version.isEmpty() ? uri + "#" + etag + ":" + size : uri + "?versionId=" + version;
    }

    /** Where and which, for errors and logs. */
    @Override
    public String toString() {
        return identity();
    }
}
