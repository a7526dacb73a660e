/** Whether a job kept its promise, judged without the loader's and the verifier's own code: the oracle of the crash suite. */
@org.jspecify.annotations.NullMarked
package io.waybill.sandbox.check;
