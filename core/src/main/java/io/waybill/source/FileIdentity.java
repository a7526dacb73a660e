package io.waybill.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What tells one file from another of the same name.
 *
 * @param inode the inode number, or the file system's own key where there are no inodes
 * @param mtimeNanos last modification, nanoseconds since the epoch
 * @param size bytes
 */
record FileIdentity(String inode, long mtimeNanos, long size) {
    /** The identity of the file that has this name now. */
    static FileIdentity of(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        long mtimeNanos = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        return new FileIdentity(inode(path, attributes), mtimeNanos, attributes.size());
    }

    /** The object with this identity. */
    SourceObject pin(String uri) {
        return new SourceObject(uri, "", inode + "-" + mtimeNanos, size, StoredChecksum.NONE);
    }

    private static String inode(Path path, BasicFileAttributes attributes) throws IOException {
        try {
            return String.valueOf(Files.getAttribute(path, "unix:ino"));
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return String.valueOf(attributes.fileKey()); // "null" on Windows: modification time and size decide there
        }
    }
}
