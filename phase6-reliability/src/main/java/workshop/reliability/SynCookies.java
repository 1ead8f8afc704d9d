package workshop.reliability;

import java.util.Arrays;
import workshop.echo.Connection;
import workshop.echo.ConnectionId;
import workshop.echo.KeyedHash;
import workshop.echo.SegmentDrop;
import workshop.echo.Sender;
import workshop.echo.State;
import workshop.echo.Tcp;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tcp.SegmentHandler;
import workshop.tcp.SegmentSender;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;

/**
 * Protects TCP in a flood of SYNs. If more connections wait for the end of their handshake than
 * there are places left, a SYN gets an answer, but no connection (RFC 4987 section 3.6). The
 * sequence number of the answer is the cookie: a keyed hash of the addresses, the ports, the
 * client's number and the time. An attacker who invents addresses never sees it. A true client
 * acknowledges the cookie, in a segment that has everything the stack did not keep. The hash proves
 * that the cookie is ours, and this ACK makes the connection.
 *
 * <pre>
 *   client                                            stack
 *   SYN      SEQ=c                             ---->
 *                                              <----  SYN,ACK  SEQ=cookie  ACK=c+1   (forgotten)
 *   ACK      SEQ=c+1  ACK=cookie+1             ---->  is it the one that we would have sent?
 * </pre>
 *
 * <p>This has a price, but is better than no connection:
 *
 * <ul>
 *   <li>The number does not come from a clock, as it should (MUST-8). So an old copy of the ACK may
 *       open the connection once more, within two periods.
 *   <li>The SYN's options are forgotten. So the answer offers neither scaled windows nor selective
 *       acknowledgments; the cookie holds the rough MSS.
 *   <li>We do not send the answer again. If the ACK gets lost, the client's first text must come in
 *       time.
 * </ul>
 */
final class SynCookies implements SegmentHandler {
  /** A cookie is valid for one to two of these, in nanoseconds: long enough for a lost ACK. */
  private static final long PERIOD = 16_000_000_000L;

  /** A cookie holds the largest of these that is not above the client's MSS, in bytes. */
  private static final int[] SIZES = {1460, 1220, TcpOptions.DEFAULT_MSS, Sender.SMALLEST_SEGMENT};

  /**
   * For this time after its last SYN,ACK, a client with a cookie does not replace a half-open
   * connection, in nanoseconds: the ACK for it may be on its way.
   */
  private static final long GRACE = 1_000_000_000L;

  private final Tcp tcp;
  private final SegmentSender output;
  private final Ipv4Address address;
  private final int maximumSegmentSize;
  private final LoopClock clock;
  private final KeyedHash hash;
  private final ReliabilityObserver observer;

  /** From then on, all cookies are too old. */
  private long takenUntil = Long.MIN_VALUE;

  /** Until then, a client that has brought its cookie but found no room may try again. */
  private long clientsWaitUntil = Long.MIN_VALUE;

  /**
   * Watches what arrives for TCP.
   *
   * @param output where the answers go
   * @param address our own
   * @param maximumSegmentSize the largest text that fits into a segment on our link, in bytes
   * @param secret 16 bytes or more that nobody can guess
   */
  SynCookies(
      Tcp tcp,
      SegmentSender output,
      Ipv4Address address,
      int maximumSegmentSize,
      LoopClock clock,
      byte[] secret,
      ReliabilityObserver observer) {
    this.tcp = tcp;
    this.output = output;
    this.address = address;
    this.maximumSegmentSize = maximumSegmentSize;
    this.clock = clock;
    this.observer = observer;
    hash = new KeyedHash(secret);
  }

  @Override
  public void receive(Ipv4Address source, TcpSegment segment) {
    boolean goesOn = true;
    if (isFlood(segment)) {
      ConnectionId id =
          new ConnectionId(address, segment.destinationPort(), source, segment.sourcePort());
      Connection connection = tcp.connections().find(id);
      if (flags(segment) == TcpFlags.ACK) {
        goesOn = connection != null && !isHalfOpen(connection) || resumes(id, segment);
      } else if (connection == null) {
        sendCookie(id, segment);
        goesOn = false;
      }
    }
    if (goesOn) {
      tcp.receive(source, segment);
    }
  }

  /** Whether it is a SYN among too many, or an ACK that may bring a cookie back. */
  private boolean isFlood(TcpSegment segment) {
    return switch (flags(segment)) {
      case TcpFlags.SYN -> tcp.connections().isFlooded() && isForListener(segment);
      case TcpFlags.ACK -> clock.now() < takenUntil && isForListener(segment);
      default -> false;
    };
  }

  private boolean isForListener(TcpSegment segment) {
    return tcp.isListening(segment.destinationPort());
  }

  private static int flags(TcpSegment segment) {
    return segment.flags() & (TcpFlags.SYN | TcpFlags.ACK | TcpFlags.RST);
  }

  private static boolean isHalfOpen(Connection connection) {
    return connection != null && connection.state() == State.SYN_RECEIVED;
  }

  private void sendCookie(ConnectionId id, TcpSegment syn) {
    takenUntil = clock.now() + 2 * PERIOD;
    // We ignore text or a FIN that comes with the SYN: the peer sends it again.
    TcpSegment synAck =
        new TcpSegment(
            id.localPort(),
            id.remotePort(),
            cookie(id, syn.seq(), size(syn), clock.now()),
            syn.seq().plus(1),
            TcpFlags.SYN | TcpFlags.ACK,
            ReceiveWindow.LARGEST_FIELD, // what a new connection promises
            0,
            TcpOptions.withMaximumSegmentSize(maximumSegmentSize),
            TcpSegment.EMPTY);
    observer.cookieSent(id);
    output.send(id.remoteAddress(), synAck);
  }

  /**
   * If the segment brings a cookie back, its connection begins. If there is no room for it, the
   * segment is dropped: the client sends its text again, and there may be room then. A segment
   * without a cookie belongs to no connection: TCP answers it with a reset (RFC 9293 section
   * 3.10.7.2, second).
   *
   * @return whether TCP has to look at the segment
   */
  private boolean resumes(ConnectionId id, TcpSegment segment) {
    Connection connection = tcp.connections().find(id);
    SequenceNumber irs = segment.seq().plus(-1);
    SequenceNumber iss = segment.ack().plus(-1);
    int size = provenSize(id, irs, iss);
    if (size == 0 && connection == null && clock.now() < clientsWaitUntil) {
      // It may be the second segment of a client that will send its first segment again.
      observer.dropped(SegmentDrop.NO_ROOM, segment.payload());
      return false;
    }
    if (size == 0) {
      return true;
    }
    if (connection != null) {
      connection.finish(); // the SYN came again, and found room; but the cookie was first
    }
    Connection last = tcp.connections().givesWay();
    boolean tooEarly = isHalfOpen(last) && clock.now() < last.synSentAt() + GRACE;
    if (tooEarly || !tcp.resume(id, syn(id, irs, size), iss)) {
      clientsWaitUntil = clock.now() + 2 * PERIOD;
      observer.dropped(SegmentDrop.NO_ROOM, segment.payload());
      return false;
    }
    return true;
  }

  private static TcpSegment syn(ConnectionId id, SequenceNumber irs, int size) {
    return new TcpSegment(
        id.remotePort(),
        id.localPort(),
        irs,
        new SequenceNumber(0),
        TcpFlags.SYN,
        0,
        0,
        TcpOptions.withMaximumSegmentSize(size),
        TcpSegment.EMPTY);
  }

  private static int size(TcpSegment syn) {
    int told = TcpOptions.maximumSegmentSize(syn.options());
    int mss = Math.max(told, Sender.SMALLEST_SEGMENT);
    return Arrays.stream(SIZES).filter(size -> size <= mss).findFirst().orElseThrow();
  }

  /** The client's MSS as the cookie holds it; 0 if this is no cookie, or not the client's. */
  private int provenSize(ConnectionId id, SequenceNumber irs, SequenceNumber iss) {
    long now = clock.now();
    for (int size : SIZES) {
      if (iss.equals(cookie(id, irs, size, now))
          || iss.equals(cookie(id, irs, size, now - PERIOD))) {
        return size;
      }
    }
    return 0;
  }

  private SequenceNumber cookie(ConnectionId id, SequenceNumber irs, int size, long time) {
    return new SequenceNumber(hash.of(id, irs.value(), size, Math.floorDiv(time, PERIOD)));
  }
}
