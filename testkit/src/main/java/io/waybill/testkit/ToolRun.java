package io.waybill.testkit;

/**
 * What a command-line tool left.
 *
 * @param exitCode of the process
 * @param output what it wrote to standard output
 * @param errors what it wrote to standard error, its log included
 */
public record ToolRun(int exitCode, String output, String errors) {}
