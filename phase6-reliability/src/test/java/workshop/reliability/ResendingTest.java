package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.reliability.RetransmissionQueue.Stretch;
import workshop.shared.LoopClock;
import workshop.tcp.SequenceNumber;
import workshop.testkit.Exercise;

/** Five segments of 1000 bytes are on their way: 0 to 1000, 1000 to 2000, up to 5000. */
@Order(25)
@Exercise("6.4")
@DisplayName("What is sent again")
class ResendingTest {
  private static final int SEGMENTS = 5;
  private static final int FAR = 100_000;
  private static final int LARGE = 100_000;

  private final LoopClock clock = new LoopClock();
  private RetransmissionQueue queue;
  private Resending resending;

  /** The number of the first byte: nothing wraps around, but where a test says so. */
  private int start;

  /** What has happened so far, for the messages; numbers count from 0. */
  private Story story;

  @BeforeEach
  void send() {
    send(5000);
  }

  private void send(int first) {
    start = first;
    queue = new RetransmissionQueue(clock);
    resending = new Resending(queue);
    story = new Story();
    for (int i = 0; i < SEGMENTS; i++) {
      queue.sent(number(1000 * i), 1000);
    }
    story.add("0 to 5000 are sent, 1000 in each segment");
  }

  private SequenceNumber number(int relative) {
    return new SequenceNumber(start + relative);
  }

  private String show(Stretch stretch) {
    if (stretch == null) {
      return "none";
    }
    int from = stretch.from.value() - start;
    return from + " to " + (from + stretch.length);
  }

  private void timerExpired() {
    story.add("the timer has gone off");
    resending.timerExpired();
  }

  private void firstIsMissing() {
    story.add("the first is missing");
    resending.firstIsMissing();
  }

  /** All before this number has arrived. */
  private void acknowledged(int ack) {
    story.add("ACK " + ack);
    resending.acknowledged();
    queue.acknowledged(number(ack));
  }

  private String after(String what, String why) {
    return what + ": " + why + "; after" + story;
  }

  private void assertNext(String expected, int edge, int congestionWindow, String why) {
    assertThat(
        after("next(), the window ends at %d, cwnd is %d".formatted(edge, congestionWindow), why),
        show(resending.next(number(edge), congestionWindow)),
        equalTo(expected));
  }

  /** It goes now. */
  private void sendsNext(String expected, int edge, int congestionWindow, String why) {
    assertNext(expected, edge, congestionWindow, why);
    story.add(expected + " goes again");
    resending.sentAgain(resending.next(number(edge), congestionWindow));
  }

  private void assertInFlight(int expected, String why) {
    assertThat(after("inFlight()", why), queue.inFlight(), equalTo(expected));
  }

  @Test
  @Order(1)
  @DisplayName("as long as nothing is lost, nothing goes again")
  void nothingLost() {
    assertNext("none", FAR, LARGE, "nothing is lost");
    assertInFlight(5000, "all is on its way");
  }

  @Test
  @Order(2)
  @DisplayName("the timer goes off: all that was on its way is lost, and goes again oldest first")
  void oldestFirst() {
    timerExpired();
    assertInFlight(0, "all is taken for lost");
    sendsNext("0 to 1000", FAR, LARGE, "RFC 6298 5.4: the earliest");
    sendsNext("1000 to 2000", FAR, LARGE, "then the next");
    sendsNext("2000 to 3000", FAR, LARGE, "then the next");
    sendsNext("3000 to 4000", FAR, LARGE, "then the next");
    sendsNext("4000 to 5000", FAR, LARGE, "then the next");
    assertNext("none", FAR, LARGE, "nothing more is lost");
    assertInFlight(5000, "all is on its way again");
  }

  @ParameterizedTest(name = "cwnd {0}: {1} go")
  @Order(3)
  @DisplayName("as many go as the congestion window has room for, each counted with what it adds")
  @CsvSource({
    "0, 0", "999, 0", // the stretch itself has to find room
    "1000, 1", "1999, 1", "2000, 2", "2999, 2", "3000, 3", "5000, 5"
  })
  void room(int congestionWindow, int expected) {
    timerExpired();
    for (int i = 0; i < expected; i++) {
      String segment = "%d to %d".formatted(1000 * i, 1000 * (i + 1));
      sendsNext(segment, FAR, congestionWindow, "on their way, with this: " + 1000 * (i + 1));
    }
    assertNext("none", FAR, congestionWindow, "with one more, it would be more than cwnd");
  }

  @Test
  @Order(4)
  @DisplayName("each needs room for its own length")
  void ownLength() {
    queue.sent(number(5000), 400);
    queue.sent(number(5400), 100);
    story.add("5000 to 5400 and 5400 to 5500 are sent");
    timerExpired();
    for (int from = 0; from < 5000; from += 1000) {
      sendsNext("%d to %d".formatted(from, from + 1000), FAR, 5000, "there is room for five");
    }
    assertNext("none", FAR, 5399, "on their way, with 5000 to 5400: 5400");
    sendsNext("5000 to 5400", FAR, 5400, "on their way, with this: 5400");
    assertNext("none", FAR, 5499, "on their way, with 5400 to 5500: 5500");
    assertNext("5400 to 5500", FAR, 5500, "on their way, with this: 5500");
  }

  @Test
  @Order(4)
  @DisplayName("an acknowledgment makes room")
  void roomAgain() {
    timerExpired();
    sendsNext("0 to 1000", FAR, 1000, "one segment, after a time-out");
    assertNext("none", FAR, 1000, "cwnd is full");
    acknowledged(1000);
    sendsNext("1000 to 2000", FAR, 2000, "slow start: cwnd is 2 segments");
    sendsNext("2000 to 3000", FAR, 2000, "slow start: cwnd is 2 segments");
    assertNext("none", FAR, 2000, "cwnd is full");
  }

  @Test
  @Order(5)
  @DisplayName(
      "a segment that is told to be missing goes at once, whatever the congestion window is")
  void atOnce() {
    firstIsMissing();
    assertInFlight(4000, "the first is lost, and no other");
    sendsNext("0 to 1000", FAR, 0, "RFC 5681 3.2: fast retransmit does not wait for cwnd");
    assertInFlight(5000, "it is on its way again");
    assertNext("none", FAR, LARGE, "nothing else is lost");
  }

  @Test
  @Order(6)
  @DisplayName("only one goes at once: the next has to find room")
  void onlyOne() {
    timerExpired();
    firstIsMissing();
    sendsNext("0 to 1000", FAR, 0, "it goes at once");
    assertNext("none", FAR, 1999, "one went at once; with this, 2000 are on their way");
    assertNext("1000 to 2000", FAR, 2000, "there is room");
  }

  @Test
  @Order(8)
  @DisplayName("the second time, too, only one goes at once")
  void onlyOneAgain() {
    timerExpired();
    sendsNext("0 to 1000", FAR, 1000, "one segment, after a time-out");
    firstIsMissing();
    sendsNext("0 to 1000", FAR, 0, "it goes at once");
    assertNext("none", FAR, 1999, "one went at once; with this, 2000 are on their way");
  }

  @Test
  @Order(7)
  @DisplayName("once it has gone, it does not go again; until it is found to be missing once more")
  void missingAgain() {
    firstIsMissing();
    sendsNext("0 to 1000", FAR, 0, "it goes at once");
    assertNext("none", FAR, 0, "it is on its way");
    firstIsMissing();
    sendsNext("0 to 1000", FAR, 0, "it goes at once");
    assertInFlight(5000, "nothing counts twice");
  }

  @Test
  @Order(8)
  @DisplayName("to ask what goes next changes nothing")
  void asked() {
    firstIsMissing();
    for (int i = 0; i < 3; i++) {
      assertNext("0 to 1000", FAR, 0, "asked again");
    }
  }

  @Test
  @Order(9)
  @DisplayName("the one that had to go at once has arrived: the next has to find room")
  void arrivedMeanwhile() {
    timerExpired();
    firstIsMissing();
    acknowledged(1000);
    assertNext("none", FAR, 999, "what had to go at once has arrived");
    assertNext("1000 to 2000", FAR, 1000, "there is room");
  }

  @Test
  @Order(10)
  @DisplayName(
      "a time-out before it has gone: it has to find room, because the network may be full")
  void timeOut() {
    firstIsMissing();
    timerExpired();
    assertInFlight(0, "all is taken for lost; what was lost already does not count twice");
    assertNext("none", FAR, 999, "RFC 5681 3.1: after a time-out, cwnd is the limit");
    assertNext("0 to 1000", FAR, 1000, "there is room");
  }

  @ParameterizedTest(name = "the window ends at {0}: {1}")
  @Order(11)
  @DisplayName("nothing goes beyond the peer's window, not even again (RFC 9293, SHLD-16)")
  @CsvSource({"-500, none", "0, none", "999, none", "1000, 0 to 1000", "5000, 0 to 1000"})
  void edge(int edge, String expected) {
    timerExpired();
    assertNext(expected, edge, LARGE, "the stretch ends at 1000");
  }

  @ParameterizedTest(name = "the window ends at {0}: {1}")
  @Order(12)
  @DisplayName("nor what has to go at once")
  @CsvSource({"0, none", "999, none", "1000, 0 to 1000"})
  void edgeAtOnce(int edge, String expected) {
    firstIsMissing();
    assertNext(expected, edge, 0, "the stretch ends at 1000");
  }

  @Test
  @Order(13)
  @DisplayName("a window that has room for some of what is lost")
  void edgeAfterSome() {
    timerExpired();
    sendsNext("0 to 1000", 2500, LARGE, "it ends before 2500");
    sendsNext("1000 to 2000", 2500, LARGE, "it ends before 2500");
    assertNext("none", 2500, LARGE, "2000 to 3000 ends after 2500");
  }

  @Test
  @Order(13)
  @DisplayName("a shorter one after that: it is its own end that counts")
  void edgeOfAShortOne() {
    queue.sent(number(5000), 400);
    story.add("5000 to 5400 are sent");
    queue.loseAll();
    for (int from = 0; from < 5000; from += 1000) {
      resending.sentAgain(queue.firstLost());
    }
    story.add("all are lost, and 0 to 5000 have gone again");
    assertNext("none", 5399, LARGE, "the stretch ends at 5400");
    assertNext("5000 to 5400", 5400, LARGE, "the stretch ends at 5400");
  }

  @Test
  @Order(14)
  @DisplayName("a segment that waits for the window goes at once when that opens")
  void atOnceWhenItOpens() {
    firstIsMissing();
    assertNext("none", 0, 0, "the window is closed");
    assertNext("0 to 1000", 1000, 0, "it has not gone yet");
  }

  @Test
  @Order(15)
  @DisplayName("a segment that the peer has after a hole does not go again (RFC 2018 section 5)")
  void arrived() {
    queue.arrived(new Block(number(1000), number(3000)));
    timerExpired();
    sendsNext("0 to 1000", FAR, LARGE, "it is missing");
    sendsNext("3000 to 4000", FAR, LARGE, "the peer has 1000 to 3000");
  }

  /** Wherever in the first three segments the numbers do so. */
  @ParameterizedTest(name = "past {0}")
  @Order(15)
  @DisplayName("numbers that go past 2^31 or 2^32 are compared as SequenceNumber does it, not by <")
  @ValueSource(strings = {"2^31", "2^32"})
  void wrapAround(String where) {
    for (int before = 0; before <= 3000; before += 250) {
      send((where.equals("2^31") ? Integer.MIN_VALUE : 0) - before);
      story.add("the first byte is %d before %s".formatted(before, where));
      timerExpired();
      assertNext("none", 999, LARGE, "the stretch ends at 1000");
      sendsNext("0 to 1000", 1000, LARGE, "the stretch ends at 1000");
      sendsNext("1000 to 2000", 2500, LARGE, "the stretch ends at 2000");
      assertNext("none", 2500, LARGE, "the stretch ends at 3000");
      sendsNext("2000 to 3000", 5000, LARGE, "the stretch ends at 3000");
    }
  }

  @Test
  @Order(16)
  @DisplayName("a segment that has gone again is remembered as such, with the time")
  void remembered() {
    timerExpired();
    clock.set(77);
    sendsNext("0 to 1000", FAR, LARGE, "the earliest");
    Stretch first = queue.first();
    assertThat(after("sentAgain", "Karn's algorithm needs it"), first.sentAgain, equalTo(true));
    assertThat(after("sentAt", "the time of the last copy"), first.sentAt, equalTo(77L));
    assertThat(after("lost", "it is on its way again"), first.lost, equalTo(false));
  }

  @Test
  @Order(17)
  @DisplayName("a second time-out: all goes again, from the oldest on")
  void secondTimeOut() {
    timerExpired();
    sendsNext("0 to 1000", FAR, 1000, "one segment, after a time-out");
    timerExpired();
    assertInFlight(0, "all is taken for lost");
    sendsNext("0 to 1000", FAR, 1000, "RFC 6298 5.4: the earliest");
    assertNext("none", FAR, 1000, "cwnd is full");
  }

  @Test
  @Order(18)
  @DisplayName(
      "a time-out before the copy has gone at once: it has to find room, as the first time")
  void secondTimeOutBefore() {
    timerExpired();
    sendsNext("0 to 1000", FAR, 1000, "one segment, after a time-out");
    firstIsMissing();
    timerExpired();
    assertNext("none", FAR, 999, "RFC 5681 3.1: after a time-out, cwnd is the limit");
  }
}
