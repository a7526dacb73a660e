package io.waybill.aws;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * Who holds a lease: the pair that every write is conditional on.
 *
 * @param name unique to one instance of the lease
 * @param token 0 before the lease is acquired
 */
record LeaseOwner(String name, long token) {
    /** A random name, with host and process id for the people who read the table. */
    static String newName() {
        return UUID.randomUUID() + " host " + host() + " pid "
                + ProcessHandle.current().pid();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
