package workshop.sockets;

import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import workshop.echo.ConnectionId;
import workshop.shared.Ipv4Address;

/**
 * Chooses the port at our end of a connection that we open (RFC 6056). A client needs no special
 * port. But strangers must not be able to guess it, and the same port must not come again too soon.
 */
final class EphemeralPorts {
  /** The first of the ports that every program may use (RFC 6335 section 6). */
  static final int FIRST = 49152;

  /** How many there are: up to 65535. */
  static final int COUNT = 16384;

  /** All ports are in use. */
  static final int NONE = -1;

  private final Ipv4Address address;
  private final ToIntFunction<ConnectionId> hash;

  /** Grows by one with each port that is tried, for all peers together. */
  private int counter;

  /**
   * The ports of one machine.
   *
   * @param address our own
   * @param hash makes a number of two ends that nobody can guess: any int, also a negative one
   */
  EphemeralPorts(Ipv4Address address, ToIntFunction<ConnectionId> hash) {
    this.address = address;
    this.hash = hash;
  }

  // --- Exercise 7.9: A port for our end (RFC 6056 section 3.3.3)

  /**
   * The next port, by algorithm 3. The hash of both ends says where to begin. The counter says how
   * far to go on from there. For the hash, our own port is 0, because we do not know it yet.
   *
   * @param isFree whether a port is free: not in use with this peer, and not in TIME-WAIT
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
// - The port is FIRST plus a number from 0 to COUNT - 1. To get this number, add the hash and the
//   counter, and take the remainder of the division by COUNT.
// - In Java, -1 % 16384 is -1. `Math.floorMod(-1, 16384)` is 16383.
// - The counter grows with every port that you try, also if the port is in use. Otherwise the next
//   call tries the same ports again.
// - Count how many ports you have tried. After COUNT ports, you have tried all.
