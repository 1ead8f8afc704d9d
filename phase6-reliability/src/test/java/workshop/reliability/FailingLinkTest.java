package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static workshop.testkit.SameBytes.sameBytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.MemoryLink;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.Hex;
import workshop.testkit.VirtualClock;

@Given
@Order(60)
@DisplayName("FailingLink: a wire that fails, always the same way for the same seed")
class FailingLinkTest {
  private static final String NAME = "{0}, seed 7";
  private static final long SEED = 7;
  private static final int MANY = 10_000;
  private static final int HEADER = 14;
  private static final long MILLISECOND = 1_000_000;
  private static final long HELD_AT_MOST = 10 * MILLISECOND;

  private static final Faults LOSS = new Faults(0.1, 0, 0, 0, 0, 0, SEED);
  private static final Faults REORDER = new Faults(0, 0.1, 0, 0, 0, 0, SEED);
  private static final Faults ALL_HELD_BACK = new Faults(0, 1, 0, 0, 0, 0, SEED);
  private static final Faults DELAY = new Faults(0, 0, 0, 0, 0, 20 * MILLISECOND, SEED);

  private enum Direction {
    RECEIVED,
    SENT
  }

  private final VirtualClock clock = new VirtualClock(5);
  private final InnerLink inner = new InnerLink();

  private static OutgoingFrame outgoing(byte[] bytes) {
    return OutgoingFrame.of(ByteBuffer.wrap(bytes));
  }

  private FailingLink link(Faults faults) {
    return new FailingLink(inner, faults, clock::now);
  }

  // --- No fault.

  @Test
  @Order(1)
  @DisplayName("without faults it hands on the very same buffers, and waits as it is told")
  void handsOn() throws IOException {
    FailingLink link = link(new Faults(0, 0, 0, 0, 0, 0, SEED));
    OutgoingFrame frame = outgoing(frame(1));
    link.send(frame);
    assertThat(inner.lastSent, is(sameInstance(frame)));
    inner.far.send(frame);
    assertThat(link.receive(), is(sameInstance(inner.lastReceived)));
    assertThat(link.receive(), is(nullValue()));
    link.await(Long.MAX_VALUE);
    assertThat(inner.timeouts, contains(Long.MAX_VALUE));
  }

  @Test
  @Order(2)
  @DisplayName("has the MTU of the link below, and closes it")
  void mtuAndClose() throws IOException {
    FailingLink link = link(LOSS);
    assertThat(link.mtu(), is(576));
    assertThat(link.capabilities(), is(inner.capabilities()));
    assertThat("checked", link.isChecked(), is(true));
    link.wake();
    assertThat("it wakes whoever waits on the link below", inner.wakes, is(1));
    assertThat(inner.closed, is(false));
    link.close();
    assertThat(inner.closed, is(true));
  }

  // --- Each fault.

  @ParameterizedTest(name = NAME)
  @Order(3)
  @EnumSource(Direction.class)
  @DisplayName("loses as many as it is told; all others arrive unharmed and in order")
  void loses(Direction direction) throws IOException {
    FailingLink link = link(LOSS);
    List<byte[]> arrived = carry(link, direction, frames(MANY));
    assertThat((double) MANY - arrived.size(), is(binomial(0.1)));
    List<Integer> numbers = numbers(arrived);
    assertThat(numbers, is(numbers.stream().sorted().distinct().toList()));
    for (byte[] frame : arrived) {
      assertThat(frame, sameBytes(frame(number(frame))));
    }
    assertThat(
        count(link, direction),
        is(new FaultCount(arrived.size(), MANY - arrived.size(), 0, 0, 0, 0)));
  }

  @ParameterizedTest(name = NAME)
  @Order(4)
  @EnumSource(Direction.class)
  @DisplayName("reorders: two, three or four that come later overtake, and none is lost")
  void reorders(Direction direction) throws IOException {
    FailingLink link = link(REORDER);
    List<Integer> numbers = numbers(carry(link, direction, frames(MANY)));
    assertThat(numbers.stream().sorted().toList(), is(IntStream.range(0, MANY).boxed().toList()));
    int[] overtakenBy = new int[5];
    for (int at = 0; at < MANY; at++) {
      int number = numbers.get(at);
      List<Integer> before = numbers.subList(Math.max(0, at - 50), at);
      long later = before.stream().filter(n -> n > number).count();
      assertThat("so many have overtaken " + number, later, is(lessThanOrEqualTo(4L)));
      overtakenBy[(int) later]++;
    }
    assertThat("overtaken by one", overtakenBy[1], is(lessThanOrEqualTo(1))); // at the very end
    int overtaken = MANY - overtakenBy[0];
    assertThat((double) overtaken, is(binomial(0.1)));
    for (int others = 2; others <= 4; others++) {
      assertThat("overtaken by " + others, (double) overtakenBy[others], is(binomial(0.1 / 3)));
    }
    assertThat(
        "those at the very end are not overtaken",
        count(link, direction).reordered() - overtaken,
        is(both(greaterThanOrEqualTo(0L)).and(lessThan(5L))));
    assertThat(count(link, direction).passed(), is((long) MANY));
  }

  @ParameterizedTest(name = NAME)
  @Order(5)
  @EnumSource(Direction.class)
  @DisplayName("doubles: one right after the other, in buffers of their own")
  void doubles(Direction direction) throws IOException {
    FailingLink link = link(new Faults(0, 0, 0.1, 0, 0, 0, SEED));
    List<Integer> numbers = numbers(carry(link, direction, frames(MANY)));
    int doubled = numbers.size() - MANY;
    assertThat((double) doubled, is(binomial(0.1)));
    assertThat(numbers, is(numbers.stream().sorted().toList()));
    assertThat(numbers.stream().distinct().toList(), hasSize(MANY));
    assertThat(count(link, direction), is(new FaultCount(MANY, 0, 0, doubled, 0, 0)));
  }

  @Test
  @Order(6)
  @DisplayName("whoever writes into one of the doubled frames leaves the other as it is")
  void doublesAreCopies() throws IOException {
    FailingLink link = link(new Faults(0, 0, 1, 0, 0, 0, SEED));
    inner.far.send(outgoing(frame(1)));
    ByteBuffer first = link.receive();
    assertThat(first, sameBytes(frame(1)));
    Arrays.fill(first.array(), (byte) 0);
    assertThat(link.receive(), sameBytes(frame(1)));
    assertThat(link.receive(), is(nullValue()));
  }

  @ParameterizedTest(name = NAME)
  @Order(7)
  @EnumSource(Direction.class)
  @DisplayName("corrupts: one bit, anywhere after the Ethernet header")
  void corrupts(Direction direction) throws IOException {
    FailingLink link = link(new Faults(0, 0, 0, 0.1, 0, 0, SEED));
    List<byte[]> arrived = carry(link, direction, frames(MANY));
    assertThat(arrived, hasSize(MANY));
    int[] wrong = new int[8 * frame(0).length];
    for (int number = 0; number < MANY; number++) {
      List<Integer> bits = wrongBits(frame(number), arrived.get(number));
      assertThat("wrong bits in frame " + number, bits.size(), is(lessThanOrEqualTo(1)));
      bits.forEach(bit -> wrong[bit]++);
    }
    int corrupted = Arrays.stream(wrong).sum();
    assertThat((double) corrupted, is(binomial(0.1)));
    for (int bit = 0; bit < wrong.length; bit++) {
      // The mean is 1000 / 8 / 46, about 3.
      assertThat("bit " + bit, wrong[bit], is(bit < 8 * HEADER ? is(0) : lessThan(20)));
    }
    for (int at = HEADER; at < frame(0).length; at++) {
      int[] byteAt = Arrays.copyOfRange(wrong, 8 * at, 8 * at + 8);
      assertThat("byte " + at, Arrays.stream(byteAt).sum(), is(greaterThanOrEqualTo(1)));
    }
    assertThat(count(link, direction), is(new FaultCount(MANY, 0, 0, 0, corrupted, 0)));
  }

  @ParameterizedTest(name = NAME)
  @Order(8)
  @EnumSource(Direction.class)
  @DisplayName("truncates: the Ethernet header stays, and at least the last byte is gone")
  void truncates(Direction direction) throws IOException {
    FailingLink link = link(new Faults(0, 0, 0, 0, 0.1, 0, SEED));
    List<byte[]> arrived = carry(link, direction, frames(MANY));
    assertThat(arrived, hasSize(MANY));
    int whole = frame(0).length;
    int[] lengths = new int[whole + 1];
    for (int number = 0; number < MANY; number++) {
      byte[] frame = arrived.get(number);
      lengths[frame.length]++;
      assertThat(frame, sameBytes(Arrays.copyOf(frame(number), frame.length)));
    }
    int truncated = MANY - lengths[whole];
    assertThat((double) truncated, is(binomial(0.1)));
    for (int length = 0; length < whole; length++) {
      // The mean is 1000 / 46, about 22.
      assertThat(
          "length " + length,
          lengths[length],
          length < HEADER ? is(0) : allOf(greaterThanOrEqualTo(1), lessThan(60)));
    }
    assertThat(count(link, direction), is(new FaultCount(MANY, 0, 0, 0, 0, truncated)));
  }

  @ParameterizedTest(name = NAME)
  @Order(9)
  @EnumSource(Direction.class)
  @DisplayName("delays: each frame is on its way for exactly so long")
  void delays(Direction direction) throws IOException {
    FailingLink link = link(DELAY);
    put(link, direction, frame(1));
    assertThat(arrived(link, direction), is(empty()));
    clock.advance(5 * MILLISECOND);
    put(link, direction, frame(2));
    assertThat(arrived(link, direction), is(empty()));
    clock.advance(15 * MILLISECOND - 1);
    assertThat(arrived(link, direction), is(empty()));
    clock.advance(1);
    assertThat(numbers(arrived(link, direction)), contains(1));
    clock.advance(5 * MILLISECOND - 1);
    assertThat(arrived(link, direction), is(empty()));
    clock.advance(1);
    assertThat(numbers(arrived(link, direction)), contains(2));
  }

  // --- What they depend on.

  @ParameterizedTest(name = "seed {0}")
  @Order(10)
  @ValueSource(longs = {0, 1, 7, -1, Long.MIN_VALUE})
  @DisplayName("all at once: nothing arrives that was not sent, and the counts add up")
  void nothingInvented(long seed) throws IOException {
    for (Direction direction : Direction.values()) {
      FailingLink link = link(new Faults(0.2, 0.2, 0.2, 0.2, 0.2, MILLISECOND, seed));
      List<byte[]> sent = frames(2000);
      List<byte[]> arrived = carry(link, direction, sent);
      for (byte[] frame : arrived) {
        boolean known = sent.stream().anyMatch(original -> oneBitAtMost(original, frame));
        assertThat("has been sent", known, is(true));
      }
      FaultCount count = count(link, direction);
      assertThat(count.passed() + count.lost(), is(2000L));
      assertThat((long) arrived.size(), is(count.passed() + count.doubled()));
    }
  }

  @ParameterizedTest(name = NAME)
  @Order(11)
  @EnumSource(Direction.class)
  @DisplayName("the same seed: the same fate; another seed: another fate")
  void seeds(Direction direction) throws IOException {
    List<String> one = fates(direction, SEED);
    assertThat(fates(direction, SEED), is(one));
    assertThat(fates(direction, SEED + 1), is(not(one)));
    assertThat(fates(direction, ~SEED), is(not(one)));
  }

  @ParameterizedTest(name = NAME)
  @Order(12)
  @EnumSource(Direction.class)
  @DisplayName("which frames are lost depends on no other fault, and not on what they carry")
  void dependsOnNumberOnly(Direction direction) throws IOException {
    List<Integer> lost = lost(carry(link(LOSS), direction, frames(1000)), 1000);
    assertThat(lost, is(not(empty())));
    Faults more = new Faults(0.1, 0.5, 0, 0, 0, MILLISECOND, SEED);
    assertThat(lost(carry(link(more), direction, frames(1000)), 1000), is(lost));

    List<byte[]> longer =
        frames(1000).stream().map(frame -> Arrays.copyOf(frame, 60 + number(frame) % 500)).toList();
    assertThat(lost(carry(link(LOSS), direction, longer), 1000), is(lost));
    FailingLink damaging = link(new Faults(0.1, 0, 0.5, 0.5, 0.5, 0, SEED));
    List<Integer> missing = new ArrayList<>();
    for (int number = 0; number < 1000; number++) {
      put(damaging, direction, frame(number));
      if (arrived(damaging, direction).isEmpty()) {
        missing.add(number);
      }
    }
    assertThat(missing, is(lost));
  }

  @ParameterizedTest(name = NAME)
  @Order(13)
  @EnumSource(Direction.class)
  @DisplayName("nor on the other direction, nor on ARP in between; and each fares in its own way")
  void directionsAreIndependent(Direction direction) throws IOException {
    Direction other = direction == Direction.SENT ? Direction.RECEIVED : Direction.SENT;
    List<Integer> alone = numbers(carry(link(LOSS), direction, frames(1000)));
    FailingLink link = link(LOSS);
    List<Integer> together = new ArrayList<>();
    List<Integer> opposite = new ArrayList<>();
    for (byte[] frame : frames(1000)) {
      put(link, other, frame);
      put(link, direction, frame);
      together.addAll(numbers(arrived(link, direction)));
      opposite.addAll(numbers(arrived(link, other)));
      put(link, direction, Frames.arpRequest().frame());
      assertThat(arrived(link, direction), hasSize(1));
    }
    assertThat(together, is(alone));
    assertThat(opposite, is(not(alone)));
  }

  // --- What is spared.

  @Test
  @Order(14)
  @DisplayName("spares all but IPv4, and what is too short to tell: at once, the very same buffer")
  void sparesOthers() throws IOException {
    FailingLink link = link(new Faults(1, 1, 1, 1, 1, MILLISECOND, SEED));
    byte[] ipv6 = frame(1);
    ipv6[12] = (byte) 0x86;
    ipv6[13] = (byte) 0xDD;
    for (byte[] frame :
        List.of(Frames.arpRequest().frame(), ipv6, Arrays.copyOf(frame(1), 13), new byte[0])) {
      OutgoingFrame sent = outgoing(frame);
      link.send(sent);
      assertThat(inner.lastSent, is(sameInstance(sent)));
      assertThat(inner.far.receive(), sameBytes(frame));
      inner.far.send(sent);
      assertThat(link.receive(), is(sameInstance(inner.lastReceived)));
    }
    assertThat(link.sent(), is(new FaultCount(0, 0, 0, 0, 0, 0)));
    assertThat(link.received(), is(link.sent()));
  }

  @ParameterizedTest
  @Order(15)
  @EnumSource(Direction.class)
  @DisplayName("where nothing follows the Ethernet header, nothing is cut off or corrupted")
  void nothingToDamage(Direction direction) throws IOException {
    FailingLink link = link(new Faults(0, 0, 0, 1, 1, 0, SEED));
    byte[] header = Arrays.copyOf(frame(1), HEADER);
    put(link, direction, header);
    assertThat(arrived(link, direction).get(0), sameBytes(header));
    assertThat(count(link, direction), is(new FaultCount(1, 0, 0, 0, 0, 0)));
  }

  @ParameterizedTest
  @Order(16)
  @EnumSource(Direction.class)
  @DisplayName("keeps copies, of what lies between position and limit")
  void keepsCopies(Direction direction) throws IOException {
    FailingLink link = link(DELAY);
    inner.reuse = true;
    if (direction == Direction.SENT) {
      OutgoingFrame outgoing = outgoing(frame(1));
      link.send(outgoing);
      assertThat("left as it is", outgoing.bytes(), sameBytes(frame(1)));
      outgoing.bytes().put(new byte[outgoing.size()]);
    } else {
      put(link, direction, frame(1));
      assertThat(link.receive(), is(nullValue()));
      put(link, direction, frame(2)); // into the buffer that the first one was in
      assertThat(link.receive(), is(nullValue()));
    }
    clock.advance(20 * MILLISECOND);
    assertThat(arrived(link, direction).get(0), sameBytes(frame(1)));
  }

  // --- When they come out.

  @ParameterizedTest
  @Order(17)
  @EnumSource(Direction.class)
  @DisplayName("a frame that nothing overtakes is held back for 10 ms, and then delayed like any")
  void heldBackAtMost(Direction direction) throws IOException {
    FailingLink link = link(new Faults(0, 1, 0, 0, 0, 3 * MILLISECOND, SEED));
    put(link, direction, frame(1));
    assertThat(arrived(link, direction), is(empty()));
    clock.advance(MILLISECOND);
    put(link, direction, frame(2));
    assertThat(arrived(link, direction), is(empty()));
    clock.advance(HELD_AT_MOST + 2 * MILLISECOND - 1);
    assertThat(arrived(link, direction), is(empty()));
    clock.advance(1);
    assertThat(numbers(arrived(link, direction)), contains(1));
    clock.advance(MILLISECOND);
    assertThat(numbers(arrived(link, direction)), contains(2));
  }

  @ParameterizedTest
  @Order(18)
  @EnumSource(Direction.class)
  @DisplayName("a frame that is doubled and held back is held back twice")
  void doubledAndHeldBack(Direction direction) throws IOException {
    FailingLink link = link(new Faults(0, 1, 1, 0, 0, 0, SEED));
    put(link, direction, frame(1));
    assertThat(arrived(link, direction), is(empty()));
    clock.advance(HELD_AT_MOST - 1);
    assertThat(arrived(link, direction), is(empty()));
    clock.advance(1);
    assertThat(numbers(arrived(link, direction)), contains(1, 1));
  }

  @Test
  @Order(19)
  @DisplayName("what was held back while sending goes out with the next wait, receive or send")
  void goesOutWithWhateverIsNext() throws IOException {
    FailingLink link = link(ALL_HELD_BACK);
    byte[] arp = Frames.arpRequest().frame();
    for (int i = 0; i < 3; i++) {
      link.send(outgoing(frame(i)));
      clock.advance(HELD_AT_MOST);
      assertThat(inner.far.receive(), is(nullValue()));
      switch (i) {
        case 0 -> link.await(0);
        case 1 -> assertThat(link.receive(), is(nullValue()));
        default -> {
          link.send(outgoing(arp));
          assertThat(inner.far.receive(), sameBytes(arp));
        }
      }
      assertThat(inner.far.receive(), sameBytes(frame(i)));
    }
  }

  @Test
  @Order(20)
  @DisplayName("waits no longer than until a frame is due, in either direction; then sends it")
  void waitsUntilDue() throws IOException {
    FailingLink link = link(DELAY);
    link.await(Long.MAX_VALUE);
    link.send(outgoing(frame(1)));
    link.await(Long.MAX_VALUE);
    assertThat("sent after the wait", inner.far.receive(), sameBytes(frame(1)));
    put(link, Direction.RECEIVED, frame(2));
    link.receive();
    clock.advance(5 * MILLISECOND);
    link.await(15 * MILLISECOND - 1);
    link.await(7);
    link.await(7);
    assertThat(
        inner.timeouts, contains(Long.MAX_VALUE, 20 * MILLISECOND, 15 * MILLISECOND - 1, 1L, 0L));
    assertThat(link.receive(), sameBytes(frame(2)));
  }

  @Test
  @Order(21)
  @DisplayName("waits no longer than until a frame that is held back is due")
  void waitsForHeldBack() throws IOException {
    FailingLink link = link(new Faults(0, 1, 0, 0, 0, 3 * MILLISECOND, SEED));
    put(link, Direction.RECEIVED, frame(1));
    link.receive();
    clock.advance(MILLISECOND);
    link.send(outgoing(frame(2)));
    link.await(Long.MAX_VALUE);
    assertThat(link.receive(), sameBytes(frame(1)));
    link.await(Long.MAX_VALUE);
    assertThat(inner.far.receive(), sameBytes(frame(2)));
    assertThat(inner.timeouts, contains(12 * MILLISECOND, MILLISECOND));
  }

  @Test
  @Order(22)
  @DisplayName("on a clock that goes from the largest number to the smallest, as nanoTime may")
  void clockWraps() throws IOException {
    long offset = Long.MAX_VALUE - 5 * MILLISECOND;
    FailingLink link = new FailingLink(inner, DELAY, () -> offset + clock.now());
    link.send(outgoing(frame(1)));
    assertThat(inner.far.receive(), is(nullValue()));
    link.await(Long.MAX_VALUE);
    assertThat(inner.timeouts, contains(20 * MILLISECOND));
    assertThat(inner.far.receive(), sameBytes(frame(1)));
    link.await(Long.MAX_VALUE);
    assertThat(inner.timeouts.get(1), is(Long.MAX_VALUE));
  }

  @Test
  @Order(23)
  @DisplayName("a peer that sends without an end, and all of it is lost: the caller has its turn")
  void endlessPeer() throws IOException {
    FailingLink link = link(new Faults(1, 0, 0, 0, 0, 0, SEED));
    inner.endless = true;
    assertThat(link.receive(), is(nullValue()));
    assertThat(inner.received, is(256)); // as many as a batch of the loop
  }

  @Test
  @Order(24)
  @DisplayName("tells in words what it has done")
  void words() {
    assertThat(
        new FaultCount(917, 83, 50, 20, 9, 11).toString(),
        is("lost 83 of 1000 frames, reordered 50, doubled 20, corrupted 9, truncated 11"));
  }

  // --- Frames with numbers, and how they get across.

  /** An IPv4 frame of 60 bytes: its number follows the Ethernet header, the rest is random. */
  private static byte[] frame(int number) {
    byte[] frame = new byte[60];
    new Random(number).nextBytes(frame);
    return ByteBuffer.wrap(frame).putShort(12, (short) 0x0800).putInt(HEADER, number).array();
  }

  private static List<byte[]> frames(int count) {
    return IntStream.range(0, count).mapToObj(FailingLinkTest::frame).toList();
  }

  private static int number(byte[] frame) {
    return ByteBuffer.wrap(frame).getInt(HEADER);
  }

  private static List<Integer> numbers(List<byte[]> frames) {
    return frames.stream().map(FailingLinkTest::number).toList();
  }

  private static List<Integer> lost(List<byte[]> arrived, int of) {
    List<Integer> lost = new ArrayList<>(IntStream.range(0, of).boxed().toList());
    lost.removeAll(numbers(arrived));
    return lost;
  }

  private static List<Integer> wrongBits(byte[] expected, byte[] actual) {
    return IntStream.range(0, 8 * expected.length)
        .filter(bit -> ((expected[bit / 8] ^ actual[bit / 8]) >> bit % 8 & 1) == 1)
        .boxed()
        .toList();
  }

  /** Whether this is the start of the original, but for one bit at most. */
  private static boolean oneBitAtMost(byte[] original, byte[] actual) {
    int length = actual.length;
    int at = Arrays.mismatch(original, 0, length, actual, 0, length);
    return at < 0
        || Integer.bitCount((original[at] ^ actual[at]) & 0xFF) == 1
            && Arrays.equals(original, at + 1, length, actual, at + 1, length);
  }

  /** Within five standard deviations of what is expected of so many frames. */
  private static Matcher<Double> binomial(double rate) {
    return closeTo(MANY * rate, 5 * Math.sqrt(MANY * rate * (1 - rate)));
  }

  private static FaultCount count(FailingLink link, Direction direction) {
    return direction == Direction.SENT ? link.sent() : link.received();
  }

  /** What a wire with all faults makes of some frames, as text that can be compared. */
  private List<String> fates(Direction direction, long seed) throws IOException {
    FailingLink link = link(new Faults(0.2, 0.2, 0.2, 0.2, 0.2, 0, seed));
    return carry(link, direction, frames(300)).stream().map(Arrays::toString).toList();
  }

  /** All that arrives, in order; after the last frame the clock goes on until nothing is left. */
  private List<byte[]> carry(FailingLink link, Direction direction, List<byte[]> frames)
      throws IOException {
    List<byte[]> arrived = new ArrayList<>();
    for (byte[] frame : frames) {
      put(link, direction, frame);
      arrived.addAll(arrived(link, direction));
    }
    clock.advance(2 * HELD_AT_MOST);
    arrived.addAll(arrived(link, direction));
    return arrived;
  }

  private void put(FailingLink link, Direction direction, byte[] frame) throws IOException {
    if (direction == Direction.SENT) {
      link.send(outgoing(frame));
    } else {
      inner.far.send(outgoing(frame));
    }
  }

  private List<byte[]> arrived(FailingLink link, Direction direction) throws IOException {
    List<byte[]> arrived = new ArrayList<>();
    link.await(0);
    Link end = direction == Direction.SENT ? inner.far : link;
    for (ByteBuffer frame = end.receive(); frame != null; frame = end.receive()) {
      arrived.add(Hex.bytes(frame));
    }
    return arrived;
  }

  /** One end of a cable in memory. A wait on it moves the clock. */
  private final class InnerLink implements Link {
    private final MemoryLink end = MemoryLink.create(576);
    private final ByteBuffer buffer = ByteBuffer.allocate(200);
    final MemoryLink far = end.peer();
    final List<Long> timeouts = new ArrayList<>();
    boolean reuse;
    boolean endless;
    boolean closed;
    int wakes;
    int received;
    ByteBuffer lastReceived;
    OutgoingFrame lastSent;

    @Override
    public Capabilities capabilities() {
      return end.capabilities();
    }

    @Override
    public boolean isChecked() {
      return true;
    }

    @Override
    public void wake() {
      wakes++;
    }

    @Override
    public void await(long timeoutNanos) {
      timeouts.add(timeoutNanos);
      if (timeoutNanos != Long.MAX_VALUE) {
        clock.advance(timeoutNanos);
      }
    }

    @Override
    public ByteBuffer receive() {
      if (endless) {
        received++;
        assertThat("frames in one call", received, is(lessThan(MANY)));
        return ByteBuffer.wrap(frame(received));
      }
      lastReceived = end.receive();
      if (reuse && lastReceived != null) {
        // Where a real device has its frames, too: all in one place.
        lastReceived = buffer.clear().put(lastReceived).flip();
      }
      return lastReceived;
    }

    @Override
    public void send(OutgoingFrame frame) {
      lastSent = frame;
      end.send(frame);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
