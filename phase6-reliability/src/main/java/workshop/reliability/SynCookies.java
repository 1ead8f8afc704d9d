package workshop.reliability;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import workshop.echo.ConnectionId;
import workshop.echo.Tcp;
import workshop.ethernet.Ipv4Address;
import workshop.tcp.SegmentHandler;
import workshop.tcp.SegmentSender;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;

/**
 * Stands before TCP in a flood of SYNs: when the table of connections is full, a SYN is answered
 * without a place in it (RFC 4987 section 3.6). What has to be known later is in the answer's
 * sequence number, the cookie: a keyed hash of who knocks, where it counts from, and when it was.
 * An invented address never hears of it; a true client acknowledges it, and only then there is a
 * connection.
 *
 * <pre>
 *   client                                            stack
 *   SYN      SEQ=c                             ---->
 *                                              <----  SYN,ACK  SEQ=cookie  ACK=c+1   (forgotten)
 *   ACK      SEQ=c+1  ACK=cookie+1             ---->  is it the one that we would have sent?
 * </pre>
 *
 * <p>The price: the number does not come from a clock as it should (MUST-8), and there is no room
 * in it for the SYN's options. So the answer offers neither scaled windows nor selective
 * acknowledgments, and what is sent to the client comes in segments of {@link
 * TcpOptions#DEFAULT_MSS} bytes. Better than no connection.
 */
final class SynCookies implements SegmentHandler {
  /** A cookie is taken for one to two of these, in nanoseconds: long enough for a lost ACK. */
  private static final long PERIOD = 16_000_000_000L;

  /** What goes into the hash: addresses and ports, the client's number, the period. */
  private static final int SIZE_OF_BAKED = 4 + 2 + 4 + 2 + 4 + 8;

  private final Tcp tcp;
  private final SegmentSender output;
  private final Ipv4Address address;
  private final int maximumSegmentSize;
  private final byte[] secret;
  private final ReliabilityObserver observer;
  private final MessageDigest hash;

  /** From then on, all cookies are too old. */
  private long takenUntil = Long.MIN_VALUE;

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
      byte[] secret,
      ReliabilityObserver observer) {
    this.tcp = tcp;
    this.output = output;
    this.address = address;
    this.maximumSegmentSize = maximumSegmentSize;
    this.secret = secret.clone();
    this.observer = observer;
    try {
      hash = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public void receive(Ipv4Address source, TcpSegment segment, long now) {
    int flags = segment.flags() & (TcpFlags.SYN | TcpFlags.ACK | TcpFlags.RST);
    if (flags == TcpFlags.SYN && tcp.isFlooded(segment.destinationPort())) {
      ConnectionId id = id(source, segment);
      if (mayHaveCookie(id, segment)) {
        answer(id, segment.seq(), now);
        return;
      }
    } else if (flags == TcpFlags.ACK && now < takenUntil) {
      takeBack(id(source, segment), segment, now);
    }
    tcp.receive(source, segment, now);
  }

  private ConnectionId id(Ipv4Address source, TcpSegment segment) {
    return new ConnectionId(address, segment.destinationPort(), source, segment.sourcePort());
  }

  /** A client whose MSS is smaller than the default would get segments that are too large. */
  private boolean mayHaveCookie(ConnectionId id, TcpSegment syn) {
    return tcp.find(id) == null
        && TcpOptions.maximumSegmentSize(syn.options()) >= TcpOptions.DEFAULT_MSS;
  }

  /** Text or a FIN that comes with the SYN is left for the peer to send again. */
  private void answer(ConnectionId id, SequenceNumber irs, long now) {
    takenUntil = now + 2 * PERIOD;
    TcpSegment synAck =
        new TcpSegment(
            id.localPort(),
            id.remotePort(),
            cookie(id, irs, now / PERIOD),
            irs.plus(1),
            TcpFlags.SYN | TcpFlags.ACK,
            ReceiveWindow.LARGEST_FIELD, // what a new connection promises
            0,
            TcpOptions.withMaximumSegmentSize(maximumSegmentSize),
            TcpSegment.EMPTY);
    observer.cookieSent(id, now);
    output.send(id.remoteAddress(), synAck, now);
  }

  /** Where the segment acknowledges a cookie, the connection begins: the segment finds it there. */
  private void takeBack(ConnectionId id, TcpSegment segment, long now) {
    if (tcp.find(id) != null) {
      return;
    }
    SequenceNumber irs = segment.seq().plus(-1);
    SequenceNumber iss = segment.ack().plus(-1);
    long period = now / PERIOD;
    if (iss.equals(cookie(id, irs, period)) || iss.equals(cookie(id, irs, period - 1))) {
      TcpSegment syn =
          new TcpSegment(
              id.remotePort(),
              id.localPort(),
              irs,
              new SequenceNumber(0),
              TcpFlags.SYN,
              0,
              0,
              TcpOptions.NONE,
              TcpSegment.EMPTY);
      tcp.resume(id, syn, iss, now);
    }
  }

  private SequenceNumber cookie(ConnectionId id, SequenceNumber irs, long period) {
    ByteBuffer baked = ByteBuffer.allocate(SIZE_OF_BAKED);
    baked.putInt(id.localAddress().bits()).putShort((short) id.localPort());
    baked.putInt(id.remoteAddress().bits()).putShort((short) id.remotePort());
    baked.putInt(irs.value()).putLong(period);
    hash.update(secret);
    return new SequenceNumber(ByteBuffer.wrap(hash.digest(baked.array())).getInt());
  }
}
