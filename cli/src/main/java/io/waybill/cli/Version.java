package io.waybill.cli;

import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest has it. */
final class Version implements IVersionProvider {
    static String number() {
        String number = Version.class.getPackage().getImplementationVersion();
        return number == null ? "unpackaged" : number;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"waybill " + number() + " (java " + System.getProperty("java.version") + ")"};
    }
}
