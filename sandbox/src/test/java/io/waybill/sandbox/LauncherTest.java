package io.waybill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.sandbox.LauncherSite.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code waybill}, with a Java and a Maven that only say how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private LauncherSite site;

    @BeforeEach
    void installLauncher(@TempDir Path folder) throws IOException {
        site = new LauncherSite(folder.toRealPath());
    }

    @Test
    void firstUseBuildsAndSaysSo() throws Exception {
        Outcome first = site.run();

        assertThat(first.exit()).isZero();
        assertThat(first.err()).startsWith("waybill: building (first use").contains("waybill: built in ");
        assertThat(first.out()).doesNotContain("building");
        assertThat(site.builds()).isOne();
    }

    @Test
    void nothingIsBuiltWhenNothingChanged() throws Exception {
        site.run();
        Outcome second = site.run();

        assertThat(second.err()).isEmpty();
        assertThat(site.builds()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"core/src/main/java/Some.java", "pom.xml", "bench/pom.xml", "testkit/servers/kafka/pom.xml"})
    void whatWasEditedIsBuiltAgain(String file) throws Exception {
        site.run();
        LauncherSite.touch(site.root.resolve(file));
        Outcome second = site.run();

        assertThat(second.err()).startsWith("waybill: building (the sources changed)");
        assertThat(site.builds()).isEqualTo(2);
    }

    @Test
    void deletedSourceIsBuiltAgain() throws Exception {
        site.run();
        Files.delete(site.source());
        LauncherSite.touch(site.source().resolveSibling("."));
        site.run();

        assertThat(site.builds()).isEqualTo(2);
    }

    @Test
    void missingServerJarsAreFetchedAgain() throws Exception {
        site.run();
        Files.delete(site.root.resolve("testkit/servers/kafka/target/jars"));
        site.run();

        assertThat(site.builds()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoStartsAtOnceBuildOnce(boolean flock) throws Exception {
        if (!flock) {
            Files.deleteIfExists(site.tools.resolve("flock"));
        }
        Process one = site.start(site.root.resolve("waybill"), Map.of(), "one");
        Process two = site.start(site.root.resolve("waybill"), Map.of(), "two");

        assertThat(LauncherSite.end(one).out()).contains("word=one");
        assertThat(LauncherSite.end(two).out()).contains("word=two");
        assertThat(site.builds()).isOne();
    }

    @Test
    void lockOfADeadProcessIsDropped() throws Exception {
        Files.deleteIfExists(site.tools.resolve("flock"));
        Process dead = site.start(site.tools.resolve("sh"), Map.of(), "-c", ":");
        LauncherSite.end(dead);
        Path lock = site.root.resolve(".waybill/build.lock.pid");
        Files.createDirectories(lock.getParent());
        Files.createSymbolicLink(lock, Path.of(Long.toString(dead.pid())));

        assertThat(site.run().exit()).isZero();
        assertThat(Files.isSymbolicLink(lock)).isFalse();
    }

    @Test
    void failedBuildRunsNothing() throws Exception {
        LauncherSite.write(site.root.resolve("mvn.fails"), "");
        Outcome outcome = site.run();

        assertThat(outcome.exit()).isOne();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("BUILD_FAILED", "fix:", "state:");
    }

    @Test
    void wordsAndFolderOfTheCallerArePassedOn() throws Exception {
        Outcome outcome = site.run("load", "s3://b/a file*.csv", "");

        assertThat(outcome.out())
                .startsWith("folder=" + site.home + "\n")
                .contains("word=-Dwaybill.servers=" + site.root.resolve("testkit/servers") + "\n")
                .endsWith("word=io.waybill.cli.Main\nword=load\nword=s3://b/a file*.csv\nword=\n");
    }

    @Test
    void linksToTheLauncherAreFollowed() throws Exception {
        Path absolute = Files.createSymbolicLink(site.home.resolve("absolute"), site.root.resolve("waybill"));
        Path relative = Files.createSymbolicLink(site.tools.resolve("wb"), Path.of("../absolute"));

        assertThat(LauncherSite.end(site.start(absolute, Map.of())).exit()).isZero();
        assertThat(LauncherSite.end(site.start(relative, Map.of())).exit()).isZero();
    }

    @Test
    void releaseRunsItsOwnJarsAndBuildsNothing() throws Exception {
        Path release = site.home.resolve("waybill-1");
        site.installLauncher(release.resolve("bin/waybill"));
        Files.createDirectories(release.resolve("lib"));
        Outcome outcome = LauncherSite.end(site.start(release.resolve("bin/waybill"), Map.of()));

        assertThat(outcome.out())
                .contains("word=" + release.resolve("lib") + "/*\n")
                .doesNotContain("waybill.servers");
        assertThat(site.builds()).isZero();
    }

    @Test
    void oldJavaHomeIsPassedOverForANewerJava() throws Exception {
        site.installJava(site.home.resolve("old"), "1.8.0_402");
        site.installJava(site.home.resolve("jvm/new"), "25.0.1");
        Outcome outcome = LauncherSite.end(site.start(
                site.root.resolve("waybill"),
                Map.of("JAVA_HOME", site.home.resolve("old").toString())));

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).contains("word=--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void javaOnThePathIsFoundThroughItsLinks() throws Exception {
        Files.createSymbolicLink(site.tools.resolve("java"), site.home.resolve("jdk/bin/java"));
        Outcome outcome = LauncherSite.end(site.start(site.root.resolve("waybill"), Map.of("JAVA_HOME", "")));

        assertThat(outcome.exit()).isZero();
    }

    @Test
    void noJavaStopsWithWhatWasLookedAt() throws Exception {
        site.installJava(site.home.resolve("old"), "11.0.2");
        Outcome outcome = LauncherSite.end(site.start(
                site.root.resolve("waybill"),
                Map.of("JAVA_HOME", site.home.resolve("old").toString())));

        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err()).contains("JAVA_NOT_FOUND", "is Java 11.0.2", "no java on the PATH", "fix:", "state:");
    }

    @Test
    void missingMavenStopsOnlyWhereABuildIsNeeded() throws Exception {
        site.run();
        Files.delete(site.tools.resolve("mvn"));
        assertThat(site.run().exit()).isZero();

        LauncherSite.touch(site.source());
        Outcome outcome = site.run();
        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err()).contains("MAVEN_NOT_FOUND", "fix:", "state:");
    }

    @Test
    void optionsOfTheUserFollowOurs() throws Exception {
        Outcome outcome = LauncherSite.end(
                site.start(site.root.resolve("waybill"), Map.of("WAYBILL_JAVA_OPTS", "-Xmx1g -XX:+UseG1GC")));

        assertThat(outcome.out())
                .containsSubsequence("word=-Xmx384m\n", "word=-Xmx1g\n", "word=-XX:+UseG1GC\n", "word=-cp\n")
                .doesNotContain("ParallelGC");
    }
}
