package io.waybill.csv;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The notation of csv-spec.yaml: visible signs for bytes that are not. */
final class Visible {
    private static final Pattern HEX_BYTE = Pattern.compile("<([0-9A-F]{2})>");

    private Visible() {}

    /** The bytes that the text means. */
    static byte[] bytes(String text) {
        return text(text).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The same, as a string with one char per byte: what {@link #text(byte[])} makes of these bytes. */
    static String text(String text) {
        String controls = text.replace('␊', '\n').replace('␍', '\r').replace('␀', '\0');
        String marked = controls.replace("[BOM]", "\uFEFF");
        String perByte = new String(marked.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return HEX_BYTE.matcher(perByte).replaceAll(Visible::charOf);
    }

    /** One char per byte. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String charOf(MatchResult hex) {
        return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex.group(1), 16)));
    }
}
