package io.waybill.testkit;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * The main class of every child JVM: runs the server's own main class, and halts when the process that started it has
 * gone. The exit hook of {@link LiveChildren} does not run when the parent is killed with SIGKILL.
 */
final class GuardedMain {
    private GuardedMain() {}

    /** Arguments: the process id of the parent, the main class, its arguments. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        haltWithout(Long.parseLong(arguments[0]));
        String[] rest = Arrays.copyOfRange(arguments, 2, arguments.length);
        try {
            Class.forName(arguments[1]).getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void haltWithout(long parent) {
        ProcessHandle.of(parent).ifPresentOrElse(GuardedMain::haltAfter, GuardedMain::halt);
    }

    private static void haltAfter(ProcessHandle parent) {
        var unused = parent.onExit().thenRun(GuardedMain::halt);
    }

    private static void halt() {
        Runtime.getRuntime().halt(1);
    }
}
