package io.waybill.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
