package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.echo.Memory;
import workshop.echo.Sender;
import workshop.echo.StreamOptions;
import workshop.shared.LoopClock;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;
import workshop.testkit.Exercise;

@Order(11)
@Exercise("6.1")
@DisplayName("How much goes into the next segment")
class NewTextTest {
  private static final int MSS = 1000;
  private static final int LARGE = 50_000;
  private static final SequenceNumber ISS = new SequenceNumber(-700);

  private final LoopClock clock = new LoopClock();
  private final StreamOptions options = new StreamOptions();
  private final SenderParts parts =
      new SenderParts(MSS, clock, Settings.DEFAULTS, options, new Memory(1 << 20));
  private final NewText newText = new NewText(parts);

  /** Takes single segments only. */
  private final Sender.Output wire =
      new Sender.Output() {
        @Override
        public void send(SequenceNumber seq, int flags, ByteBuffer text) {}

        @Override
        public int optionsLength() {
          return 0;
        }
      };

  @BeforeEach
  void start() {
    parts.buffer.start(ISS);
    parts.buffer.acknowledged(ISS.plus(1));
    parts.congestion.start(MSS, 2);
    parts.congestion.set(LARGE);
    peersWindow(LARGE);
  }

  private void peersWindow(int bytes) {
    parts.window.take(
        new TcpSegment(
            1,
            2,
            new SequenceNumber(0),
            parts.buffer.unacknowledged(),
            TcpFlags.ACK,
            bytes,
            0,
            TcpOptions.NONE,
            TcpSegment.EMPTY),
        parts.buffer.unacknowledged().plus(-1));
  }

  private void written(int count) {
    parts.buffer.write(ByteBuffer.allocate(count));
  }

  /** So many bytes are written and on their way. */
  private void onTheirWay(int count) {
    written(count);
    parts.queue.sent(parts.buffer.next(), count);
    parts.buffer.sendNew(count, false, new Nowhere());
  }

  /** Where they go does not matter here. */
  private static final class Nowhere implements Sender.Output {
    @Override
    public void send(SequenceNumber seq, int flags, ByteBuffer text) {}

    @Override
    public int optionsLength() {
      return 0;
    }
  }

  private static String show(NewText.Next next) {
    return next == null ? "none" : next.count() + (next.fin() ? " FIN" : "");
  }

  private void assertNext(String expected, String why) {
    assertThat("next: " + why, show(newText.next(MSS, wire)), equalTo(expected));
  }

  private void assertInAnyCase(String expected, String why) {
    assertThat("nextInAnyCase: " + why, show(newText.nextInAnyCase(MSS)), equalTo(expected));
  }

  @BeforeEach
  void afterPhase5() {
    AfterPhase5.isDone();
  }

  @Test
  @Order(1)
  @Exercise("6.1")
  @DisplayName("nothing written: nothing goes, in no case")
  void nothing() {
    assertNext("none", "nothing is written");
    assertInAnyCase("none", "nothing is written");
  }

  @Test
  @Order(2)
  @Exercise("6.1")
  @DisplayName("a full segment, however much waits; with options, as much less")
  void fullSegment() {
    written(30_000);
    assertNext("1000", "SMSS");
    assertThat("12 bytes of options", show(newText.next(MSS - 12, wire)), equalTo("988"));
  }

  @ParameterizedTest(name = "window {0}: {1}")
  @Order(3)
  @DisplayName("not more than the peer has room for")
  @CsvSource({"5000, 1000", "3000, 1000", "2999, none", "2500, none", "2000, none", "1000, none"})
  void peersRoom(int window, String expected) {
    onTheirWay(2000);
    written(5000);
    peersWindow(window);
    assertNext(expected, "2000 are on their way");
  }

  @ParameterizedTest(name = "cwnd {0}: {1}")
  @Order(4)
  @DisplayName("not more than the network has room for")
  @CsvSource({"3000, 1000", "2999, none", "2000, none", "1000, none"})
  void networksRoom(int congestionWindow, String expected) {
    onTheirWay(2000);
    written(5000);
    parts.congestion.set(congestionWindow);
    assertNext(expected, "2000 are on their way");
  }

  @Test
  @Order(5)
  @DisplayName("a lost segment is not on its way, but has its place in the peer's window")
  void lost() {
    onTheirWay(2000);
    written(5000);
    parts.queue.loseAll();
    parts.congestion.set(MSS);
    assertNext("1000", "nothing is on its way");
    peersWindow(2999);
    assertNext("none", "2000 of 2999 are promised to what was sent");
  }

  @Test
  @Order(6)
  @DisplayName("a little waits while something is on its way, if nobody wants it otherwise (3.7.4)")
  void nagle() {
    onTheirWay(10);
    written(10);
    assertNext("none", "Nagle");
    assertInAnyCase("10", "the wait is over");
    options.setNagle(false);
    assertNext("10", "without Nagle");
    options.setNagle(true);
    parts.queue.acknowledged(parts.buffer.next());
    parts.buffer.acknowledged(parts.buffer.next());
    assertNext("10", "nothing is on its way");
  }

  @ParameterizedTest(name = "room for {0}: {1}")
  @Order(7)
  @Exercise("6.1")
  @DisplayName("half of the largest window is worth a segment (3.8.6.2.1, case 3)")
  @CsvSource({"0, none", "299, none", "300, 300", "599, 599"})
  void halfOfTheWindow(int room, String expected) {
    SenderParts fresh =
        new SenderParts(MSS, clock, Settings.DEFAULTS, options, new Memory(1 << 20));
    fresh.buffer.start(ISS);
    fresh.buffer.acknowledged(ISS.plus(1));
    fresh.congestion.start(MSS, 2);
    fresh.congestion.set(LARGE);
    fresh.buffer.write(ByteBuffer.allocate(5000));
    for (int window : new int[] {600, room}) {
      fresh.window.take(
          new TcpSegment(
              1,
              2,
              new SequenceNumber(0),
              ISS.plus(1),
              TcpFlags.ACK,
              window,
              0,
              TcpOptions.NONE,
              TcpSegment.EMPTY),
          ISS);
    }
    assertThat(show(new NewText(fresh).next(MSS, wire)), equalTo(expected));
  }

  @Test
  @Order(8)
  @Exercise("6.1")
  @DisplayName("in any case: as much as there is room for, a byte at least")
  void inAnyCase() {
    written(5000);
    peersWindow(400);
    assertInAnyCase("400", "what the peer has room for");
    peersWindow(0);
    assertInAnyCase("1", "a probe");
    peersWindow(LARGE);
    assertInAnyCase("1000", "SMSS");
  }

  @Test
  @Order(9)
  @DisplayName("a FIN goes with the last text, or alone")
  void fin() {
    written(1500);
    parts.buffer.close();
    assertNext("1000", "there is more text");
    parts.queue.sent(parts.buffer.next(), 1000);
    parts.buffer.sendNew(1000, false, new Nowhere());
    assertNext("500 FIN", "with it, also a little goes");
    parts.queue.sent(parts.buffer.next(), 500);
    parts.buffer.sendNew(500, false, new Nowhere());
    assertNext("0 FIN", "alone");
    parts.buffer.sendNew(0, true, new Nowhere());
    assertNext("none", "it has gone");
    assertInAnyCase("none", "it has gone");
  }

  @ParameterizedTest(name = "window {0}: {1}")
  @Order(10)
  @Exercise("6.1")
  @DisplayName("a FIN takes up a number in the peer's window, like a byte")
  @CsvSource({"501, 500 FIN", "500, 500", "0, none"})
  void roomForFin(int window, String expected) {
    written(500);
    parts.buffer.close();
    peersWindow(window);
    assertNext(expected, "500 bytes, and a FIN");
  }

  @Test
  @Order(11)
  @Exercise("6.1")
  @DisplayName("in any case: a FIN also where there is no room for it")
  void finInAnyCase() {
    parts.buffer.close();
    peersWindow(0);
    assertNext("none", "there is no room");
    assertInAnyCase("0 FIN", "a probe");
  }

  @ParameterizedTest(name = "{0} written, a window of {1}, closed {2}, Nagle {3}: {4}")
  @Order(20)
  @DisplayName("where the link cuts segments: as much as it takes at once")
  @CsvSource({
    "3500, 50000, false, true, 3000",
    "3500, 50000, false, false, 3500",
    "3500, 50000, true, true, 3500 FIN",
    "3500, 3500, true, true, 3500",
    "3500, 2500, true, true, 2000",
    "700, 50000, false, true, 700",
    "3000, 50000, false, true, 3000",
  })
  void largeSegments(int count, int peersWindow, boolean close, boolean nagle, String expected) {
    options.setNagle(nagle);
    peersWindow(peersWindow);
    written(count);
    if (close) {
      parts.buffer.close();
    }
    assertThat(show(newText.next(MSS, new Large())), equalTo(expected));
  }

  @Test
  @Order(21)
  @Exercise("6.3")
  @DisplayName("each segment of a large one is remembered alone: each may be lost alone")
  void remembersEach() {
    written(3500);
    parts.buffer.close();
    new Transmission(parts).transmit(new Large());
    assertThat("in flight, with the FIN", parts.queue.inFlight(), equalTo(3501));
    assertThat("segments", parts.counters.segments, equalTo(4L));
    assertThat("the first", parts.queue.first().length, equalTo(1000));
    parts.queue.acknowledged(ISS.plus(1 + 3000));
    assertThat("the last, with the FIN", parts.queue.first().length, equalTo(501));
  }

  /** Takes many segments at once. */
  private static final class Large implements Sender.Output {
    @Override
    public void send(SequenceNumber seq, int flags, ByteBuffer text) {}

    @Override
    public int textAtOnce(int available, int segmentText, boolean smallEnd) {
      boolean all = smallEnd || available < segmentText;
      return all ? available : available / segmentText * segmentText;
    }

    @Override
    public int optionsLength() {
      return 0;
    }
  }
}
