package workshop.echo;

import workshop.tcp.SequenceNumber;

/**
 * Where our sequence numbers start (RFC 6528, MUST-8 and SHLD-1 of RFC 9293 section 3.4.1): M, a
 * clock that counts every 4 microseconds, so that a connection does not repeat the numbers of the
 * one before it; plus F, a keyed hash of who talks to whom, so that nobody can guess them.
 */
public final class InitialSequenceNumbers {
  private static final int NANOS_PER_TICK = 4000;

  private final KeyedHash hash;

  /**
   * A generator.
   *
   * @param secret known to nobody else, and new at each start: 16 bytes or more
   */
  public InitialSequenceNumbers(byte[] secret) {
    hash = new KeyedHash(secret);
  }

  /**
   * The number for a connection's SYN: ISN = M + F(addresses, ports, secret).
   *
   * @param now the time, in nanoseconds on the loop's clock
   */
  public SequenceNumber next(ConnectionId id, long now) {
    int m = (int) (now / NANOS_PER_TICK);
    return new SequenceNumber(m + hash.of(id));
  }
}
