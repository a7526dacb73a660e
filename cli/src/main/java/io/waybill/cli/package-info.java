/** The command line: one class per command, what they share as mixins, and where results and progress are printed. */
@org.jspecify.annotations.NullMarked
package io.waybill.cli;
