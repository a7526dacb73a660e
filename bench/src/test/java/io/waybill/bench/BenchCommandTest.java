package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ErrorCode;
import io.waybill.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command refuses before it starts anything. */
class BenchCommandTest {
    private final StringWriter err = new StringWriter();

    private int run(String arguments) {
        CommandLine waybill = Main.commandLine().setErr(new PrintWriter(err));
        return waybill.execute(("bench " + arguments).split(" ", -1));
    }

    @Test
    void anUnknownContestantIsRefusedWithTheNamesOfAll() {
        assertThat(run("--only raw,kafka-cat")).isEqualTo(ErrorCode.USAGE.exitCode());
        assertThat(err.toString()).contains("'kafka-cat'");
        for (Contestant contestant : Contestant.values()) {
            assertThat(err.toString()).contains(contestant.flag());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--rows 0",
                "--rows -5",
                "--rows 999",
                "--rows many",
                "--rounds 0",
                "--row-bytes 63",
                "--row-bytes 100001",
                "--only raw,,json",
                "rows.csv"
            })
    void whatMakesNoSenseIsRefused(String arguments) {
        assertThat(run(arguments)).isEqualTo(ErrorCode.USAGE.exitCode());
        assertThat(err.toString()).contains("fix:", "state:");
    }

    @Test
    void theHelpNamesEveryContestant() {
        String help = new CommandLine(new BenchCommand()).getUsageMessage();
        for (Contestant contestant : Contestant.values()) {
            assertThat(help).contains(contestant.flag());
        }
    }
}
