package io.waybill.testkit.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** One TCP connection. Read and written by one thread; {@link #reset} and {@link #close} may come from any. */
record Connection(Socket socket, InputStream in, OutputStream out) {
    static Connection of(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return new Connection(socket, new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
    }

    /** Ends with FIN: the other side reads the end of the stream. */
    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it was broken already
        }
    }

    /** Ends with RST: the other side gets an error. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // it was closed already
        }
        close();
    }

    /** Says nothing more, and returns when the other side has given up. */
    void stall() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }
}
