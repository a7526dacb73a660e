package io.waybill.cli;

import java.util.concurrent.Callable;

/**
 * A command that a module outside of the release adds, found by {@link java.util.ServiceLoader}: a picocli command whose
 * result is the exit code.
 */
public interface FurtherCommand extends Callable<Integer> {}
