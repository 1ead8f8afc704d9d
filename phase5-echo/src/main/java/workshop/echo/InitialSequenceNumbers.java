package workshop.echo;

import workshop.shared.LoopClock;
import workshop.tcp.SequenceNumber;

/**
 * Where our sequence numbers start (RFC 6528, MUST-8 and SHLD-1 of RFC 9293 section 3.4.1): M, a
 * clock that counts every 4 microseconds, so that a connection does not repeat the numbers of the
 * one before it; plus F, a keyed hash of who talks to whom, so that nobody can guess them.
 */
public final class InitialSequenceNumbers {
  private static final int NANOS_PER_TICK = 4000;

  /** How far a new connection stays away from the numbers of the one before it, in bytes. */
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
   * The same, for a connection that comes right after another one with the same addresses and
   * ports.
   *
   * @param used the last number that the old one has used, if that is known; else null
   */
  public SequenceNumber next(ConnectionId id, SequenceNumber used) {
    SequenceNumber iss = next(id);
    boolean tooEarly = used != null && iss.isAtMost(used); // a fast connection outruns the clock
    return tooEarly ? used.plus(CLEAR_OF_OLD_NUMBERS) : iss;
  }
}
