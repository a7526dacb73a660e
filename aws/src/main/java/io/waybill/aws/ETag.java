package io.waybill.aws;

/** Entity tags travel in quotes, but are compared and shown without. */
final class ETag {
    private ETag() {}

    static String bare(String tag) {
        return tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"")
                ? tag.substring(1, tag.length() - 1)
                : tag;
    }

    static String quoted(String bareTag) {
        return "\"" + bareTag + "\"";
    }

    /** Whether it, or a checksum, belongs to an object that was uploaded in parts. */
    static boolean isOfParts(String tagOrChecksum) {
        return tagOrChecksum.matches(".*-\\d+");
    }
}
