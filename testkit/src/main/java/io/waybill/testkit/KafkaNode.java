package io.waybill.testkit;

import java.nio.file.Path;
import java.util.List;

/**
 * Where one node of a cluster lives: broker and controller in one process.
 *
 * @param id from 1
 * @param port of clients and other brokers
 * @param controllerPort of the quorum
 * @param folder holds its settings, log and data
 */
record KafkaNode(int id, int port, int controllerPort, Path folder) {
    String address() {
        return "127.0.0.1:" + port;
    }

    String voter() {
        return id + "@127.0.0.1:" + controllerPort;
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
