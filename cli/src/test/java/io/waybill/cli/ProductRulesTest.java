package io.waybill.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.Date;
import org.junit.jupiter.api.Test;

/** Rules over all modules of a release, tested in the one that sees them all. */
class ProductRulesTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("testkit"))
            .importPackages("io.waybill");

    @Test
    void theClassesOfTheProductWereFound() {
        assertThat(PRODUCT).hasSizeGreaterThan(20);
    }

    @Test
    void onlyTheAwsModuleKnowsTheSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.waybill.aws..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(PRODUCT);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.waybill.cli..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(PRODUCT);
    }

    @Test
    void onlyTheStampOfACheckpointAsksForTheTimeOfDay() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.waybill.sink.TransactionalSink")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callConstructor(Date.class)
                .check(PRODUCT);
    }

    @Test
    void noTimeOfDayIsCompared() {
        noClasses()
                .should()
                .callMethod(Instant.class, "isBefore", Instant.class)
                .orShould()
                .callMethod(Instant.class, "isAfter", Instant.class)
                .orShould()
                .callMethod(Instant.class, "compareTo", Instant.class)
                .orShould()
                .callMethod(Instant.class, "toEpochMilli")
                .orShould()
                .callMethod(Duration.class, "between", Temporal.class, Temporal.class)
                .check(PRODUCT);
    }

    @Test
    void onlyTheCommandLineChoosesTheLogBinding() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.waybill.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ch.qos.logback..")
                .check(PRODUCT);
    }
}
