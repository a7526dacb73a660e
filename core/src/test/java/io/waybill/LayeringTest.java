package io.waybill;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may use whom inside the engine. A new package has to be entered in {@link #MAY_USE}, which is where to think about it. */
class LayeringTest {
    private static final String ROOT = "io.waybill";

    /** Package -> the packages it may use besides itself and the root. */
    private static final Map<String, Set<String>> MAY_USE = Map.of(
            "source", Set.of(),
            "csv", Set.of("source"),
            "record", Set.of("source", "csv"),
            "digest", Set.of("source"),
            "kafka", Set.of(),
            "checkpoint", Set.of("source", "csv", "digest", "kafka"),
            "sink", Set.of("source", "csv", "digest", "kafka", "checkpoint"),
            "verify", Set.of("source", "csv", "digest", "kafka", "checkpoint"),
            "job", Set.of("source", "csv", "record", "digest", "kafka", "checkpoint", "sink", "verify"));

    private static final JavaClasses CORE = new ClassFileImporter()
            .importUrl(
                    WaybillException.class.getProtectionDomain().getCodeSource().getLocation());

    static Set<String> packages() {
        return new TreeSet<>(MAY_USE.keySet());
    }

    @Test
    void theClassesOfTheEngineWereFound() {
        assertThat(CORE).hasSizeGreaterThan(20);
    }

    @Test
    void everyPackageHasItsPlace() {
        Set<String> found = new TreeSet<>();
        CORE.forEach(type -> found.add(type.getPackageName()));
        Set<String> known = new TreeSet<>(Set.of(ROOT));
        packages().forEach(name -> known.add(ROOT + "." + name));

        assertThat(known).containsAll(found);
    }

    @Test
    void theRootUsesNoOtherPackage() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".*.."))
                .check(CORE);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyThoseBelowIt(String name) {
        Set<String> below = MAY_USE.getOrDefault(name, Set.of());
        String[] others = packages().stream()
                .filter(other -> !other.equals(name) && !below.contains(other))
                .map(other -> ROOT + "." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(others))
                .check(CORE);
    }

    /** A verifier that framed rows with the loader's own code would repeat the loader's own mistakes. */
    @Test
    void theVerifierFramesRowsOnItsOwn() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".verify..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".csv..").and(isNoneOf("CsvDialect", "Position")))
                .check(CORE);
    }

    @Test
    void noPackagesUseEachOtherInACircle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void theEngineKnowsNoAwsNoConnectAndNoCommandLine() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "..",
                        "java..",
                        "javax.management..",
                        "jdk.jfr..",
                        "org.apache.kafka.clients..",
                        "org.apache.kafka.common..",
                        "org.slf4j..",
                        "org.jspecify..",
                        "com.fasterxml.jackson..")
                .check(CORE);
    }

    @Test
    void theEngineNeverPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CORE);
    }

    /** By the name of the top-level class, so that nested types go with it. */
    private static DescribedPredicate<JavaClass> isNoneOf(String... names) {
        Set<String> allowed = Set.of(names);
        return DescribedPredicate.describe(
                "are not " + String.join(" or ", names), type -> !allowed.contains(topLevelName(type)));
    }

    private static String topLevelName(JavaClass type) {
        String name = type.getName().substring(type.getPackageName().length() + 1);
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }
}
