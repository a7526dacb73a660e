package io.waybill.bench;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this repository lies, whichever of its folders a test runs in. */
final class Repository {
    private Repository() {}

    static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("bench/pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "not inside the repository: " + Path.of("").toAbsolutePath());
    }
}
