package io.waybill.sandbox.check;

/**
 * One place where a property does not hold. Of the rows, P1 is a missing one, P2 a duplicate, P3 a reordered one, P4 a
 * foreign record and P5 a changed one.
 */
public record Violation(Property property, Place place, String sentence) {
    /**
     * Where.
     *
     * @param row number of the row, from 1
     * @param byteOffset of the row's first byte in the object
     * @param offset Kafka offset of the record or the checkpoint
     */
    public record Place(long row, long byteOffset, long offset) {
        /** Of no row and no record. */
        public static final Place NOWHERE = new Place(-1, -1, -1);

        /** A Kafka offset alone. */
        static Place at(long offset) {
            return new Place(-1, -1, offset);
        }

        private String describe() {
            return (row < 0 ? "" : " row " + row)
                    + (byteOffset < 0 ? "" : " byte " + byteOffset)
                    + (offset < 0 ? "" : " offset " + offset);
        }
    }

    /** One line for a person. */
    public String describe() {
        return property + " (" + property.sentence() + ")" + place.describe() + ": " + sentence;
    }
}
