package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.fail;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.echo.ByteQueue;
import workshop.tcp.SequenceNumber;
import workshop.testkit.Exercise;

@Order(40)
@Exercise("6.7")
@DisplayName("Reassembly")
class ReassemblyTest {
  private static final String SECTION = "RFC 9293 section 3.10.7.4, seventh";

  // What should be there: a plain list of which bytes of the stream have arrived.
  private final BitSet arrived = new BitSet();
  private SequenceNumber first = new SequenceNumber(1000);
  private int capacity = 40;
  private int consumed;
  private Story story = new Story();
  private ByteQueue buffer = new ByteQueue(capacity);
  private Reassembly reassembly = new Reassembly(buffer);

  private void start(int firstNumber, int newCapacity) {
    first = new SequenceNumber(firstNumber);
    capacity = newCapacity;
    consumed = 0;
    arrived.clear();
    story = new Story();
    buffer = new ByteQueue(capacity);
    reassembly = new Reassembly(buffer);
    reassembly.start(first);
  }

  private static byte[] stream(int from, int end) {
    byte[] bytes = new byte[end - from];
    for (int i = from; i < end; i++) {
      bytes[i - from] = (byte) ('a' + i % 23);
    }
    return bytes;
  }

  /** The bytes of the stream from the one number on, before the other. */
  private void arrives(int from, int end) {
    story.add(from + "-" + end);
    arrived.set(from, end);
    add(from, stream(from, end));
  }

  private void add(int from, byte[] text) {
    try {
      reassembly.add(new SequenceNumber(first.value() + from), asReceived(text));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      fail(e + where(""), e);
    }
  }

  /** As a device hands it over: direct, and here nobody may write to it. */
  private static ByteBuffer asReceived(byte[] text) {
    return ByteBuffer.allocateDirect(text.length).put(text).flip().asReadOnlyBuffer();
  }

  /** For instance {@code 0-5 10-15}. */
  private void arrive(String segments) {
    for (String segment : segments.split(" ")) {
      String[] ends = segment.split("-");
      arrives(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    }
  }

  private ByteBuffer inOrder() {
    return buffer.peek(0, buffer.size());
  }

  private void consume(int count) {
    story.add(count + " consumed");
    buffer.remove(count);
    consumed += count;
  }

  private int expectedNext() {
    return arrived.nextClearBit(0);
  }

  private List<Block> expectedBlocks() {
    List<Block> blocks = new ArrayList<>();
    int from = arrived.nextSetBit(expectedNext());
    while (from >= 0) {
      int end = arrived.nextClearBit(from);
      blocks.add(
          new Block(
              new SequenceNumber(first.value() + from), new SequenceNumber(first.value() + end)));
      from = arrived.nextSetBit(end);
    }
    return blocks;
  }

  /** The end of a message. */
  private String where(String seed) {
    return " (" + SECTION + ")" + seed + ", after " + story.inLine();
  }

  private void assertAsExpected(String seed) {
    SequenceNumber next = new SequenceNumber(first.value() + expectedNext());
    List<Block> blocks = expectedBlocks();
    if (!reassembly.next().equals(next)
        || !reassembly.blocks().equals(blocks)
        || reassembly.hasHoles() == blocks.isEmpty()) {
      int length =
          Math.max(interesting(next, blocks), interesting(reassembly.next(), reassembly.blocks()));
      fail(
          "= is in order, # stored after a hole, . missing"
              + "\n  expected "
              + SequencePicture.of(first, consumed, length, next, blocks)
              + "\n  actual   "
              + SequencePicture.of(first, consumed, length, reassembly.next(), reassembly.blocks())
              + "\n "
              + where(seed));
    }
    byte[] bytes = stream(consumed, expectedNext());
    if (!sameBytes(bytes).matches(inOrder())) { // the story is long: only if it is told
      assertThat("the bytes in order" + where(seed), inOrder(), sameBytes(bytes));
    }
  }

  /** How many characters a picture needs. */
  private int interesting(SequenceNumber next, List<Block> blocks) {
    SequenceNumber end = blocks.isEmpty() ? next : blocks.get(blocks.size() - 1).end();
    return Math.max(0, Math.min(60, end.minus(first) - consumed)) + 2;
  }

  /** Nothing here is computed: what is expected stands in the test, as in the RFC's pictures. */
  private void assertState(String segments, int next, String blocks) {
    start(1000, 40);
    arrive(segments);
    String actual = SequencePicture.list(first, reassembly.blocks());
    if (reassembly.next().value() - first.value() != next || !actual.equals(blocks)) {
      assertAsExpected(""); // with a picture
      fail("expected RCV.NXT " + next + " and blocks " + blocks + ", not " + actual + where(""));
    }
    assertThat("the bytes in order" + where(""), inOrder(), sameBytes(stream(0, next)));
  }

  @BeforeEach
  void afterPhase5() {
    AfterPhase5.isDone();
  }

  @ParameterizedTest(name = "{0}: RCV.NXT is {1}")
  @Order(1)
  @Exercise("6.1")
  @DisplayName("text in order is taken at once")
  @CsvSource({"0-1, 1", "0-5, 5", "0-5 5-9, 9", "0-40, 40", "0-10 10-20 20-30 30-40, 40"})
  void inOrder(String segments, int next) {
    assertState(segments, next, "none");
  }

  @ParameterizedTest(name = "{0}: RCV.NXT stays at {1}, and {2} is stored")
  @Order(2)
  @DisplayName("text after a hole is stored, and RCV.NXT does not move past the hole")
  @CsvSource({
    "1-5, 0, 1-5",
    "35-40, 0, 35-40",
    "0-5 10-15, 5, 10-15",
    "0-5 10-15 20-25, 5, 10-15 20-25",
    "0-5 20-25 10-15, 5, 10-15 20-25", // in the order of their numbers
    "30-35 20-25 10-15, 0, 10-15 20-25 30-35",
    "10-15 30-35 20-25, 0, 10-15 20-25 30-35"
  })
  void afterHole(String segments, int next, String blocks) {
    assertState(segments, next, blocks);
  }

  @ParameterizedTest(name = "{0}: the blocks are {1}")
  @Order(3)
  @DisplayName("blocks that touch or overlap become one")
  @CsvSource({
    "5-10 10-15, 5-15", // one right after the other
    "10-15 5-10, 5-15",
    "5-10 7-12, 5-12", // overlapping
    "7-12 5-10, 5-12",
    "5-10 5-10, 5-10", // the same again
    "5-15 7-10, 5-15", // inside
    "7-10 5-15, 5-15", // around
    "5-10 15-20 10-15, 5-20", // between two
    "5-10 15-20 9-16, 5-20",
    "5-7 10-12 15-17 20-22 6-16, 5-17 20-22", // over three of four
    "5-7 10-12 15-17 20-22 4-30, 4-30",
    "5-10 11-15, 5-10 11-15", // one byte is missing
    "11-15 5-10, 5-10 11-15"
  })
  void growTogether(String segments, String blocks) {
    assertState(segments, 0, blocks);
  }

  @ParameterizedTest(name = "{0}: RCV.NXT is {1}, the blocks {2}")
  @Order(4)
  @DisplayName("a hole that is filled takes its block along, up to the next hole")
  @CsvSource({
    "5-10 0-5, 10, none",
    "5-10 15-20 0-5, 10, 15-20",
    "5-10 15-20 0-5 10-15, 20, none",
    "5-10 15-20 10-15 0-5, 20, none",
    "15-20 5-10 0-20, 20, none",
    "5-10 15-20 25-30 0-17, 20, 25-30",
    "5-10 0-3, 3, 5-10", // filled in part
    "5-10 0-3 3-5, 10, none",
    "5-10 3-5 0-3, 10, none",
    "5-10 0-7, 10, none", // overlapping the block
    "5-10 0-12, 12, none" // covering it
  })
  void holeFilled(String segments, int next, String blocks) {
    assertState(segments, next, blocks);
  }

  @Test
  @Order(5)
  @DisplayName("text is taken from index 0 to the limit, copied, and the buffer left as it was")
  void copies() {
    start(1000, 40);
    for (int from = 5; from >= 0; from -= 5) {
      ByteBuffer text = ByteBuffer.allocateDirect(8).put(stream(from, from + 8));
      text.position(3).limit(5);
      reassembly.add(new SequenceNumber(1000 + from), text);
      assertThat("the position of the buffer with the text", text.position(), equalTo(3));
      assertThat("the limit of the buffer with the text", text.limit(), equalTo(5));
      text.put(0, (byte) '!');
    }
    assertThat("the bytes in order", inOrder(), sameBytes(stream(0, 10)));
  }

  @Test
  @Order(6)
  @DisplayName("empty text changes nothing")
  void empty() {
    start(1000, 40);
    arrive("0-0 7-7");
    assertAsExpected("");
    arrive("10-15 5-5 15-15 12-12 10-10 0-0");
    assertAsExpected("");
  }

  @ParameterizedTest(name = "RCV.NXT is {0} at first")
  @Order(7)
  @DisplayName("numbers that go past 2^31 or 2^32 are compared as SequenceNumber does it, not by <")
  @ValueSource(ints = {-1, -2, -12, 2147483647, 2147483646, 2147483635})
  void wrapAround(int firstNumber) {
    start(firstNumber, 40);
    for (String segment : "20-25 10-13 12-15 30-35 15-20 0-4 35-40 5-11 4-6 25-30".split(" ")) {
      arrive(segment);
      assertAsExpected("");
    }
    assertThat("RCV.NXT", reassembly.next().value(), equalTo(firstNumber + 40));
  }

  @Test
  @Order(8)
  @DisplayName("all the room is used, with holes or without, again and again")
  void full() {
    start(-100, 40);
    for (int at = 0; at < 400; at += 40) {
      arrives(at + 39, at + 40);
      assertAsExpected("");
      arrives(at + 1, at + 40);
      assertAsExpected("");
      arrives(at, at + 1);
      assertAsExpected("");
      consume(40);
    }
  }

  @Test
  @Order(9)
  @DisplayName("what the application consumes in between leaves what is stored at its place")
  void consumedInBetween() {
    start(1000, 40);
    arrive("0-10 20-30");
    consume(10);
    assertAsExpected("");
    arrives(40, 50);
    arrives(10, 20);
    assertAsExpected("");
    consume(15);
    arrives(30, 40);
    assertAsExpected("");
  }

  @ParameterizedTest(name = "{0}: the bytes are {1}")
  @Order(10)
  @DisplayName("of bytes that come twice and differ, those that came first stay (RFC 9293 3.10)")
  @CsvSource({
    "a4-8 b4-8 c0-4, ccccaaaa", // the same numbers
    "a4-8 b5-7 c0-4, ccccaaaa", // inside
    "a4-8 b2-10 c0-2, ccbbaaaabb", // around
    "a4-8 b0-6, bbbbaaaa", // the hole, and a part of what comes after it
    "a2-6 b4-8 c0-2, ccaaaabb",
    "a4-8 b2-6 c0-2, ccbbaaaa",
    "a4-8 b8-10 c6-12 d0-4, ddddaaaabbcc", // over two that became one
    "a4-6 b8-10 c2-12 d0-2, ddccaaccbbcc", // over two and the gap
    "a4-6 b8-10 c12-14 d0-14, ddddaaddbbddcc",
    "a4-6 b10-12 c6-10 d0-4, ddddaaccccbb" // between two, and not over them
  })
  void firstStay(String segments, String bytes) {
    start(-5, 40);
    for (String segment : segments.split(" ")) {
      String[] ends = segment.substring(1).split("-");
      int from = Integer.parseInt(ends[0]);
      byte[] text = new byte[Integer.parseInt(ends[1]) - from];
      Arrays.fill(text, (byte) segment.charAt(0));
      add(from, text);
    }
    byte[] expected = bytes.getBytes(StandardCharsets.US_ASCII);
    assertThat("the bytes, after " + segments, inOrder(), sameBytes(expected));
  }

  @Test
  @Order(11)
  @DisplayName("any segments in any order, from seeds 0 to 3999")
  void random() {
    for (int seed = 0; seed < 4000; seed++) {
      Random random = new Random(seed);
      int wrap = random.nextBoolean() ? 0 : Integer.MIN_VALUE;
      start(wrap - random.nextInt(100), 1 + random.nextInt(40));
      for (int step = 0; step < 40; step++) {
        int next = expectedNext();
        int edge = consumed + capacity;
        if (next > consumed && random.nextInt(4) == 0) {
          consume(1 + random.nextInt(next - consumed));
        } else {
          // Most segments are short, so that there are many blocks.
          int from = next + random.nextInt(edge - next + 1);
          int most = random.nextInt(8) == 0 ? edge - from : Math.min(5, edge - from);
          arrives(from, from + random.nextInt(most + 1));
        }
        assertAsExpected(", seed " + seed);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @Order(12)
  @DisplayName("a large window full of segments, each twice, in any order")
  @ValueSource(longs = {1, 2, 3, 4})
  void large(long seed) {
    int size = 1460;
    start(-100_000, 180 * size);
    List<Integer> segments = new ArrayList<>();
    for (int i = 0; i < 180; i++) {
      segments.addAll(List.of(i, i));
    }
    Collections.shuffle(segments, new Random(seed));
    for (int segment : segments) {
      if (segment * size >= expectedNext()) { // else it would be cut off before it gets here
        arrives(segment * size, segment * size + size);
      }
    }
    assertAsExpected(", seed " + seed);
    assertThat("all of it", inOrder().remaining(), equalTo(180 * size));
  }
}
