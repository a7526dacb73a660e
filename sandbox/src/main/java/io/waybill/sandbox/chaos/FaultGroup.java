package io.waybill.sandbox.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The groups of the catalogue, each with its cases. */
enum FaultGroup {
    KILL("A. Crash points"),
    PAUSE("B. Zombies and double starts"),
    NETWORK("C. Network"),
    BROKER("D. Brokers"),
    S3("E. S3"),
    DYNAMODB("F. DynamoDB"),
    HOST("G. Host"),
    CHECKER("H. The checker itself");

    private final String title;

    FaultGroup(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    List<FaultCase> cases() {
        return switch (this) {
            case KILL -> CrashPointCases.ALL;
            case PAUSE -> OwnershipCases.ALL;
            case NETWORK -> NetworkCases.ALL;
            case BROKER -> BrokerCases.ALL;
            case S3 -> S3Cases.ALL;
            case DYNAMODB -> DynamoDbCases.ALL;
            case HOST -> HostCases.ALL;
            case CHECKER -> CheckerCases.ALL;
        };
    }

    Stream<FaultCase> drawn() {
        return cases().stream().filter(one -> one.drawing().isPresent());
    }

    /** Whatever chaos runs can draw. */
    static Stream<FaultCase> allDrawn() {
        return Arrays.stream(values()).flatMap(FaultGroup::drawn);
    }

    /** By letter, then by number: A7 before A10. */
    static int compareIds(String one, String other) {
        int letter = Character.compare(one.charAt(0), other.charAt(0));
        return letter != 0 ? letter : Integer.compare(number(one), number(other));
    }

    private static int number(String id) {
        return Integer.parseInt(id.replaceAll("[^0-9]", ""));
    }

    /** As a user gives it. */
    String flag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
