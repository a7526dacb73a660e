package io.waybill.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A program that starts a server, writes the server's process id into a file, and is killed by a test. */
final class StartsS3AndWaits {
    private StartsS3AndWaits() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        S3Server server = S3Server.start(folder);
        Path file = Files.writeString(
                folder.resolve("pid.new"), Long.toString(server.process().pid()));
        Files.move(file, folder.resolve("pid"));
        while (true) {
            LockSupport.park();
        }
    }
}
