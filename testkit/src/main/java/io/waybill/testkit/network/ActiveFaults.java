package io.waybill.testkit.network;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults of one broker's proxy, in the order of their injection. Any thread may use it. */
final class ActiveFaults {
    private final List<InjectedFault> faults = new CopyOnWriteArrayList<>();

    void add(InjectedFault fault) {
        faults.add(fault);
    }

    void remove(InjectedFault fault) {
        faults.remove(fault);
    }

    boolean refuse() {
        return faults.stream().anyMatch(fault -> fault.fault() instanceof NetworkFault.Refuse);
    }

    /** Those that strike this request: asked once for each. */
    List<InjectedFault> claimsOf(RequestKind kind) {
        return faults.stream().filter(fault -> fault.claims(kind)).toList();
    }

    /** Whether one acts on bytes. */
    boolean actOnBytes() {
        return faults.stream().anyMatch(fault -> fault.linkEffect() != LinkEffect.NONE);
    }

    /** Returns when so many bytes may pass, or none: the begin or the end of a connection. */
    void pass(int bytes, ProxyConnection connection) throws IOException {
        for (InjectedFault fault : faults) {
            fault.linkEffect().beforeBytes(bytes, fault, connection);
        }
    }
}
