package workshop.echo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;

/** RFC 9293 section 3.10.7.4, first, by itself: RCV.NXT is 1, and the window as told. */
@Order(34)
@Exercise("5.7")
@DisplayName("First step: the sequence number")
class SequenceNumberStepTest {
  @RegisterExtension final Exchange exchange = new Exchange();
  private final Peer peer = exchange.peer();

  /** Whether the segment is acceptable in ESTABLISHED; what is sent then, the peer may expect. */
  private void check(int window, String segment, boolean acceptable) {
    exchange.with(FakeParts.receiveWindow(window));
    Connection connection = InState.reach(State.ESTABLISHED, exchange).connection();
    boolean answer =
        new SegmentChecks(ConnectionObserver.NOBODY)
            .checkSequenceNumber(connection, peer.hasSent(segment));
    exchange.endOfBatch();
    if (answer != acceptable) {
      throw new AssertionError(
          "'%s' is %s; expected: %s.%nRCV.NXT is 1, and the window %s."
              .formatted(
                  segment,
                  answer ? "taken for acceptable" : "refused",
                  acceptable ? "acceptable" : "not acceptable",
                  window == 0 ? "is zero" : "has the numbers 1 to " + window));
    }
  }

  @ParameterizedTest(name = "seq={0}")
  @Order(1)
  @DisplayName("without text: acceptable from RCV.NXT up to the last number of the window")
  @ValueSource(longs = {1, 2, 500, 999, 1000})
  void emptyWithin(long seq) {
    check(1000, "ACK ack=1 seq=" + seq, true);
    peer.expectsNothing();
  }

  @ParameterizedTest(name = "seq={0}")
  @Order(2)
  @DisplayName("without text: anything else is answered with an ACK, and forgotten")
  @ValueSource(longs = {0, -1, -1000, 1001, 1002, 65536, 2_147_483_647, -2_147_483_000})
  void emptyOutside(long seq) {
    check(1000, "ACK ack=1 seq=" + seq, false);
    peer.expects("ACK seq=1 ack=1 win=1000");
  }

  @ParameterizedTest(name = "seq={0} len={1}")
  @Order(3)
  @DisplayName("with text: acceptable as soon as one number of it lies within the window")
  @CsvSource({
    "1, 1",
    "1, 1000",
    "1000, 1",
    "500, 100", // all of it
    "0, 2",
    "-9, 11",
    "-999, 1460", // its end
    "1000, 1460",
    "2, 1460", // its start
    "0, 1460",
    "-99, 1200" // its middle
  })
  void textWithin(long seq, int length) {
    check(1000, "ACK ack=1 seq=%d len=%d".formatted(seq, length), true);
    peer.expectsNothing();
  }

  @ParameterizedTest(name = "seq={0} len={1}")
  @Order(4)
  @DisplayName("text wholly outside the window is answered with an ACK")
  @CsvSource({
    "0, 1",
    "-9, 10",
    "-1459, 1460",
    "1001, 1",
    "1001, 1460",
    "100000, 10",
    "2147482000, 10",
    "-2147482000, 10"
  })
  void textOutside(long seq, int length) {
    check(1000, "ACK ack=1 seq=%d len=%d".formatted(seq, length), false);
    peer.expects("ACK seq=1 ack=1 win=1000");
  }

  @ParameterizedTest(name = "{0}")
  @Order(5)
  @DisplayName("SYN and FIN take up a number each: one that is new is acceptable")
  @CsvSource(
      delimiter = '|',
      value = {
        "FIN,ACK seq=0 ack=1 | false",
        "FIN,ACK seq=0 ack=1 len=1 | true",
        "FIN,ACK seq=1 ack=1 | true",
        "FIN,ACK seq=1001 ack=1 | false",
        "FIN,ACK seq=-10 ack=1 len=10 | false",
        "FIN,ACK seq=-10 ack=1 len=11 | true",
        "SYN seq=0 | false",
        "SYN seq=0 len=1 | true"
      })
  void synAndFin(String segment, boolean acceptable) {
    check(1000, segment, acceptable);
    if (!acceptable) {
      peer.expects("ACK seq=1 ack=1");
    }
  }

  @ParameterizedTest(name = "a connection that starts {0} before it")
  @Order(6)
  @DisplayName("4294967295 is followed by 0: in the segment, and in the window")
  @ValueSource(ints = {0, 1, 2, 3, 500, 1000, 1001, 1002})
  void wrapAround(int before) {
    peer.initialSequenceNumber((1L << 32) - before);
    check(1000, "ACK seq=-1 ack=1 len=3", true); // numbers -1, 0 and 1
  }

  @ParameterizedTest(name = "a connection that starts {0} before it")
  @Order(7)
  @DisplayName("4294967295 is followed by 0: also of what is too late or too early")
  @CsvSource({"0, 0", "1, 0", "2, 0", "3, 0", "1000, 1001", "1001, 1001", "1002, 1001", "9, 1001"})
  void wrapAroundOutside(int before, long seq) {
    peer.initialSequenceNumber((1L << 32) - before);
    check(1000, "ACK seq=%d ack=1".formatted(seq), false);
    peer.expects("ACK seq=1 ack=1");
  }

  @ParameterizedTest(name = "a connection that starts {0} before it")
  @Order(9)
  @DisplayName("2147483647 is not the largest number either: also of what is too late or too early")
  @CsvSource({"0, 0", "1, 0", "2, 0", "3, 0", "1000, 1001", "1001, 1001", "1002, 1001", "9, 1001"})
  void signedWrapAroundOutside(int before, long seq) {
    peer.initialSequenceNumber((1L << 31) - before);
    check(1000, "ACK seq=%d ack=1".formatted(seq), false);
    peer.expects("ACK seq=1 ack=1");
  }

  @ParameterizedTest(name = "starting at {0}")
  @Order(8)
  @DisplayName("2147483647 is not the largest number either")
  @ValueSource(longs = {2_147_482_647, 2_147_483_645, 2_147_483_646, 2_147_483_647})
  void signedWrapAround(long start) {
    peer.initialSequenceNumber(start);
    check(1000, "ACK seq=-1 ack=1 len=3", true);
  }

  @ParameterizedTest(name = "starting at {0}: seq={1}")
  @Order(9)
  @DisplayName("2147483647 is not the largest number either: without text")
  @CsvSource({
    "2147482647, 1", // the window ends just before it
    "2147482647, 1000",
    "2147482648, 1",
    "2147482648, 1000",
    "2147483000, 1", // it lies within the window
    "2147483000, 500",
    "2147483000, 1000",
    "2147483646, 1",
    "2147483646, 2",
    "2147483647, 1" // the window starts just after it
  })
  void signedWrapAroundWithoutText(long start, long seq) {
    peer.initialSequenceNumber(start);
    check(1000, "ACK ack=1 seq=" + seq, true);
    peer.expectsNothing();
  }

  @ParameterizedTest(name = "starting at {0}: seq={1}")
  @Order(9)
  @DisplayName("4294967295 is followed by 0: without text")
  @CsvSource({
    "4294966295, 1", // the window ends just before it
    "4294966295, 1000",
    "4294966296, 1000",
    "4294966900, 1", // it lies within the window
    "4294966900, 1000",
    "4294967294, 1",
    "4294967294, 2",
    "4294967295, 1" // the window starts just after it
  })
  void wrapAroundWithoutText(long start, long seq) {
    signedWrapAroundWithoutText(start, seq);
  }

  // --- A window of zero.

  @ParameterizedTest(name = "{0}")
  @Order(10)
  @DisplayName("window zero: at RCV.NXT an ACK and a reset still count, and are not answered")
  @ValueSource(strings = {"ACK seq=1 ack=1", "RST seq=1"})
  void windowZero(String segment) {
    check(0, segment, true);
    peer.expectsNothing();
  }

  @ParameterizedTest(name = "{0}")
  @Order(11)
  @DisplayName("window zero: text or a FIN at RCV.NXT is a probe: its ACK counts; it is answered")
  @ValueSource(
      strings = {"ACK seq=1 ack=1 len=1", "ACK seq=1 ack=1 len=1460", "FIN,ACK seq=1 ack=1"})
  void probe(String segment) {
    check(0, segment, true);
    peer.expects("ACK seq=1 ack=1 win=0");
  }

  @ParameterizedTest(name = "{0}")
  @Order(12)
  @DisplayName("window zero: whatever starts elsewhere is not acceptable, and answered")
  @ValueSource(
      strings = {
        "ACK seq=0 ack=1", // as Linux probes
        "ACK seq=2 ack=1",
        "ACK seq=0 ack=1 len=1",
        "ACK seq=0 ack=1 len=2",
        "ACK seq=-500 ack=1 len=1000",
        "ACK seq=2 ack=1 len=10"
      })
  void windowZeroElsewhere(String segment) {
    check(0, segment, false);
    peer.expects("ACK seq=1 ack=1 win=0");
  }

  @ParameterizedTest(name = "RST seq={1}, a window of {0}")
  @Order(13)
  @DisplayName("a reset that is not acceptable is forgotten, and never answered")
  @CsvSource({"1000, 0", "1000, 1001", "1000, -1000", "0, 0", "0, 2"})
  void resetOutside(int window, long seq) {
    check(window, "RST seq=" + seq, false);
    peer.expectsNothing();
  }

  // --- As part of the whole.

  @Test
  @Order(14)
  @DisplayName("what is not acceptable is told to the observer, and changes nothing")
  void dropped() {
    exchange.with(FakeParts.bothHalves());
    InState in = InState.reach(State.ESTABLISHED, exchange);
    peer.sends("FIN,ACK seq=65536 ack=1 len=10");
    peer.expects("ACK seq=1 ack=1 win=65535");
    exchange.assertDrops(SegmentDrop.NOT_ACCEPTABLE);
    in.assertStill();
  }

  @ParameterizedTest
  @Order(15)
  @MethodSource("workshop.echo.InState#otherStates")
  @DisplayName("in every state, what is not acceptable is answered with where we are")
  void inEveryState(State state) {
    exchange.with(FakeParts.bothHalves());
    InState in = InState.reach(state, exchange);
    in.peer().sends("ACK seq=%d ack=%d".formatted(in.next() + 70000, in.sent()));
    in.peer().expects(in.ack());
    in.peer().sends("ACK seq=%d ack=%d len=10".formatted(in.next() + 70000, in.sent()));
    in.peer().expects(in.ack());
    in.peer().sends("ACK seq=%d ack=%d".formatted(in.next() - 1, in.sent()));
    in.peer().expects(in.ack());
    in.assertStill();
  }
}
