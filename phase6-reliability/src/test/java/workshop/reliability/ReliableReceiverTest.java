package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.echo.Memory;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;
import workshop.tcp.SequenceNumber;
import workshop.testkit.Exercise;
import workshop.testkit.Hex;

/** Sequence numbers are counted from the peer's SYN, and pass 2^32 soon: the text begins at 1. */
@Order(51)
@Exercise("6.9")
@DisplayName("The receiving half")
class ReliableReceiverTest {
  private static final int MSS = 1000;

  /** The peer's initial number; a test may choose another one. */
  private SequenceNumber irs = new SequenceNumber(-700);

  private static final String PLAIN = "02 04 03 e8";
  private static final String SCALE = PLAIN + "01 03 03 07";
  private static final String SACK = PLAIN + "01 01 04 02";
  private static final long NOW = 5_000_000_000L;
  private static final long DELAY = 40_000_000;

  private final LoopClock clock = new LoopClock();
  private ReliableReceiver receiver =
      new ReliableReceiver(MSS, clock, Settings.DEFAULTS, new Memory(1 << 20));

  @BeforeEach
  void setClock() {
    clock.set(NOW);
  }

  /** A segment with an ACK goes, and maybe with a SYN: what its window field says. */
  private int advertise(boolean syn) {
    if (!syn) {
      receiver.acknowledge();
    }
    return receiver.windowField(syn);
  }

  /** Whether an ACK that is owed for what has come waits at this time. */
  private boolean mayDelayAck(long now) {
    clock.set(now);
    receiver.oweAck();
    return !receiver.isAckDue();
  }

  private ReliableReceiverTest start(String options) {
    receiver.start(irs, ByteBuffer.wrap(Hex.bytes(options)));
    return this;
  }

  private SequenceNumber number(int relative) {
    return new SequenceNumber(irs.value() + relative);
  }

  private static byte at(int seq) {
    return (byte) (seq * 167 + (seq >>> 8) * 13 + (seq >>> 16) * 101);
  }

  private static byte[] bytes(int from, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = at(from + i);
    }
    return bytes;
  }

  private void text(int seq, int count) {
    receiver.text(number(seq), ByteBuffer.allocateDirect(count).put(bytes(seq, count)).flip());
    receiver.reachFin();
  }

  /** RCV.NXT. */
  private int next() {
    return receiver.next().value() - irs.value();
  }

  private void assertReceived(int from, int count) {
    assertThat("text in order", receiver.received(), sameBytes(bytes(from, count)));
  }

  @BeforeEach
  void afterPhase5() {
    AfterPhase5.isDone();
  }

  @Test
  @Order(1)
  @DisplayName("the SYN takes up the first number, and nothing is there yet")
  void start() {
    start(PLAIN);
    assertThat("RCV.NXT", next(), equalTo(1));
    assertReceived(1, 0);
    assertThat(receiver.finReached(), equalTo(false));
    assertThat("no ACK waits", mayDelayAck(NOW), equalTo(false));
    assertThat(receiver.deadline(), equalTo(FrameReceiver.NEVER));
  }

  @Test
  @Order(2)
  @DisplayName("what comes too early is kept, and in its order once the hole is filled")
  void outOfOrder() {
    start(PLAIN);
    text(21, 10);
    text(41, 10);
    assertThat("RCV.NXT", next(), equalTo(1));
    assertReceived(1, 0);
    text(1, 20);
    assertThat("RCV.NXT", next(), equalTo(31));
    assertReceived(1, 30);
    receiver.consume(25);
    text(31, 15); // the end of it is there already
    assertThat("RCV.NXT", next(), equalTo(51));
    assertReceived(26, 25);
  }

  /** Wherever in the text the numbers do so. */
  @ParameterizedTest(name = "past {0}")
  @Order(3)
  @DisplayName("numbers that go past 2^31 or 2^32 change nothing")
  @ValueSource(strings = {"2^31", "2^32"})
  void wrapAround(String where) {
    for (int before = 0; before <= 60; before += 5) {
      irs = new SequenceNumber((where.equals("2^31") ? Integer.MIN_VALUE : 0) - before);
      receiver = new ReliableReceiver(MSS, clock, Settings.DEFAULTS, new Memory(1 << 20));
      start(PLAIN);
      text(41, 10);
      text(21, 10);
      receiver.fin(number(51));
      text(1, 20);
      assertThat("RCV.NXT", next(), equalTo(31));
      text(31, 10);
      assertThat("RCV.NXT, after the FIN", next(), equalTo(52));
      assertReceived(1, 50);
    }
  }

  @Test
  @Order(3)
  @DisplayName("the FIN takes up the number after the text")
  void fin() {
    start(PLAIN);
    text(1, 10);
    receiver.fin(number(11));
    assertThat(receiver.finReached(), equalTo(true));
    assertThat("RCV.NXT", next(), equalTo(12));
    assertReceived(1, 10);
  }

  @Test
  @Order(4)
  @DisplayName("a FIN that comes before its text waits for it")
  void finTooEarly() {
    start(PLAIN);
    receiver.fin(number(31));
    assertThat(receiver.finReached(), equalTo(false));
    assertThat("RCV.NXT", next(), equalTo(1));
    text(11, 20);
    assertThat(receiver.finReached(), equalTo(false));
    text(1, 10);
    assertThat(receiver.finReached(), equalTo(true));
    assertThat("RCV.NXT", next(), equalTo(32));
    assertReceived(1, 30);
  }

  @ParameterizedTest(name = "{1} bytes from {0} on")
  @Order(5)
  @DisplayName("after the FIN there is no text, whoever sends it")
  @CsvSource({"31, 1", "31, 100", "40, 10", "21, 11", "1, 31"})
  void textAfterFin(int seq, int count) {
    start(PLAIN);
    receiver.fin(number(31));
    text(seq, count);
    assertThat("RCV.NXT", next(), equalTo(1));
    text(1, 30);
    assertThat("RCV.NXT", next(), equalTo(32));
    assertReceived(1, 30);
  }

  @Test
  @Order(6)
  @DisplayName("the FIN once more, or another one, changes nothing")
  void finAgain() {
    start(PLAIN);
    receiver.fin(number(11));
    receiver.fin(number(6));
    text(1, 5);
    assertThat(receiver.finReached(), equalTo(false));
    text(6, 5);
    receiver.fin(number(11));
    assertThat(receiver.finReached(), equalTo(true));
    assertThat("RCV.NXT", next(), equalTo(12));
  }

  @Test
  @Order(7)
  @Exercise("6.1")
  @DisplayName("where the peer does not scale, the window is at most 65535 (RFC 7323 2.2)")
  void notScaled() {
    start(PLAIN);
    assertThat("in our SYN", advertise(true), equalTo(65535));
    assertThat("after it", advertise(false), equalTo(65535));
    assertThat("RCV.WND", receiver.window(), equalTo(65535));
  }

  @Test
  @Order(8)
  @Exercise("6.1")
  @DisplayName("where it does, it is four times as large, but never in a SYN (RFC 7323 2.2)")
  void scaled() {
    start(SCALE);
    assertThat("in our SYN", advertise(true), equalTo(65535));
    assertThat("RCV.WND", receiver.window(), equalTo(65535));
    assertThat("after it", advertise(false), equalTo(65535));
    assertThat("RCV.WND", receiver.window(), equalTo(4 * 65535));
  }

  @ParameterizedTest(name = "shift {1}")
  @Order(9)
  @DisplayName("an application that does not read closes the window; one that reads opens it")
  @CsvSource({PLAIN + ", 0", SCALE + ", 2"})
  void closedAndOpened(String options, int shift) {
    start(options);
    advertise(false);
    while (receiver.window() > 0) {
      int edge = next() + receiver.window();
      text(next(), Math.min(MSS, receiver.window()));
      int told = advertise(false) << shift;
      assertThat("what was promised", edge, lessThanOrEqualTo(next() + told));
      assertThat("what is told is promised", receiver.window(), equalTo(told));
    }
    assertThat("told", advertise(false), equalTo(0));
    int stored = receiver.received().remaining();
    assertReceived(1, stored);
    int room = ReliableReceiver.CAPACITY - stored;
    assertThat("no room for a segment", room, lessThan(MSS));
    receiver.consume(MSS - 1 - room);
    assertThat("less than a segment (3.8.6.2.2)", advertise(false), equalTo(0));
    receiver.consume(MSS);
    assertThat("an update is due", receiver.isAckDue(), equalTo(false));
    receiver.consume(1);
    assertThat("an update is due", receiver.isAckDue(), equalTo(true));
    assertThat("told", advertise(false) << shift, equalTo(2 * MSS));
    assertThat("an update is due", receiver.isAckDue(), equalTo(false));
    text(next(), 2 * MSS);
    assertReceived(1 + 2 * MSS - room, stored + room);
  }

  @Test
  @Order(10)
  @DisplayName("after the FIN nobody needs more room")
  void noUpdateAfterFin() {
    start(PLAIN);
    advertise(false);
    for (int i = 0; i < 100; i++) {
      text(next(), MSS);
    }
    receiver.fin(number(next()));
    receiver.consume(100 * MSS);
    assertThat("an update is due", receiver.isAckDue(), equalTo(false));
  }

  @Test
  @Order(11)
  @DisplayName("the ACK of one segment may wait for 40 ms, that of two may not (RFC 5681 4.2)")
  void delayed() {
    start(PLAIN);
    text(1, MSS);
    assertThat(mayDelayAck(NOW), equalTo(true));
    assertThat(receiver.deadline(), equalTo(NOW + DELAY));
    assertThat("asked again", mayDelayAck(NOW + DELAY - 1), equalTo(true));
    assertThat("its time has come", mayDelayAck(NOW + DELAY), equalTo(false));
    text(1001, MSS);
    assertThat("two", mayDelayAck(NOW + 1), equalTo(false));
    advertise(false); // that is: an ACK is sent
    assertThat(receiver.deadline(), equalTo(FrameReceiver.NEVER));
    clock.set(NOW + 2 * DELAY);
    text(2001, MSS);
    assertThat("one again", mayDelayAck(NOW + 2 * DELAY), equalTo(true));
    assertThat(receiver.deadline(), equalTo(NOW + 3 * DELAY));
  }

  @Test
  @Order(11)
  @DisplayName("a segment that the link has made of many is many: its ACK must not wait")
  void superSegment() {
    start(SCALE);
    advertise(false); // so that it is not the window that has to be told of
    text(1, 40 * MSS);
    assertThat("forty", mayDelayAck(NOW), equalTo(false));
    advertise(false);
    text(1 + 40 * MSS, MSS);
    assertThat("one", mayDelayAck(NOW), equalTo(true));
    text(1 + 41 * MSS, MSS);
    assertThat("two", mayDelayAck(NOW), equalTo(false));
  }

  @Test
  @Order(12)
  @DisplayName("what tells of a hole, or fills one, must not wait (RFC 5681 4.2); neither a FIN")
  void notDelayed() {
    start(PLAIN);
    text(11, 10);
    assertThat("a hole", mayDelayAck(NOW), equalTo(false));
    advertise(false);
    text(1, 10);
    assertThat("it is filled", mayDelayAck(NOW), equalTo(false));
    advertise(false);
    text(21, 10);
    assertThat("in order", mayDelayAck(NOW), equalTo(true));
    receiver.fin(number(31));
    assertThat("the FIN", mayDelayAck(NOW), equalTo(false));
  }

  @Test
  @Order(13)
  @DisplayName("no selective acknowledgment for a peer that does not understand it (RFC 2018 2)")
  void noSack() {
    start(SCALE);
    text(11, 10);
    assertThat(receiver.options(), sameBytes(new byte[0]));
    assertThat(receiver.options().limit(), equalTo(0));
  }

  @Test
  @Order(14)
  @Exercise("6.9")
  @DisplayName("what has come too early is told to one that does (RFC 2018 3, 4)")
  void sack() {
    start(SACK);
    assertThat(receiver.options(), sameBytes(new byte[0]));
    text(1, 10);
    assertThat(receiver.options(), sameBytes(new byte[0]));
    text(701, 10); // number 1 on the circle: 701 - 700
    assertThat(receiver.options(), sameBytes(Hex.bytes("01 01 05 0a 00 00 00 01 00 00 00 0b")));
    text(601, 10); // 100 before 2^32, less 1: the latest comes first
    assertThat(
        receiver.options(),
        sameBytes(Hex.bytes("01 01 05 12 ff ff ff 9d ff ff ff a7 00 00 00 01 00 00 00 0b")));
    text(11, 590);
    text(611, 90);
    assertThat("all is there", next(), equalTo(711));
    assertThat(receiver.options(), sameBytes(new byte[0]));
  }

  @ParameterizedTest(name = "seed {0}")
  @Order(15)
  @Exercise("6.9")
  @DisplayName("in any order: the bytes are right, promises are kept, the options fit")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void random(long seed) {
    Random random = new Random(seed);
    boolean scales = random.nextBoolean();
    boolean sacks = random.nextBoolean();
    start(PLAIN + (scales ? "01 03 03 07" : "") + (sacks ? "01 01 04 02" : ""));
    int shift = scales ? 2 : 0;
    int consumed = 0;
    int edge = 1 + receiver.window();
    int total = 1_000_000;
    while (next() <= total) {
      int last = Math.min(total, edge - 1);
      // Most of them close to RCV.NXT, a few anywhere in the window.
      int reach = random.nextInt(20) == 0 ? last - next() + 1 : 4 * MSS;
      int seq = next() + (random.nextInt(3) == 0 ? 0 : random.nextInt(Math.max(1, reach)));
      int count = Math.min(1 + random.nextInt(MSS), last - seq + 1);
      if (count > 0) {
        text(seq, count);
      }
      assertThat(
          "lengthOfOptions()", receiver.options().limit(), equalTo(receiver.options().limit()));
      assertThat("of 40 bytes at most", receiver.options().limit(), lessThanOrEqualTo(36));
      if (random.nextInt(3) == 0 || count <= 0) {
        int field = advertise(false);
        assertThat("a field of 16 bits", field, lessThanOrEqualTo(65535));
        int told = next() + (field << shift);
        // RFC 7323 section 2.4: less by what the shift cuts off; but what was told stays welcome.
        assertThat("what was promised", edge, lessThan(told + (1 << shift)));
        edge = Math.max(edge, told);
        assertThat("the right edge", next() + receiver.window(), equalTo(edge));
      }
      if (random.nextInt(50) == 0 || count <= 0) {
        int length = receiver.received().remaining();
        assertReceived(1 + consumed, length);
        int some = random.nextInt(length + 1);
        receiver.consume(some);
        consumed += some;
      }
    }
    receiver.fin(number(total + 1));
    assertThat(receiver.finReached(), equalTo(true));
    assertReceived(1 + consumed, total - consumed);
  }
}
