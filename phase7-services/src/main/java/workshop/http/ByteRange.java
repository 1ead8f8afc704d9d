package workshop.http;

/**
 * A part of a file (RFC 9110 section 14.1.2).
 *
 * @param first the first byte, counted from 0
 * @param last the last byte; it belongs to the part
 */
record ByteRange(long first, long last) {
  /** There is no such part. */
  static final ByteRange UNSATISFIABLE = new ByteRange(0, -1);

  /** How many bytes it has. */
  long size() {
    return last - first + 1;
  }
}
