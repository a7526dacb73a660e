package io.waybill.csv;

/**
 * A place between two rows of the source.
 *
 * @param ordinal which object of the job, from 0
 * @param byteOffset offset of the next row's first byte in that object
 * @param rows rows before this place, over all objects; neither header nor blank lines count
 * @param blank blank lines before this place
 */
public record Position(int ordinal, long byteOffset, long rows, long blank) {
    /** Before the first byte of the first object. */
    public static final Position START = new Position(0, 0, 0, 0);

    public Position {
        if (ordinal < 0 || byteOffset < 0 || rows < 0 || blank < 0) {
            throw new IllegalArgumentException("position " + ordinal + " " + byteOffset + " " + rows + " " + blank);
        }
    }

    @Override
    public String toString() {
        return "row " + rows + " at byte " + byteOffset + " of object " + ordinal;
    }
}
