package workshop.echo;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.StringDescription;
import workshop.shared.Ipv4Address;
import workshop.tcp.TcpSegment;
import workshop.testkit.Hex;
import workshop.testkit.SameBytes;

/**
 * The other end of a connection, as a test plays it:
 *
 * <pre>
 *   peer.sends("SYN seq=0 win=65535 mss=1460");
 *   peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
 *   peer.sends("ACK seq=1 ack=1 data='Hello'");
 *   peer.expects("ACK seq=1 ack=6 data='Hello'");
 * </pre>
 *
 * <p>All numbers are counted from the initial ones, as Wireshark does. {@code len=12} stands for
 * that stretch of a stream of bytes that is the same in both directions. Of what is expected, flags
 * (without PSH, unless it is asked for), text and options must be just so; numbers and the window,
 * where they are told.
 *
 * <p>Besides, whatever the stack sends must keep to what any TCP must keep to: see {@link Rules}.
 */
final class Peer {
  private final Exchange exchange;
  private final ConnectionId id;
  private final Deque<TcpSegment> received = new ArrayDeque<>();

  private long isn = 1000;
  private long iss;
  private int window = 65535;
  private Rules rules = new Rules();
  private TcpSegment lastSyn;
  private SynNumbers stackSyn;

  /** What tells one SYN of the stack's from the next one. */
  private record SynNumbers(int seq, int ack) {}

  Peer(Exchange exchange, ConnectionId id) {
    this.exchange = exchange;
    this.id = id;
  }

  // --- The language.

  /** Where its own numbers start. */
  Peer initialSequenceNumber(long number) {
    isn = number;
    return this;
  }

  /** The window in all that it sends from now on, where a segment does not say otherwise. */
  Peer window(int bytes) {
    window = bytes;
    return this;
  }

  /** What it sends makes no sense: what the stack answers cannot be held against it. */
  Peer lies() {
    rules = null;
    return this;
  }

  /** Sends a segment; all that the stack has sent before must have been expected. */
  void sends(String segment) {
    if (!exchange.inBatch()) {
      expectsNothing();
    }
    deliver(segment(segment));
  }

  /**
   * As {@link #sends}, but not to the stack: the test itself does with the segment what it wants
   * done.
   */
  TcpSegment hasSent(String segment) {
    TcpSegment sent = segment(segment);
    if (rules != null) {
      rules.peerSends(sent);
    }
    exchange.passesBy(this, sent);
    return sent;
  }

  private TcpSegment segment(String words) {
    Script script = new Script(words);
    long seq = script.number("seq", 0);
    long ack = script.number("ack", 0);
    return new TcpSegment(
        port(),
        stackPort(),
        Exchange.number(isn + seq),
        Exchange.number((script.flags & Script.ACK) != 0 ? iss + ack : ack),
        script.flags,
        (int) script.number("win", window),
        (int) script.number("urg", 0),
        ByteBuffer.wrap(script.options()),
        ByteBuffer.wrap(script.payload(seq)));
  }

  /** A segment with numbers counted from the initial ones. */
  void sends(int flags, long seq, long ack, int window, byte[] text) {
    deliver(
        new TcpSegment(
            port(),
            stackPort(),
            Exchange.number(isn + seq),
            Exchange.number(iss + ack),
            flags,
            window,
            0,
            ByteBuffer.allocate(0),
            ByteBuffer.wrap(text)));
  }

  private void deliver(TcpSegment segment) {
    if (rules != null) {
      rules.peerSends(segment);
    }
    exchange.deliver(this, segment);
  }

  /** The next segment of the stack's is this one. */
  TcpSegment expects(String segment) {
    Script script = new Script(segment);
    TcpSegment actual = received.poll();
    if (actual == null) {
      throw new AssertionError(
          "expected from the stack: " + script.text + "\nbut it sent nothing\n" + exchange);
    }
    String difference = difference(script, actual);
    if (difference != null) {
      throw new AssertionError(
          "expected from the stack: "
              + script.text
              + "\nbut it sent:             "
              + Script.Shown.fromStack(this, actual)
              + "\n"
              + difference
              + "\n"
              + exchange);
    }
    return actual;
  }

  /** The stack has nothing to say to that. */
  void expectsNothing() {
    TcpSegment segment = received.peek();
    if (segment != null) {
      throw new AssertionError(
          "nothing more was expected from the stack, but it sent:\n  "
              + Script.Shown.fromStack(this, segment)
              + "\n"
              + exchange);
    }
  }

  /** The stack may answer with this segment, or not at all. */
  void mayAnswer(String segment) {
    if (!received.isEmpty()) {
      expects(segment);
    }
  }

  /** All that the stack has sent are ACKs, and they end with this one. */
  void expectsAcks(String last) {
    while (received.size() > 1 && received.peek().payload().limit() == 0) {
      received.remove();
    }
    expects(last);
    expectsNothing();
  }

  /** Sends that much of the stream, at once, in segments as large as they may be. */
  void sendsText(long seq, int count, long ack) {
    exchange.batch(
        () -> {
          for (int done = 0; done < count; done += Math.min(1460, count - done)) {
            byte[] text = Exchange.stream(seq - 1 + done, Math.min(1460, count - done));
            sends(Script.ACK, seq + done, ack, window, text);
          }
        });
  }

  /** The handshake, as most clients do it. */
  Peer connects() {
    return connects("mss=1460");
  }

  /** The handshake, with something particular about the SYN. */
  Peer connects(String syn) {
    window = (int) new Script("SYN " + syn).number("win", window);
    sends("SYN seq=0 " + syn);
    expects("SYN,ACK seq=0 ack=1 mss=1460");
    sends("ACK seq=1 ack=1");
    expectsNothing();
    return this;
  }

  // --- For clients that a test plays in a program rather than in words.

  /** The next segment that nobody has expected yet, or null; it stays where it is. */
  TcpSegment peek() {
    return received.peek();
  }

  /** The next segment that nobody has expected yet, or null. */
  TcpSegment poll() {
    return received.poll();
  }

  Ipv4Address address() {
    return id.remoteAddress();
  }

  int port() {
    return id.remotePort();
  }

  int stackPort() {
    return id.localPort();
  }

  ConnectionId id() {
    return id;
  }

  /** Where the stack's numbers started. */
  long iss() {
    return iss & 0xFFFF_FFFFL;
  }

  long relativeToPeer(int value) {
    return relative(value - (int) isn);
  }

  long relativeToStack(int value) {
    return relative(value - (int) iss);
  }

  /** What lies a little before the initial number is negative. */
  private static long relative(int difference) {
    long unsigned = difference & 0xFFFF_FFFFL;
    return unsigned < 0xC000_0000L ? unsigned : difference;
  }

  void learn(TcpSegment segment) {
    if ((segment.flags() & Script.SYN) != 0) {
      iss = segment.seq().value();
      SynNumbers numbers = new SynNumbers(segment.seq().value(), segment.ack().value());
      if (rules != null && !numbers.equals(stackSyn)) {
        rules.stackStarts();
      }
      stackSyn = numbers;
    }
  }

  void receives(TcpSegment segment) {
    received.add(segment);
    if (rules != null) {
      rules.stackSends(segment);
    }
  }

  // --- What differs.

  private String difference(Script script, TcpSegment actual) {
    StringJoiner text = new StringJoiner("\n").setEmptyValue("");
    int ignored = (script.flags & Script.PSH) != 0 ? 0 : Script.PSH;
    if ((actual.flags() & ~ignored) != script.flags) {
      text.add("the flags differ");
    }
    long seq = relativeToStack(actual.seq().value());
    if (script.has("seq") && actual.seq().value() != (int) (iss + script.number("seq", 0))) {
      text.add("the sequence number differs");
    }
    if (script.has("ack") && actual.ack().value() != (int) (isn + script.number("ack", 0))) {
      text.add("the acknowledgment differs");
    }
    if (script.has("win") && actual.window() != script.number("win", 0)) {
      text.add("the window differs");
    }
    String options = difference("options", script.options(), actual.options());
    if (options != null) {
      text.add(options);
    }
    String payload = difference("text", script.payload(seq), actual.payload());
    if (payload != null && text.length() == 0) {
      text.add(payload);
    }
    return text.length() == 0 ? null : text.toString();
  }

  private static String difference(String what, byte[] expected, ByteBuffer actual) {
    Matcher<Object> same = SameBytes.sameBytes(expected);
    if (same.matches(actual)) {
      return null;
    }
    Description description = new StringDescription();
    same.describeMismatch(
        actual,
        description.appendText("the " + what + ": expected " + expected.length + " bytes, "));
    return description.toString().stripTrailing();
  }

  /**
   * What must hold of every segment that the stack sends, whatever the test is about: it never
   * acknowledges past a hole, and never takes an acknowledgment back; its window never shrinks; it
   * never sends past the peer's window, nor more than the peer's MSS; what it sends has no holes
   * and no repetitions; and options come with a SYN only.
   */
  private final class Rules {
    /** Stretches of numbers after a hole, counted from the initial one: start to end. */
    private final TreeMap<Long, Long> behindHoles = new TreeMap<>();

    /** The number after all that the peer has sent without a hole. */
    private long reached;

    private int mss = 536;
    private boolean mssIsAgreed;
    private long peerEdge;
    private long next = 1;
    private long acknowledged;
    private long edge;

    /** A new connection: the peer's SYN may have come before, or comes later. */
    void stackStarts() {
      next = 1;
      acknowledged = 0;
      edge = 0;
      mssIsAgreed = false;
      if (lastSyn != null) {
        behindHoles.clear();
        reached = (int) relativeToPeer(lastSyn.seq().value());
        peerSends(lastSyn);
      }
    }

    void peerSends(TcpSegment segment) {
      boolean syn = (segment.flags() & Script.SYN) != 0;
      boolean fin = (segment.flags() & Script.FIN) != 0;
      if (syn) {
        lastSyn = segment;
      }
      if (syn && !mssIsAgreed) {
        mss = mss(Hex.bytes(segment.options()));
      }
      long from = (int) relativeToPeer(segment.seq().value());
      int length = segment.payload().remaining() + (syn ? 1 : 0) + (fin ? 1 : 0);
      if (length > 0) {
        behindHoles.merge(from, from + length, Math::max);
        while (!behindHoles.isEmpty() && behindHoles.firstKey() <= reached) {
          reached = Math.max(reached, behindHoles.pollFirstEntry().getValue());
        }
      }
      if ((segment.flags() & Script.ACK) != 0) {
        mssIsAgreed = true;
        long ack = (int) relativeToStack(segment.ack().value());
        peerEdge = Math.max(peerEdge, ack + segment.window());
      }
    }

    private static int mss(byte[] options) {
      if (options.length == 4 && options[0] == 2 && options[1] == 4) {
        int told = (options[2] & 0xFF) << 8 | options[3] & 0xFF;
        return told == 0 ? 536 : Math.max(told, 48); // 48 as from Linux
      }
      return options.length == 0 ? 536 : 65535; // where it is not that plain, the test looks
    }

    void stackSends(TcpSegment segment) {
      int flags = segment.flags();
      long seq = relativeToStack(segment.seq().value());
      int text = segment.payload().remaining();
      long length = text + ((flags & Script.FIN) != 0 ? 1 : 0);
      boolean syn = (flags & Script.SYN) != 0;
      check(syn || !segment.options().hasRemaining(), "has options, but no SYN", segment);
      if ((flags & Script.RST) != 0) {
        check(length == 0, "is a reset with text", segment);
        return;
      }
      if (syn) {
        check(seq == 0 && length == 0, "is a SYN with a number or text of its own", segment);
      } else {
        check(seq == next, "starts at %d: next is %d".formatted(seq, next), segment);
        check(
            length == 0 || seq + length <= peerEdge,
            "goes on to %d: the peer's window ends before %d".formatted(seq + length, peerEdge),
            segment);
        check(
            text <= mss,
            "has %d bytes of text: the peer's MSS is %d".formatted(text, mss),
            segment);
        next = seq + length;
      }
      if ((flags & Script.ACK) != 0) {
        long ack = relativeToPeer(segment.ack().value());
        check(ack >= 0, "acknowledges %d: the peer starts at 0".formatted(ack), segment);
        check(
            ack <= reached,
            "acknowledges %d: the peer has sent up to %d only".formatted(ack, reached),
            segment);
        check(
            ack >= acknowledged,
            "acknowledges %d: it was %d before, and never goes back".formatted(ack, acknowledged),
            segment);
        check(
            ack + segment.window() >= edge,
            "the window ends at %d: it was %d before, and never goes back"
                .formatted(ack + segment.window(), edge),
            segment);
        acknowledged = ack;
        edge = ack + segment.window();
      }
    }

    private void check(boolean holds, String fault, TcpSegment segment) {
      if (!holds) {
        throw new AssertionError(
            "a stack must never send this: %s%nIt %s.%n%s"
                .formatted(Script.Shown.fromStack(Peer.this, segment), fault, exchange));
      }
    }
  }
}
