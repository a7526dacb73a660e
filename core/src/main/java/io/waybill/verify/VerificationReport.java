package io.waybill.verify;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Proof;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a verification found.
 *
 * @param job the job id
 * @param records committed records read
 * @param differences in the order of rows; the first ones when there are too many
 * @param complete whether everything was compared; false when it was given up for too many differences
 * @param proof rows compared, and what the offsets between are
 */
public record VerificationReport(
        String job, long records, List<Difference> differences, boolean complete, Proof proof) {
    private static final int SHOWN = 20;

    public VerificationReport {
        differences = List.copyOf(differences);
    }

    /**
     * Demands that topic and source are the same.
     *
     * @throws WaybillException VERIFICATION_DIFFERENCE, naming the first differences
     */
    public void requireNoDifference() {
        if (differences.isEmpty()) {
            return;
        }
        String shown = differences.stream()
                .limit(SHOWN)
                .map(difference -> "\n  " + difference.describe())
                .collect(Collectors.joining());
        String more = differences.size() > SHOWN || !complete ? "\n  and more" : "";
        throw new WaybillException(
                ErrorCode.VERIFICATION_DIFFERENCE,
                "Topic and source of job " + job + " differ:" + shown + more,
                "Do not use these records. Find the other writer or the lost data; then load into a new topic.");
    }
}
