package io.waybill.testkit;

import io.waybill.testkit.network.Route;
import java.nio.file.Path;
import java.util.List;

/**
 * Where one node of a cluster lives: broker and controller in one process.
 *
 * @param id from 1
 * @param ports of its listeners
 * @param folder holds its settings, log and data
 */
record KafkaNode(int id, KafkaPorts ports, Path folder) {
    /** For clients: the proxy's, when there is one. */
    String address() {
        return "127.0.0.1:" + ports.advertised();
    }

    /** Past the proxy, when there is one. */
    String directAddress() {
        return "127.0.0.1:" + ports.direct();
    }

    Route route() {
        return new Route(id, ports.advertised(), ports.clients());
    }

    String voter() {
        return id + "@127.0.0.1:" + ports.controller();
    }

    Path config() {
        return folder.resolve("server.properties");
    }

    Path data() {
        return folder.resolve("data");
    }

    Path formatted() {
        return data().resolve("meta.properties");
    }

    /** The broker's process. Its JIT is not limited: throughput is measured against it. */
    Launch launch() {
        JavaCommand java = new JavaCommand(
                List.of(
                        "-Xmx512m",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true",
                        "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
                        "-Dorg.slf4j.simpleLogger.showThreadName=false"),
                ServerJars.of("kafka").classPath(),
                "kafka.Kafka",
                List.of(config().toString()));
        // logged when the broker is registered and unfenced, not only when its port is open
        Readiness readiness = Readiness.logs("Kafka Server started");
        return new Launch("broker-" + id, java.guardedLine(), folder.resolve("broker.log"), readiness);
    }
}
