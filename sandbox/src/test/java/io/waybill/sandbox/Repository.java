package io.waybill.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this repository lies, whichever of its folders a test runs in. */
public final class Repository {
    private Repository() {}

    public static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("sandbox/pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "not inside the repository: " + Path.of("").toAbsolutePath());
    }
}
