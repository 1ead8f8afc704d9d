package workshop.reliability;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import workshop.echo.ConnectionId;
import workshop.echo.Memory;
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

  /** So that the numbers wrap around early. */
  private static final int BELOW_2_32 = -700;

  private static final int MOST_SEGMENTS = 1000;
  private static final ConnectionId ID =
      new ConnectionId(
          Ipv4Address.parse(Frames.STACK_IP), 2, Ipv4Address.parse(Frames.KERNEL_IP), 1);

  private final LoopClock clock = new LoopClock();
  private final int iss;
  private final Story story = new Story();
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
    this(settings, BELOW_2_32);
  }

  SenderBench(Settings settings, int iss) {
    this.iss = iss;
    History.of(story);
    options.setNagle(settings.uses(Technique.NAGLE));
    options.setKeepAlive(settings.keepAlive() > 0);
    options.setUserTimeout(settings.userTimeout());
    receiver = new ReliableReceiver(MSS, clock, settings, new Memory(1 << 20));
    SenderParts parts = new SenderParts(MSS, clock, settings, options, new Memory(1 << 20));
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
    tell("our SYN");
    return this;
  }

  /** Text of the peer's arrives, from this number of its own on. */
  SenderBench receives(int seq, int count) {
    tell("%d to %d of the peer's arrive".formatted(seq, seq + count));
    receiver.text(new SequenceNumber(seq), ByteBuffer.allocateDirect(count));
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

  private SequenceNumber number(int relative) {
    return new SequenceNumber(iss + relative);
  }

  /** An ACK with nothing else in it. */
  SenderBench acknowledges(int ack, int window) {
    tell("ACK %d, window %d".formatted(ack, window));
    return arrives(ack, window, TcpFlags.ACK, TcpOptions.NONE, 0);
  }

  /** One that tells that these numbers have arrived, too. */
  SenderBench acknowledges(int ack, int window, int from, int end) {
    tell("ACK %d, window %d, block %d to %d".formatted(ack, window, from, end));
    ByteBuffer sack = ByteBuffer.allocate(12).put(new byte[] {1, 1, 5, 10});
    sack.putInt(iss + from).putInt(iss + end).flip();
    return arrives(ack, window, TcpFlags.ACK, sack, 0);
  }

  /** An ACK in a segment with these flags and so many bytes of text. */
  SenderBench talks(int ack, int window, int flags, int count) {
    boolean fin = (flags & TcpFlags.FIN) != 0;
    tell("ACK %d, window %d, with %s".formatted(ack, window, fin ? "a FIN" : count + " bytes"));
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
            ByteBuffer.allocateDirect(count)));
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
    tell("%d bytes are written".formatted(count));
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
    tell("sends " + (sent.size() <= 4 ? inWords(sent) : ends(sent)));
    return sent;
  }

  private void tell(String step) {
    story.add("%.0f ms: %s".formatted(clock.now() / (double) MILLISECOND, step));
  }

  /** These segments, in this order, or nothing. */
  static Matcher<List<String>> segments(String... expected) {
    return matcher(inWords(List.of(expected)), SenderBench::inWords);
  }

  /** So many segments, whatever is in them. */
  static Matcher<List<String>> segments(int expected) {
    return matcher(expected + " segments", sent -> sent.size() + " segments");
  }

  private static Matcher<List<String>> matcher(
      String expected, Function<List<String>, String> words) {
    return new CustomTypeSafeMatcher<>(expected) {
      @Override
      protected boolean matchesSafely(List<String> sent) {
        return words.apply(sent).equals(expected);
      }

      @Override
      protected void describeMismatchSafely(List<String> sent, Description mismatch) {
        mismatch.appendText("was ").appendText(words.apply(sent));
      }
    };
  }

  private static String ends(List<String> segments) {
    String last = segments.get(segments.size() - 1);
    return "%d segments, from %s to %s".formatted(segments.size(), segments.get(0), last);
  }

  private static String inWords(List<String> segments) {
    return segments.isEmpty() ? "nothing" : String.join(", ", segments);
  }

  private String show(SequenceNumber seq, int flags, ByteBuffer text) {
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
