package io.waybill.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A change of one item under a condition. The expressions write each attribute as {@code #name}, because half of ours are
 * reserved words of DynamoDB: state, row, partition, owner, token, source, transaction.
 *
 * @param change such as {@code SET #row = :row}
 * @param condition such as {@code #token = :token}; empty for none
 * @param values by their names in the expressions, colon included
 */
record ItemUpdate(String change, String condition, Map<String, AttributeValue> values) {
    private static final Pattern NAME = Pattern.compile("#(\\w+)");

    ItemUpdate {
        values = Map.copyOf(values);
    }

    /** The attributes that the expressions mention. */
    Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        Matcher found = NAME.matcher(change + " " + condition);
        while (found.find()) {
            names.put(found.group(), found.group(1));
        }
        return names;
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
