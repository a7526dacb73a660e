package io.waybill.testkit;

/** A server did not start; the message ends with the tail of its log. */
public final class ServerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean portTaken;

    ServerStartException(String message, boolean portTaken) {
        super(message);
        this.portTaken = portTaken;
    }

    /** Whether the log says that another process holds the port: a new port may help. */
    public boolean portTaken() {
        return portTaken;
    }
}
