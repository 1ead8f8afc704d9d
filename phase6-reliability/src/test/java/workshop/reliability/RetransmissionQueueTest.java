package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.reliability.RetransmissionQueue.Stretch;
import workshop.shared.LoopClock;
import workshop.tcp.SequenceNumber;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

@Order(10)
@Exercise("6.1")
@DisplayName("What is on its way")
class RetransmissionQueueTest {
  private static final long MILLISECOND = 1_000_000;
  private static final int ANY_LENGTH = Integer.MAX_VALUE;

  /** The number of the first byte: nothing wraps around, but where a test says so. */
  private int start = 5000;

  private final LoopClock clock = new LoopClock();
  private final RetransmissionQueue queue = new RetransmissionQueue(clock);

  /** What has happened so far, for the messages; numbers count from 0. */
  private final Story story = new Story();

  private SequenceNumber number(int relative) {
    return new SequenceNumber(start + relative);
  }

  private int relative(SequenceNumber number) {
    return number.value() - start;
  }

  /** A sample in words. */
  private static String inWords(long sample) {
    return sample == RetransmissionQueue.NO_SAMPLE
        ? "no sample"
        : sample % MILLISECOND == 0 ? sample / MILLISECOND + " ms" : sample + " ns";
  }

  private String show(Stretch stretch) {
    return stretch == null
        ? "none"
        : relative(stretch.from) + " to " + (relative(stretch.from) + stretch.length);
  }

  private void sent(int from, int length, long at) {
    story.add("%d to %d sent at %d ms".formatted(from, from + length, at));
    clock.set(at * MILLISECOND);
    queue.sent(number(from), length);
  }

  /** Three segments of 1000, sent at 10, 20 and 30 ms. */
  private void sendThree() {
    sent(0, 1000, 10);
    sent(1000, 1000, 20);
    sent(2000, 1000, 30);
  }

  private void loseFirst() {
    story.add("the first is thought to be lost");
    queue.loseFirst();
  }

  private void loseAll() {
    story.add("all are thought to be lost");
    queue.loseAll();
  }

  private void sendLostAgain(int most, long at) {
    queue.cutFirstLost(most);
    Stretch lost = queue.firstLost();
    story.add(show(lost) + " sent again at " + at + " ms");
    clock.set(at * MILLISECOND);
    queue.sentAgain(lost);
  }

  private void arrived(int from, int end, long at) {
    story.add("a block tells of %d to %d at %d ms".formatted(from, end, at));
    clock.set(at * MILLISECOND);
    queue.arrived(new Block(number(from), number(end)));
  }

  /** Hands an ACK over, and wants this sample, in milliseconds; -1 for none. */
  private void acknowledged(int ack, long at, long sample, String why) {
    story.add("ACK %d at %d ms".formatted(ack, at));
    clock.set(at * MILLISECOND);
    String said = inWords(queue.acknowledged(number(ack)));
    String expected = inWords(sample < 0 ? RetransmissionQueue.NO_SAMPLE : sample * MILLISECOND);
    assertThat(after("acknowledged(%d): %s".formatted(ack, why)), said, equalTo(expected));
  }

  /** What a block says, in words, for instance {@code 70 ms}. */
  private String arrived(int from, int end) {
    return inWords(queue.arrived(new Block(number(from), number(end))));
  }

  /** Sequence numbers are counted from the first one that was sent. */
  private String after(String what) {
    return what + "; after" + story;
  }

  private void assertInFlight(int expected) {
    assertThat(
        after("inFlight(), all that is not thought lost"), queue.inFlight(), equalTo(expected));
  }

  private void assertFirst(String expected) {
    assertThat(after("first()"), show(queue.first()), equalTo(expected));
  }

  private void assertFirstLost(String expected) {
    assertThat(after("firstLost()"), show(queue.firstLost()), equalTo(expected));
  }

  @Test
  @Order(1)
  @Given
  @DisplayName("at the start, nothing is")
  void atTheStart() {
    assertThat("isEmpty()", queue.isEmpty(), equalTo(true));
    assertThat("inFlight()", queue.inFlight(), equalTo(0));
    assertThat("first()", queue.first(), nullValue());
    assertThat("firstLost()", queue.firstLost(), nullValue());
    assertThat("isTakenBack()", queue.isTakenBack(), equalTo(false));
  }

  @Test
  @Order(2)
  @DisplayName("what is sent is on its way, the oldest first")
  void sending() {
    sent(0, 1000, 10);
    sent(1000, 1, 20); // a FIN
    assertThat(after("isEmpty()"), queue.isEmpty(), equalTo(false));
    assertFirst("0 to 1000");
    assertThat(after("sentAt of the first"), queue.first().sentAt, equalTo(10 * MILLISECOND));
    assertThat(after("sentAgain of the first"), queue.first().sentAgain, equalTo(false));
    assertInFlight(1001);
    assertFirstLost("none");
  }

  @Test
  @Order(3)
  @DisplayName("what is acknowledged is forgotten, and tells how long it took")
  void acknowledging() {
    sendThree();
    acknowledged(1000, 95, 85, "sent at 10, acknowledged at 95");
    assertInFlight(2000);
    assertFirst("1000 to 2000");
    acknowledged(2000, 100, 80, "sent at 20, acknowledged at 100");
    acknowledged(3000, 200, 170, "sent at 30, acknowledged at 200");
    assertInFlight(0);
    assertFirst("none");
  }

  @Test
  @Order(4)
  @DisplayName("one ACK for several: the youngest of them is measured")
  void several() {
    sendThree();
    acknowledged(2000, 100, 80, "of the two, the youngest was sent at 20");
    assertInFlight(1000);
    assertFirst("2000 to 3000");
  }

  @Test
  @Order(5)
  @DisplayName("all at once")
  void allAtOnce() {
    sendThree();
    acknowledged(3000, 100, 70, "of the three, the youngest was sent at 30");
    assertInFlight(0);
    assertFirst("none");
  }

  @Test
  @Order(6)
  @DisplayName("an ACK for nothing new changes nothing")
  void nothingNew() {
    acknowledged(0, 5, -1, "nothing has been sent");
    sendThree();
    acknowledged(0, 40, -1, "it acknowledges nothing");
    acknowledged(-500, 41, -1, "it is older than all that is on its way");
    assertInFlight(3000);
    assertFirst("0 to 1000");
  }

  @Test
  @Order(7)
  @DisplayName("an ACK for a part of a segment: the rest stays, as it was")
  void part() {
    sendThree();
    acknowledged(400, 50, -1, "no segment is acknowledged wholly");
    assertFirst("400 to 1000");
    assertInFlight(2600);
    acknowledged(999, 60, -1, "no segment is acknowledged wholly");
    assertFirst("999 to 1000");
    assertInFlight(2001);
    acknowledged(1000, 70, 60, "the rest was sent with the whole, at 10");
    assertFirst("1000 to 2000");
    assertInFlight(2000);
  }

  @Test
  @Order(8)
  @DisplayName("an ACK for one segment and a part of the next")
  void oneAndAPart() {
    sendThree();
    acknowledged(1001, 50, 40, "the first is acknowledged wholly, and was sent at 10");
    assertFirst("1001 to 2000");
    assertInFlight(1999);
  }

  @Test
  @Order(9)
  @DisplayName("the first is lost: it is not on its way any more, until it is sent again")
  void losingTheFirst() {
    sendThree();
    loseFirst();
    assertInFlight(2000);
    assertFirstLost("0 to 1000");
    assertFirst("0 to 1000");
    sendLostAgain(ANY_LENGTH, 40);
    assertInFlight(3000);
    assertFirstLost("none");
    assertThat(after("sentAgain of the first"), queue.first().sentAgain, equalTo(true));
    assertThat(after("sentAt of the first"), queue.first().sentAt, equalTo(40 * MILLISECOND));
  }

  @Test
  @Order(10)
  @DisplayName("what is lost already is not lost twice")
  void lostTwice() {
    sendThree();
    loseFirst();
    loseFirst();
    assertInFlight(2000);
    loseAll();
    assertInFlight(0);
    loseAll();
    assertInFlight(0);
  }

  @Test
  @Order(11)
  @DisplayName("all is lost, and sent again from the oldest on")
  void losingAll() {
    sendThree();
    loseAll();
    assertInFlight(0);
    assertFirstLost("0 to 1000");
    sendLostAgain(ANY_LENGTH, 1000);
    assertInFlight(1000);
    assertFirstLost("1000 to 2000");
    sendLostAgain(ANY_LENGTH, 1001);
    sendLostAgain(ANY_LENGTH, 1002);
    assertInFlight(3000);
    assertFirstLost("none");
    loseAll(); // and once more
    assertInFlight(0);
    assertFirstLost("0 to 1000");
    sendLostAgain(ANY_LENGTH, 3000);
    assertInFlight(1000);
    assertThat(after("sentAt of the first"), queue.first().sentAt, equalTo(3000 * MILLISECOND));
  }

  @Test
  @Order(12)
  @DisplayName("what was thought to be lost is acknowledged all the same: nothing more to subtract")
  void lostAndAcknowledged() {
    sendThree();
    loseFirst();
    acknowledged(2000, 100, 80, "none of the two was sent again; the youngest was sent at 20");
    assertInFlight(1000);
    loseAll();
    acknowledged(3000, 150, 120, "it was not sent again; it was sent at 30");
    assertInFlight(0);
    assertFirst("none");
  }

  @Test
  @Order(13)
  @DisplayName("of what is lost, a part is acknowledged: the rest is lost still")
  void partOfALostOne() {
    sendThree();
    loseFirst();
    acknowledged(300, 100, -1, "no segment is acknowledged wholly");
    assertInFlight(2000);
    assertFirstLost("300 to 1000");
    sendLostAgain(ANY_LENGTH, 110);
    assertInFlight(2700);
  }

  @Test
  @Order(14)
  @DisplayName("Karn's algorithm: what was sent twice is not measured")
  void karn() {
    sendThree();
    loseFirst();
    sendLostAgain(ANY_LENGTH, 40);
    acknowledged(1000, 100, -1, "it was sent twice (RFC 6298 section 3)");
    assertInFlight(2000);
    acknowledged(2000, 101, 81, "this one was sent once, at 20");
  }

  @Test
  @Order(15)
  @DisplayName("Karn's algorithm: one of several was sent twice: none of them is measured")
  void karnAmongSeveral() {
    sendThree();
    loseFirst();
    sendLostAgain(ANY_LENGTH, 40);
    acknowledged(
        3000,
        100,
        -1,
        "the first was sent twice, and the others have waited for it at the receiver");
    assertInFlight(0);
  }

  @Test
  @Order(16)
  @DisplayName("Karn's algorithm: the last of several was sent twice")
  void karnAtTheEnd() {
    sendThree();
    loseAll();
    sendLostAgain(ANY_LENGTH, 1000);
    acknowledged(0, 1010, -1, "it acknowledges nothing");
    acknowledged(1000, 1080, -1, "it was sent twice (RFC 6298 section 3)");
    sendLostAgain(ANY_LENGTH, 1090);
    sent(3000, 1000, 1091);
    sendLostAgain(ANY_LENGTH, 1092);
    acknowledged(3000, 1170, -1, "both were sent twice (RFC 6298 section 3)");
    acknowledged(4000, 1171, 80, "this one was sent once, at 1091");
  }

  @Test
  @Order(17)
  @DisplayName("Karn's algorithm: the rest of a segment that was sent twice was sent twice, too")
  void karnAndAPart() {
    sendThree();
    loseFirst();
    sendLostAgain(ANY_LENGTH, 40);
    acknowledged(500, 100, -1, "no segment is acknowledged wholly");
    assertFirst("500 to 1000");
    assertInFlight(2500);
    acknowledged(1000, 101, -1, "it was sent twice (RFC 6298 section 3)");
    assertInFlight(2000);
  }

  @Test
  @Order(18)
  @DisplayName("a lost one is cut in two where segments have to be smaller by now")
  void cutInTwo() {
    sendThree();
    loseAll();
    queue.cutFirstLost(1000);
    assertThat(after("cutFirstLost(1000)"), show(queue.firstLost()), equalTo("0 to 1000"));
    sendLostAgain(600, 1000);
    assertFirst("0 to 600");
    assertInFlight(600);
    assertFirstLost("600 to 1000");
    sendLostAgain(600, 1001);
    assertInFlight(1000);
    sendLostAgain(600, 1002); // from the middle
    assertInFlight(1600);
    assertFirstLost("1600 to 2000");
    acknowledged(600, 1080, -1, "it was sent twice (RFC 6298 section 3)");
    assertFirst("600 to 1000");
    assertInFlight(1000);
    acknowledged(1600, 1081, -1, "both were sent twice (RFC 6298 section 3)");
    assertFirst("1600 to 2000");
    assertInFlight(0);
    acknowledged(3000, 1082, 1052, "none of these was sent again; the youngest was sent at 30");
    assertFirst("none");
  }

  /** Wherever in the three segments the numbers do so. */
  @ParameterizedTest(name = "past {0}")
  @Order(19)
  @DisplayName("numbers that go past 2^31 or 2^32 are compared as SequenceNumber does it, not by <")
  @ValueSource(strings = {"2^31", "2^32"})
  void wrapAround(String where) {
    for (int before = 0; before <= 3000; before += 250) {
      RetransmissionQueue across = new RetransmissionQueue(clock);
      start = (where.equals("2^31") ? Integer.MIN_VALUE : 0) - before;
      clock.set(0);
      for (int from = 0; from < 3000; from += 1000) {
        across.sent(number(from), 1000);
      }
      String what = "0 to 3000 sent, the first byte %d before %s; ".formatted(before, where);
      clock.set(90 * MILLISECOND);
      for (int ack : new int[] {-500, 0, 1000, 1400, 2000, 1700, 3000}) {
        boolean isNew = ack == 1000 || ack == 2000 || ack == 3000;
        assertThat(
            what + "acknowledged(" + ack + ")",
            inWords(across.acknowledged(number(ack))),
            equalTo(isNew ? "90 ms" : "no sample"));
        int left = 3000 - Math.max(ack == 1700 ? 2000 : ack, 0);
        assertThat(what + "ACK " + ack + ": inFlight()", across.inFlight(), equalTo(left));
      }
      assertThat(what + "ACK 3000: isEmpty()", across.isEmpty(), equalTo(true));
    }
  }

  @Test
  @Order(20)
  @DisplayName("what a block has told of was measured then, and is not measured again")
  void measuredWhenItArrived() {
    sendThree();
    arrived(1000, 3000, 90);
    acknowledged(1000, 100, 90, "the first was sent at 10");
    acknowledged(3000, 110, -1, "a block has told of both before");
    assertInFlight(0);
  }

  @Test
  @Order(21)
  @DisplayName("what a block has told of is on its way still, but not sent again")
  void arrivedIsNotSentAgain() {
    sendThree();
    arrived(1000, 2000, 90);
    assertInFlight(3000); // the peer may take it back
    loseAll();
    assertInFlight(0);
    sendLostAgain(ANY_LENGTH, 1000);
    assertFirstLost("2000 to 3000");
    acknowledged(1000, 1080, -1, "it was sent twice (RFC 6298 section 3)");
    assertThat(after("isTakenBack()"), queue.isTakenBack(), equalTo(true));
    queue.forgetArrived();
    assertThat(after("forgetArrived(): isTakenBack()"), queue.isTakenBack(), equalTo(false));
    assertFirstLost("1000 to 2000");
  }

  @Test
  @Order(22)
  @DisplayName("the rest of a segment that a block has told of is known to have arrived, too")
  void partOfAnArrivedOne() {
    sendThree();
    arrived(0, 2000, 90);
    acknowledged(500, 100, -1, "no segment is acknowledged wholly");
    assertThat(after("arrived of the first"), queue.first().arrived, equalTo(true));
    acknowledged(3000, 110, 80, "a block has told of all but the last, which was sent at 30");
  }

  @Test
  @Order(22)
  @DisplayName("one that was sent twice, and that a block has told of, spoils no sample")
  void arrivedIsNotAmbiguous() {
    sendThree();
    loseAll();
    sendLostAgain(ANY_LENGTH, 40);
    sendLostAgain(ANY_LENGTH, 41);
    arrived(1000, 2000, 90);
    acknowledged(1000, 100, -1, "it was sent twice (RFC 6298 section 3)");
    acknowledged(3000, 110, 80, "the second does not count; the last was sent once, at 30");
  }

  @Test
  @Order(22)
  @DisplayName("an ACK for one segment, and a part of one that was sent twice spoils no sample")
  void partOfAnAmbiguousOne() {
    sendThree();
    arrived(0, 1000, 35);
    loseAll();
    sendLostAgain(ANY_LENGTH, 40); // from 1000 on: the peer has the first
    story.add("the peer has taken the first back");
    queue.forgetArrived();
    acknowledged(1500, 100, 90, "the first was sent once, at 10; of the second, a part is missing");
  }

  @Test
  @Order(23)
  @DisplayName("a block tells how long the youngest segment in it has taken")
  void sampleOfABlock() {
    sendThree();
    clock.set(100 * MILLISECOND);
    assertThat(
        after("the sample of a block from 1000 to 3000 at 100 ms"),
        arrived(1000, 3000),
        equalTo("70 ms"));
    clock.set(110 * MILLISECOND);
    assertThat(
        after("the sample of the same block once more"), arrived(1000, 3000), equalTo("no sample"));
    loseFirst();
    sendLostAgain(ANY_LENGTH, 120);
    clock.set(200 * MILLISECOND);
    assertThat(
        after("the sample of a block with a segment that was sent twice"),
        arrived(0, 1000),
        equalTo("no sample"));
  }

  /** Does the same with single numbers, of which each is on its way, lost or acknowledged. */
  @ParameterizedTest(name = "seed {0}")
  @Order(24)
  @DisplayName("whatever happens: what is on its way is what was sent, not lost, not acknowledged")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void randomly(long seed) {
    Random random = new Random(seed);
    start = (random.nextBoolean() ? Integer.MIN_VALUE : 0) - random.nextInt(20_000);
    boolean[] lost = new boolean[100_000];
    int una = 0;
    int next = 0;
    for (int step = 0; step < 300; step++) {
      clock.set(step);
      int what = random.nextInt(10);
      if (what < 4) {
        int length = 1 + random.nextInt(300);
        queue.sent(number(next), length);
        next += length;
      } else if (what < 6) {
        una += random.nextInt(Math.min(next - una, 500) + 1);
        queue.acknowledged(number(una));
      } else if (what < 8) {
        queue.cutFirstLost(1 + random.nextInt(300));
        Stretch again = queue.firstLost();
        if (again != null) {
          queue.sentAgain(again);
          for (int i = 0; i < again.length; i++) {
            lost[relative(again.from) + i] = false;
          }
        }
      } else if (next > una && what == 8) {
        queue.loseFirst();
        for (int i = 0; i < queue.first().length; i++) {
          lost[una + i] = true;
        }
      } else if (random.nextInt(5) == 0) {
        queue.loseAll();
        for (int i = una; i < next; i++) {
          lost[i] = true;
        }
      }
      int inFlight = 0;
      for (int i = una; i < next; i++) {
        inFlight += lost[i] ? 0 : 1;
      }
      String where = "after step %d of seed %d".formatted(step, seed);
      assertThat("inFlight() " + where, queue.inFlight(), equalTo(inFlight));
      assertThat("isEmpty() " + where, queue.isEmpty(), equalTo(una == next));
      if (una < next) {
        assertThat("first number " + where, relative(queue.first().from), equalTo(una));
      }
    }
  }
}
