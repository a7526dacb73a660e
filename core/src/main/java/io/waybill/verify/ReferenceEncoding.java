package io.waybill.verify;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.source.ByteRange;
import io.waybill.source.ObjectReader;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the encoding off an object's first eight bytes, written in hexadecimal. */
final class ReferenceEncoding {
    private static final String UTF_8_MARK = "efbbbf";

    /** In the order in which they must be tried: UTF-32LE's mark begins with UTF-16LE's. */
    private static final Map<String, Pattern> FOREIGN = foreign();

    private ReferenceEncoding() {}

    /** Bytes to skip: 3 for UTF-8's byte order mark, else 0. UTF-16 and UTF-32 are SOURCE_UNSUPPORTED. */
    static int markBytes(ObjectReader reader) {
        byte[] first = new byte[(int) Math.min(8, reader.object().size())];
        if (first.length > 0) {
            reader.readFully(new ByteRange(0, first.length), first, 0);
        }
        String hex = HexFormat.of().formatHex(first);
        FOREIGN.forEach((name, begin) -> {
            if (begin.matcher(hex).lookingAt()) {
                throw new WaybillException(
                        ErrorCode.SOURCE_UNSUPPORTED,
                        reader.object() + " is " + name + ", not UTF-8",
                        "Convert the file to UTF-8.");
            }
        });
        return hex.startsWith(UTF_8_MARK) ? UTF_8_MARK.length() / 2 : 0;
    }

    private static Map<String, Pattern> foreign() {
        Map<String, Pattern> foreign = new LinkedHashMap<>();
        foreign.put("UTF-32LE", Pattern.compile("fffe0000"));
        foreign.put("UTF-32BE", Pattern.compile("0000feff"));
        foreign.put("UTF-16LE", Pattern.compile("fffe|((?!00)..00){4}"));
        foreign.put("UTF-16BE", Pattern.compile("feff|(00(?!00)..){4}"));
        return foreign;
    }
}
