package io.waybill.sandbox.chaos;

import java.util.List;

/** Group H: what is wrong is found. Planted in the topic, each must be named by the checker and by the verification. */
final class CheckerCases {
    private static final String EVERY = "VerifierIT.everyDifferenceInOneTopicIsNamedWithRowByteAndOffset";

    static final List<FaultCase> ALL = List.of(
            planted("H80", "missing row", EVERY, "CheckerIT.aMissingRowIsNamed"),
            planted("H81", "missing last row", EVERY, "CheckerIT.theMissingLastRowIsNamed"),
            planted(
                    "H82",
                    "duplicate, adjacent and distant",
                    "VerifierIT.aSecondRecordNextToTheRowsOwnIsNamed",
                    EVERY,
                    "CheckerIT.aSecondRecordNextToTheRowsOwnIsNamed",
                    "CheckerIT.aSecondRecordFarFromTheRowsOwnIsNamed"),
            planted(
                    "H83",
                    "swapped rows",
                    EVERY,
                    "CheckerIT.neighboursThatChangedPlacesAreNamed",
                    "CheckerIT.rowsThatChangedPlacesFarApartAreNamed"),
            planted("H84", "one byte changed", EVERY, "CheckerIT.oneChangedByteIsNamed"),
            planted("H85", "foreign record", EVERY, "CheckerIT.aForeignRecordIsNamedWithTheRowItStandsBefore"),
            planted("H86", "header as a row", EVERY, "CheckerIT.theHeaderAsARecordIsForeign"),
            planted(
                    "H87",
                    "empty topic",
                    "VerifierIT.everyRowOfAnEmptyTopicIsMissing",
                    "CheckerIT.everyRowOfAnEmptyTopicIsMissing"),
            planted("H88", "key or header changed", EVERY, "CheckerIT.aRecordWithAKeyOrHeadersIsNamed"),
            planted(
                    "H89",
                    "a whole transaction replayed",
                    "VerifierIT.aTransactionSentTwiceIsNamedRowByRow",
                    "CheckerIT.aTransactionThatIsThereTwiceIsNamedRowByRow"),
            FaultCase.tested(
                    "H90",
                    "aborted rows present",
                    "passes, and they are listed",
                    "VerifierIT.abortedTransactionsAreNoDifferenceAndAreListedInTheProof",
                    "CheckerIT.abortedRowsAreNoViolationAndAreListed"),
            planted(
                    "H91",
                    "one lost and one duplicated, so that the count is right",
                    "VerifierIT.oneLostAndOneDoubledAreNamedThoughTheCountIsRight",
                    "CheckerIT.oneLostAndOneDoubledAreNamedThoughTheCountIsRight"));

    private CheckerCases() {}

    private static FaultCase planted(String id, String what, String... tests) {
        return FaultCase.tested(id, what, "named with its row", tests);
    }
}
