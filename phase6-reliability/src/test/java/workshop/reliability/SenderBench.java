package workshop.reliability;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import workshop.echo.ConnectionId;
import workshop.echo.Sender;
import workshop.echo.StreamOptions;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;
import workshop.testkit.Frames;

/**
 * A sending half on its own, its peer played by the test. Sequence numbers are counted from our
 * initial one, times are in milliseconds; the text is a stream of bytes of which each is known from
 * its place, and is checked wherever it is sent.
 */
final class SenderBench {
  static final int MSS = 1000;
  private static final long MILLISECOND = 1_000_000;
  private static final int ISS = -700; // so that the numbers wrap around early
  private static final int MOST_SEGMENTS = 1000;
  private static final ConnectionId ID =
      new ConnectionId(
          Ipv4Address.parse(Frames.STACK_IP), 2, Ipv4Address.parse(Frames.KERNEL_IP), 1);

  private final LoopClock clock = new LoopClock();
  private final ReliableReceiver receiver;
  final StreamOptions options = new StreamOptions();
  final ReliableSender sender;
  private boolean started;
  private int written;
  private int peersNext = 1;

  SenderBench() {
    this(Settings.DEFAULTS);
  }

  SenderBench(Settings settings) {
    options.setNagle(settings.uses(Technique.NAGLE));
    options.setKeepAlive(settings.keepAlive() > 0);
    options.setUserTimeout(settings.userTimeout());
    receiver = new ReliableReceiver(MSS, clock, settings);
    SenderParts parts = new SenderParts(MSS, clock, settings, options);
    sender = new ReliableSender(ID, parts, ReliabilityObserver.NOBODY);
  }

  /**
   * The handshake: the SYN goes out now, and is acknowledged after 100 ms. So SRTT is 100 ms,
   * RTTVAR 50 ms and RTO 300 ms (RFC 6298 section 2.2).
   */
  SenderBench established(int window) {
    return established(window, TcpOptions.withMaximumSegmentSize(MSS));
  }

  /** The same, with other options of the peer's SYN. */
  SenderBench established(int window, ByteBuffer options) {
    sendsSyn();
    sender.peerOptions(options);
    receiver.start(new SequenceNumber(0), options);
    clock.set(clock.now() + 100 * MILLISECOND);
    return acknowledges(1, window);
  }

  SenderBench sendsSyn() {
    if (!started) {
      sender.start(number(0));
      started = true;
    }
    sender.synSent();
    return this;
  }

  /** Text of the peer's arrives, from this number of its own on. */
  SenderBench receives(int seq, int count) {
    receiver.text(new SequenceNumber(seq), ByteBuffer.allocate(count));
    return this;
  }

  int unacknowledged() {
    return sender.unacknowledged().minus(number(0));
  }

  int acceptable() {
    return sender.acceptable().minus(number(0));
  }

  int next() {
    return sender.next().minus(number(0));
  }

  SenderBench at(double milliseconds) {
    clock.set(Math.round(milliseconds * MILLISECOND));
    return this;
  }

  private static SequenceNumber number(int relative) {
    return new SequenceNumber(ISS + relative);
  }

  /** An ACK with nothing else in it. */
  SenderBench acknowledges(int ack, int window) {
    return acknowledges(ack, window, TcpOptions.NONE);
  }

  /** One that tells that these numbers have arrived, too. */
  SenderBench acknowledges(int ack, int window, int from, int end) {
    ByteBuffer sack = ByteBuffer.allocate(12).put(new byte[] {1, 1, 5, 10});
    return acknowledges(ack, window, sack.putInt(ISS + from).putInt(ISS + end).flip());
  }

  private SenderBench acknowledges(int ack, int window, ByteBuffer options) {
    return arrives(ack, window, TcpFlags.ACK, options, 0);
  }

  /** An ACK in a segment with these flags and so many bytes of text. */
  SenderBench talks(int ack, int window, int flags, int count) {
    return arrives(ack, window, flags, TcpOptions.NONE, count);
  }

  private SenderBench arrives(int ack, int window, int flags, ByteBuffer options, int count) {
    sender.acknowledged(
        new TcpSegment(
            1,
            2,
            new SequenceNumber(peersNext),
            number(ack),
            flags,
            window,
            0,
            options,
            ByteBuffer.allocate(count)));
    return this;
  }

  /** The application writes so many bytes more. */
  SenderBench writes(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = byteAt(written + i);
    }
    int taken = sender.write(ByteBuffer.wrap(bytes));
    if (taken != count) {
      throw new AssertionError("of %d bytes, %d were taken".formatted(count, taken));
    }
    written += count;
    return this;
  }

  private static byte byteAt(int place) {
    return (byte) (place * 167 + (place >>> 8) * 13);
  }

  /**
   * What it sends now: numbers from-end, and FIN, PSH.
   *
   * @throws AssertionError if any byte is wrong
   */
  List<String> sends() {
    List<String> sent = new ArrayList<>();
    sender.transmit(
        new Sender.Output() {
          @Override
          public void send(SequenceNumber seq, int flags, ByteBuffer text) {
            sent.add(show(seq, flags, text));
            if (sent.size() > MOST_SEGMENTS) {
              throw new AssertionError("it never stops: " + sent.subList(0, 10));
            }
          }

          @Override
          public int optionsLength() {
            return receiver.options().limit();
          }
        });
    return sent;
  }

  private static String show(SequenceNumber seq, int flags, ByteBuffer text) {
    int from = seq.minus(number(0));
    int count = text.remaining();
    for (int i = 0; i < count; i++) {
      if (text.get(text.position() + i) != byteAt(from - 1 + i)) {
        throw new AssertionError("byte %d is wrong".formatted(from + i));
      }
    }
    boolean fin = (flags & TcpFlags.FIN) != 0;
    boolean push = (flags & TcpFlags.PSH) != 0;
    return "%d-%d%s%s".formatted(from, from + count, push ? " PSH" : "", fin ? " FIN" : "");
  }

  /** When it wants to be called, in milliseconds. */
  double deadline() {
    return sender.deadline() / (double) MILLISECOND;
  }

  boolean givesUp() {
    return sender.givesUp();
  }
}
