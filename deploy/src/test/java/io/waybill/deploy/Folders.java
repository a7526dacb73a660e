package io.waybill.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folders of this module. Maven runs its tests there. */
final class Folders {
    static final Path DEPLOY = Path.of("").toAbsolutePath();
    static final Path TERRAFORM = DEPLOY.resolve("terraform");
    static final List<String> MODULES = List.of("common", "ec2", "ecs", "batch");
    static final List<String> EXAMPLES = List.of("ec2", "ecs", "batch");

    private Folders() {}

    static Path module(String name) {
        return TERRAFORM.resolve("modules").resolve(name);
    }

    /** The files below a folder, sorted. */
    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of all but tests and results: Terraform writes a lock file beside what it is run in. */
    static void copyTo(Path target) throws IOException {
        for (String part : List.of("terraform", "systemd", "ec2", "src/test/terraform")) {
            for (Path file : files(DEPLOY.resolve(part))) {
                Path copy = target.resolve(DEPLOY.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
            }
        }
    }

    /** The programs of that name on the PATH; usually one or none. */
    static List<Path> programs(String name) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> FileSystems.getDefault().getPath(folder, name))
                .filter(Files::isExecutable)
                .toList();
    }
}
