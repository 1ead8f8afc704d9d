package workshop.testkit;

import java.math.BigInteger;

/**
 * The Internet checksum (RFC 1071) as plain arithmetic. An end-around carry makes the addition of
 * 16-bit words an addition modulo 65535. So the sum of all words is the remainder of the whole
 * message, read as one long number. This is slow and short. It is another way than a stack's, so
 * that both do not make the same mistake.
 */
final class Checksum {
  private static final BigInteger MODULUS = BigInteger.valueOf(0xffff);

  private Checksum() {}

  /** The checksum of all parts, one after the other. Over bytes with a right checksum it is 0. */
  static int of(byte[]... parts) {
    byte[] all = Bytes.concat(parts);
    if (all.length % 2 == 1) {
      all = Bytes.concat(all, new byte[1]);
    }
    BigInteger number = new BigInteger(1, all);
    int sum = number.mod(MODULUS).intValue();
    if (sum == 0 && number.signum() != 0) {
      sum = 0xffff; // one's complement has two zeros; a sum with any other word gives this one
    }
    return 0xffff - sum;
  }

  /** The pseudo-header that TCP and UDP put before their bytes (RFC 9293, section 3.1). */
  static byte[] pseudoHeader(byte[] source, byte[] destination, int protocol, int length) {
    byte[] rest = {0, (byte) protocol, (byte) (length >> 8), (byte) length};
    return Bytes.concat(source, destination, rest);
  }
}
