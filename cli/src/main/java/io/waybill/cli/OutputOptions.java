package io.waybill.cli;

import picocli.CommandLine.Option;

/** What stdout is. */
final class OutputOptions {
    @Option(
            names = "--json",
            fallbackValue = "true",
            description = "Print events, one JSON object per line, the last one a summary.")
    private boolean json;

    boolean json() {
        return json;
    }
}
