package io.waybill.sandbox.chaos;

import io.waybill.CrashPoint;
import java.util.Map;

/** What a loader did, as its runner hears of it. */
sealed interface Happening {
    Loader loader();

    /** It printed an event. */
    record Printed(Loader loader, String type, Map<String, Object> event) implements Happening {}

    /** It waits at a crash point. */
    record Held(Loader loader, CrashPoint point) implements Happening {}

    /** Its process is gone. */
    record Ended(Loader loader, int exit) implements Happening {}
}
