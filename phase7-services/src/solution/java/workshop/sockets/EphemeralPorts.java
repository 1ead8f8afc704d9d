package workshop.sockets;

import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import workshop.echo.ConnectionId;
import workshop.shared.Ipv4Address;

/**
 * Chooses the port at our end of a connection that we open (RFC 6056). A client does not care which
 * port it has; but nobody else must be able to guess it, and a port must not come again too soon.
 */
final class EphemeralPorts {
  /** The first of the ports that anybody may use (RFC 6335 section 6). */
  static final int FIRST = 49152;

  /** How many there are: up to 65535. */
  static final int COUNT = 16384;

  /** All ports are in use. */
  static final int NONE = -1;

  private final Ipv4Address address;
  private final ToIntFunction<ConnectionId> hash;

  /** Goes on by one with each port that is tried, whoever is at the other end. */
  private int counter;

  /**
   * For one machine.
   *
   * @param address our own
   * @param hash a number for a pair of ends that nobody can guess: any int, also a negative one
   */
  EphemeralPorts(Ipv4Address address, ToIntFunction<ConnectionId> hash) {
    this.address = address;
    this.hash = hash;
  }

  // --- Exercise 7.9: A port for our end (RFC 6056 section 3.3.3)

  /**
   * The next port, by algorithm 3: the hash of the other end says where to begin, the counter how
   * far to go on. For the hash, our own port is 0: it is not known yet.
   *
   * @param isFree whether a port is in use with this other end, or waits in TIME-WAIT
   * @return from {@link #FIRST} on; {@link #NONE} after {@link #COUNT} ports that are not free
   */
  int choose(Ipv4Address remote, int remotePort, IntPredicate isFree) {
    int offset = hash.applyAsInt(new ConnectionId(address, 0, remote, remotePort));
    for (int tried = 0; tried < COUNT; tried++) {
      int port = FIRST + Math.floorMod(offset + counter, COUNT);
      counter++;
      if (isFree.test(port)) {
        return port;
      }
    }
    return NONE;
  }

  // --- End of exercise 7.9
}

// Hints for 7.9:
// - The port is FIRST plus a number from 0 to COUNT - 1. That number is the sum of the hash and the
//   counter, cut to the range.
// - In Java, -1 % 16384 is -1. `Math.floorMod(-1, 16384)` is 16383.
// - The counter goes on with every port that is tried, also with one that is in use. Else the next
//   call tries the same ports again.
// - Count how many ports you have tried: after COUNT of them you have seen all.
