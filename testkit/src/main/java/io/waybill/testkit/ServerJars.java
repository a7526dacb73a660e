package io.waybill.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The jars of one server, gathered by the build below {@code testkit/servers}. Another place can be named with the
 * system property {@code waybill.servers} or the environment variable {@code WAYBILL_SERVERS}.
 *
 * @param folder holds the jars, and native libraries where the server has them
 */
public record ServerJars(Path folder) {
    /** Finds them; {@code server} is kafka, s3proxy, s3mock or dynamodb. */
    public static ServerJars of(String server) {
        Path folder = root().resolve(server).resolve("target").resolve("jars");
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("The jars of the " + server + " server are not in " + folder
                    + ". Gather them with: mvn -q -pl testkit -am process-resources; or name another folder that holds "
                    + server + "/target/jars with -Dwaybill.servers=FOLDER or WAYBILL_SERVERS.");
        }
        return new ServerJars(folder);
    }

    /** All jars, in the form of java's {@code -cp}. */
    public String classPath() {
        return folder + File.separator + "*";
    }

    /** The only jar whose name ends with this. */
    Path jar(String nameEnd) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(nameEnd))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no jar *" + nameEnd + " in " + folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The testkit's own classes: a folder or a jar. */
    static Path ownClasses() {
        try {
            return Path.of(ServerJars.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the testkit's classes lie at no path", e);
        }
    }

    private static Path root() {
        return Optional.ofNullable(System.getProperty("waybill.servers"))
                .or(() -> Optional.ofNullable(System.getenv("WAYBILL_SERVERS")))
                .map(Path::of)
                .orElseGet(() -> testkitFolder().resolve("servers"))
                .toAbsolutePath();
    }

    // testkit/target/classes, or testkit/target/waybill-testkit-x.y.z.jar
    private static Path testkitFolder() {
        return ownClasses().resolve("../..").normalize();
    }
}
