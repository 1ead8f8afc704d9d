package workshop.echo;

import workshop.shared.LoopClock;
import workshop.tcp.SequenceNumber;

/**
 * Chooses our initial sequence numbers (RFC 6528; MUST-8 and SHLD-1 of RFC 9293 section 3.4.1). A
 * number is the sum of M and F. M is a clock that counts every 4 microseconds, so that a connection
 * does not repeat the numbers of the one before it. F is a keyed hash of addresses and ports, so
 * that nobody can guess the numbers.
 */
public final class InitialSequenceNumbers {
  private static final int NANOS_PER_TICK = 4000;

  /** The distance from the last number of the old connection to a new one. */
  private static final int CLEAR_OF_OLD_NUMBERS = 1 << 17;

  private final LoopClock clock;
  private final KeyedHash hash;

  /**
   * A generator.
   *
   * @param secret known to nobody else, and new at each start: 16 bytes or more
   */
  public InitialSequenceNumbers(LoopClock clock, byte[] secret) {
    this.clock = clock;
    hash = new KeyedHash(secret);
  }

  /** The number for a connection's SYN: ISN = M + F(addresses, ports, secret). */
  public SequenceNumber next(ConnectionId id) {
    int m = (int) (clock.now() / NANOS_PER_TICK);
    return new SequenceNumber(m + hash.of(id));
  }

  /**
   * The same, for a connection that follows an old one with the same addresses and ports.
   *
   * @param used the last number of the old connection; null if nobody knows it
   */
  public SequenceNumber next(ConnectionId id, SequenceNumber used) {
    SequenceNumber iss = next(id);
    boolean tooEarly = used != null && iss.isAtMost(used); // it was faster than the clock
    return tooEarly ? used.plus(CLEAR_OF_OLD_NUMBERS) : iss;
  }
}
