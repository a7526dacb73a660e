package io.waybill.aws;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waybill.WaybillException;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Catches our own exception, for tests that look at its code and fix. */
final class Errors {
    private Errors() {}

    static WaybillException of(ThrowingCallable act) {
        return Objects.requireNonNull(
                catchThrowableOfType(WaybillException.class, act), "no WaybillException was thrown");
    }
}
