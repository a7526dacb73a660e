package io.waybill.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Function;

/** The ports of a data folder, in its file {@code ports.properties}: a later start on the same data has the same ones. */
final class RememberedPorts {
    private final Path file;
    private final Properties ports = new Properties();

    private RememberedPorts(Path file) {
        this.file = file;
    }

    /**
     * Starts a server with the folder's ports. When it fails and another process holds one of them, because it was faster,
     * the start is tried a second time: with a new port instead of that one.
     */
    static <S> S start(Path folder, Function<RememberedPorts, S> server) {
        RememberedPorts ports = in(folder);
        try {
            return server.apply(ports);
        } catch (ServerStartException e) {
            if (ports.areFree()) {
                throw e;
            }
            return server.apply(ports);
        }
    }

    /** The remembered port if it is free, else a new one, which is remembered. */
    int port(String name) {
        int known = Integer.parseInt(ports.getProperty(name, "0"));
        if (known > 0 && FreePorts.isFree(known)) {
            return known;
        }
        int port = FreePorts.next();
        ports.setProperty(name, Integer.toString(port));
        PropertiesFile.write(file, ports);
        return port;
    }

    private static RememberedPorts in(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RememberedPorts ports = new RememberedPorts(folder.resolve("ports.properties"));
        ports.ports.putAll(PropertiesFile.read(ports.file));
        return ports;
    }

    private boolean areFree() {
        return ports.values().stream()
                .map(Object::toString)
                .map(Integer::valueOf)
                .allMatch(FreePorts::isFree);
    }
}
