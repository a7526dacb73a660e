package io.waybill.testkit.network;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kinds of requests that faults tell apart. The numbers are the API keys of Kafka's protocol guide,
 * https://kafka.apache.org/protocol.html#protocol_api_keys. Immutable.
 *
 * <p>With transaction version 2 (KIP-890), the default of new clusters, producers send no {@link #ADD_PARTITIONS_TO_TXN}:
 * the broker adds a partition when the first {@link #PRODUCE} reaches it.
 */
public enum RequestKind {
    PRODUCE(0),
    FETCH(1),
    LIST_OFFSETS(2),
    METADATA(3),
    FIND_COORDINATOR(10),
    API_VERSIONS(18),
    CREATE_TOPICS(19),
    DELETE_TOPICS(20),
    INIT_PRODUCER_ID(22),
    ADD_PARTITIONS_TO_TXN(24),
    END_TXN(26),
    DESCRIBE_CONFIGS(32),
    DESCRIBE_CLUSTER(60),
    DESCRIBE_PRODUCERS(61),
    /** Whatever has no name here. */
    OTHER(-1);

    private static final Map<Integer, RequestKind> BY_KEY =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(kind -> kind.apiKey, Function.identity()));

    private final int apiKey;

    RequestKind(int apiKey) {
        this.apiKey = apiKey;
    }

    int apiKey() {
        return apiKey;
    }

    static RequestKind of(int apiKey) {
        return BY_KEY.getOrDefault(apiKey, OTHER);
    }
}
