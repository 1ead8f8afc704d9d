package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.fail;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tcp.SequenceNumber;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

@Order(45)
@Exercise("6.8")
@DisplayName("Selective acknowledgment")
class SackBlocksTest {
  private static final SequenceNumber ZERO = new SequenceNumber(0);

  private final SackBlocks sack = new SackBlocks();

  /** What has happened so far, for the messages. */
  private final Story story = new Story();

  private static Block block(int from, int end) {
    return new Block(new SequenceNumber(from), new SequenceNumber(end));
  }

  /** For instance {@code 6000-6500 7000-7500}; {@code none}. */
  private static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    for (String block : text.equals("none") ? new String[0] : text.split(" ")) {
      String[] ends = block.split("-");
      blocks.add(block(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])));
    }
    return blocks;
  }

  /** A segment with this number comes, then these are the blocks, and these have to be told. */
  private void assertTold(int received, String blocks, String expected) {
    sack.received(new SequenceNumber(received));
    String told = SequencePicture.list(ZERO, choose(sack, blocks(blocks)));
    String step = "segment %d came, the blocks are %s".formatted(received, blocks);
    assertThat(step + ": told (RFC 2018 section 4); before that" + story, told, equalTo(expected));
    story.add(step);
    story.add("  told: " + told);
  }

  /** What a segment tells that goes out now. */
  private static List<Block> choose(SackBlocks sack, List<Block> blocks) {
    List<Block> chosen = sack.choose(blocks);
    sack.told(chosen);
    return chosen;
  }

  /** The option of a segment that goes out now. */
  private static ByteBuffer option(SackBlocks sack, List<Block> blocks) {
    return SackBlocks.option(choose(sack, blocks));
  }

  @Test
  @Order(1)
  @DisplayName("RFC 2018 section 7, case 2: the first segment is lost, one block grows")
  void oneBlock() {
    for (int end = 6000; end <= 9000; end += 500) {
      assertTold(end - 500, "5500-" + end, "5500-" + end);
    }
  }

  @Test
  @Order(2)
  @DisplayName("RFC 2018 section 7, case 3: every second segment is lost, the newest comes first")
  void everySecond() {
    assertTold(6000, "6000-6500", "6000-6500");
    assertTold(7000, "6000-6500 7000-7500", "7000-7500 6000-6500");
    assertTold(8000, "6000-6500 7000-7500 8000-8500", "8000-8500 7000-7500 6000-6500");
    // The fourth is received out of order: two blocks grow together.
    assertTold(6500, "6000-7500 8000-8500", "6000-7500 8000-8500");
    // The second is received: RCV.NXT is 7500 then.
    assertTold(5500, "8000-8500", "8000-8500");
  }

  @Test
  @Order(3)
  @DisplayName("of more than four blocks the four that were added to last are told")
  void atMostFour() {
    assertTold(100, "100-110", "100-110");
    assertTold(500, "100-110 500-510", "500-510 100-110");
    assertTold(300, "100-110 300-310 500-510", "300-310 500-510 100-110");
    assertTold(200, "100-110 200-210 300-310 500-510", "200-210 300-310 500-510 100-110");
    assertTold(600, "100-110 200-210 300-310 500-510 600-610", "600-610 200-210 300-310 500-510");
    assertTold(
        400, "100-110 200-210 300-310 400-410 500-510 600-610", "400-410 600-610 200-210 300-310");
    // Once more in the same block: the others keep their places.
    assertTold(
        405, "100-110 200-210 300-310 400-410 500-510 600-610", "400-410 600-610 200-210 300-310");
  }

  @Test
  @Order(4)
  @DisplayName("the block that has grown comes first, wherever it was")
  void grown() {
    assertTold(100, "100-110", "100-110");
    assertTold(200, "100-110 200-210", "200-210 100-110");
    assertTold(300, "100-110 200-210 300-310", "300-310 200-210 100-110");
    assertTold(110, "100-120 200-210 300-310", "100-120 300-310 200-210"); // at its end
    assertTold(190, "100-120 190-210 300-310", "190-210 100-120 300-310"); // at its beginning
    assertTold(195, "100-120 190-210 300-310", "190-210 100-120 300-310"); // again
    assertTold(305, "100-120 190-210 300-310", "300-310 190-210 100-120"); // inside
    assertTold(209, "100-120 190-210 300-310", "190-210 300-310 100-120"); // its last byte
  }

  @Test
  @Order(5)
  @DisplayName("blocks that have grown together are told once")
  void grownTogether() {
    assertTold(100, "100-110", "100-110");
    assertTold(120, "100-110 120-130", "120-130 100-110");
    assertTold(140, "100-110 120-130 140-150", "140-150 120-130 100-110");
    assertTold(300, "100-110 120-130 140-150 300-310", "300-310 140-150 120-130 100-110");
    assertTold(110, "100-130 140-150 300-310", "100-130 300-310 140-150");
    assertTold(400, "100-130 140-150 300-310 400-410", "400-410 100-130 300-310 140-150");
    assertTold(130, "100-150 300-310 400-410", "100-150 400-410 300-310");
  }

  @Test
  @Order(6)
  @DisplayName("a block that RCV.NXT has passed is told no more")
  void filled() {
    assertTold(100, "100-110", "100-110");
    assertTold(200, "100-110 200-210", "200-210 100-110");
    assertTold(300, "100-110 200-210 300-310", "300-310 200-210 100-110");
    assertTold(90, "200-210 300-310", "300-310 200-210");
    assertTold(400, "200-210 300-310 400-410", "400-410 300-310 200-210");
    assertTold(110, "300-310 400-410", "400-410 300-310");
    assertTold(210, "none", "none");
    assertTold(500, "500-510", "500-510");
  }

  @Test
  @Order(7)
  @DisplayName("blocks that were not told yet are told too, as many as there is room for")
  void notToldYet() {
    sack.received(new SequenceNumber(500));
    List<Block> two = blocks("300-310 500-510");
    assertThat(
        "the blocks are 300-310 500-510, and 500 came last: told",
        SequencePicture.list(ZERO, choose(sack, two)),
        equalTo("500-510 300-310"));
    List<Block> six = blocks("100-110 200-210 300-310 400-410 500-510 600-610");
    List<Block> told = choose(sack, six);
    String names = SequencePicture.list(ZERO, told);
    assertThat("six blocks, 500 and 300 were told: " + names, told.size(), equalTo(4));
    assertThat(
        "the first two of " + names,
        SequencePicture.list(ZERO, told.subList(0, 2)),
        equalTo("500-510 300-310"));
    assertThat("different ones: " + names, new HashSet<>(told).size(), equalTo(4));
    assertThat("blocks that there are: " + names, six.containsAll(told), equalTo(true));
  }

  @Test
  @Order(8)
  @DisplayName("to choose leaves the list of the blocks as it was")
  void leavesTheList() {
    List<Block> all = blocks("100-110 200-210 300-310 400-410 500-510");
    sack.received(new SequenceNumber(300));
    choose(sack, List.copyOf(all)); // it cannot be changed
    choose(sack, all);
    assertThat(SequencePicture.list(ZERO, all), equalTo("100-110 200-210 300-310 400-410 500-510"));
  }

  /** Two blocks, and the numbers go past there within the first, between them, or in the second. */
  @ParameterizedTest(name = "past {0}")
  @Order(8)
  @DisplayName("numbers that go past 2^31 or 2^32 are compared as SequenceNumber does it, not by <")
  @ValueSource(strings = {"2^31", "2^32"})
  void wrapAround(String where) {
    for (int before = 0; before <= 50; before += 5) {
      SackBlocks across = new SackBlocks();
      SequenceNumber first =
          new SequenceNumber((where.equals("2^31") ? Integer.MIN_VALUE : 0) - before);
      List<Block> two =
          List.of(
              new Block(first.plus(10), first.plus(20)), new Block(first.plus(30), first.plus(40)));
      for (int last : new int[] {10, 39, 19, 30, 10}) {
        across.received(first.plus(last));
        assertThat(
            "number 0 is %d before %s, the blocks are 10-20 30-40, %d came last: told"
                .formatted(before, where, last),
            SequencePicture.list(first, choose(across, two)),
            equalTo(last < 20 ? "10-20 30-40" : "30-40 10-20"));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @Order(9)
  @DisplayName("the option: NOP, NOP, kind 5, its length, and the numbers (RFC 2018 section 3)")
  @CsvSource({
    "5500-6000, 0101050A 0000157C 00001770",
    "-6-4, 0101050A FFFFFFFA 00000004", // across 0
    "6000-6500 7000-7500, 01010512 00001B58 00001D4C 00001770 00001964",
    "1-2 3-4 5-6 7000-7500,"
        + " 01010522 00001B58 00001D4C 00000005 00000006 00000003 00000004 00000001 00000002"
  })
  void option(String all, String expected) {
    List<Block> blocks = all.equals("-6-4") ? List.of(block(-6, 4)) : blocks(all);
    for (int count = 1; count < blocks.size(); count++) { // they come one after the other
      sack.received(blocks.get(count - 1).from());
      choose(sack, blocks.subList(0, count));
    }
    sack.received(blocks.get(blocks.size() - 1).from());
    assertThat(
        all, option(sack, blocks), sameBytes(HexFormat.of().parseHex(expected.replace(" ", ""))));
  }

  @Test
  @Order(10)
  @DisplayName("an option has at most four blocks, 36 bytes, however many there are")
  void longest() {
    List<Block> blocks = new ArrayList<>();
    for (int count = 1; count <= 6; count++) {
      blocks.add(block(100 * count, 100 * count + 10));
      ByteBuffer option = option(sack, blocks);
      int expected = Math.min(4, count);
      assertThat("bytes for " + count + " blocks", option.limit(), equalTo(4 + 8 * expected));
      assertThat(
          "the length in the option, for " + count + " blocks",
          option.get(3),
          equalTo((byte) (2 + 8 * expected)));
    }
  }

  @ParameterizedTest(name = "{0} blocks: {1} bytes")
  @Order(11)
  @DisplayName("how many bytes the option takes up")
  @CsvSource({"0, 0", "1, 12", "2, 20", "3, 28", "4, 36", "5, 36", "6, 36"})
  void length(int blocks, int expected) {
    List<Block> all =
        IntStream.range(0, blocks).mapToObj(i -> block(100 * i, 100 * i + 10)).toList();
    assertThat("bytes for " + blocks + " blocks", option(sack, all).limit(), equalTo(expected));
  }

  @Test
  @Order(12)
  @Given
  @DisplayName("without blocks there is no option")
  void noOption() {
    assertThat(SackBlocks.option(List.of()), sameBytes(new byte[0]));
  }

  @ParameterizedTest(name = "{0} put at {1}: {2}")
  @Order(13)
  @DisplayName("what is told can be read; blocks that make no sense are left out")
  @CsvSource({
    "00001B58, 4, 7000-7500 6000-6500", // as it was
    "00001D4C, 4, 6000-6500", // the first begins where it ends
    "00001D4D, 4, 6000-6500", // and after its end
    "80001D4C, 4, 6000-6500", // half of all numbers before it
    "00001965, 12, 7000-7500", // the second ends before it begins
    "0101050A, 0, 7000-7500", // there is but one
    "0101050B, 0, 7000-7500", // and a part of another
    "01010502, 0, none",
    "01010513, 0, none", // longer than all options
    "01010812, 0, none" // another kind
  })
  void read(String change, int at, String expected) {
    List<Block> blocks = blocks("6000-6500 7000-7500");
    sack.received(new SequenceNumber(7000));
    ByteBuffer option = option(sack, blocks).putInt(at, HexFormat.fromHexDigits(change));
    assertThat(SequencePicture.list(ZERO, SackBlocks.read(option)), equalTo(expected));
  }

  @ParameterizedTest(name = "at most {0} blocks, seeds 0 to 499")
  @Order(14)
  @DisplayName("any segments in any order: the newest first, each told at least three times")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 12})
  void random(int mostBlocks) {
    for (int seed = 0; seed < 500; seed++) {
      new Wire(mostBlocks, seed).run();
    }
  }

  /** A peer whose segments are ten bytes long, on a wire that loses some and delays others. */
  private static final class Wire {
    private final int mostBlocks;
    private final int seed;
    private final Random random;
    private final SequenceNumber first;
    private final SackBlocks sack = new SackBlocks();

    // For each segment when it came, from 1 on; 0 if it did not.
    private final int[] arrived = new int[40];
    private final Deque<Integer> latest = new ArrayDeque<>();
    private int next; // the first segment that is missing

    Wire(int mostBlocks, int seed) {
      this.mostBlocks = mostBlocks;
      this.seed = seed;
      random = new Random(seed);
      first = new SequenceNumber(random.nextInt(2) * Integer.MIN_VALUE - random.nextInt(400));
    }

    void run() {
      for (int time = 1; time <= 60 && next < arrived.length; time++) {
        int segment = next + random.nextInt(Math.min(20, arrived.length - next));
        int before = arrived[segment];
        arrived[segment] = time;
        if (blocks().size() > mostBlocks) {
          arrived[segment] = before; // lost
          segment = next;
          arrived[segment] = time;
        }
        while (next < arrived.length && arrived[next] > 0) {
          next++;
        }
        latest.addFirst(segment);
        sack.received(number(segment));
        if (!blocks().isEmpty()) {
          check(segment, choose(sack, blocks()));
        }
      }
    }

    private SequenceNumber number(int segment) {
      return new SequenceNumber(first.value() + 10 * segment);
    }

    private List<Block> blocks() {
      List<Block> blocks = new ArrayList<>();
      int from = next;
      for (int i = next; i <= arrived.length; i++) {
        if (i == arrived.length || arrived[i] == 0) {
          if (from < i) {
            blocks.add(new Block(number(from), number(i)));
          }
          from = i + 1;
        }
      }
      return blocks;
    }

    /** When its latest segment came. */
    private int time(Block block) {
      int from = (block.from().value() - first.value()) / 10;
      int end = (block.end().value() - first.value()) / 10;
      return Arrays.stream(arrived, from, end).max().getAsInt();
    }

    private void check(int segment, List<Block> told) {
      List<Block> expected = blocks();
      expected.sort(Comparator.comparingInt(this::time).reversed());
      expected = expected.subList(0, Math.min(4, expected.size()));
      // With up to four, all are told: then there is one order only.
      if (mostBlocks <= 4 && !told.equals(expected)) {
        wrong(segment, told, "not " + SequencePicture.list(first, expected) + ", the newest first");
      }
      if (told.size() != expected.size()) {
        wrong(segment, told, "not " + expected.size() + " of them");
      }
      if (new HashSet<>(told).size() < told.size()) {
        wrong(segment, told, "one of them twice");
      }
      if (!blocks().containsAll(told)) {
        wrong(segment, told, "which are not all there");
      }
      // Section 4: "reported in at least three successive SACK options".
      int age = 0;
      for (int recent : latest.stream().limit(3).toList()) {
        if (recent >= next && told.stream().noneMatch(block -> isIn(recent, block))) {
          wrong(segment, told, "but not what came " + age + " segments before");
        }
        age++;
      }
    }

    private void wrong(int segment, List<Block> told, String what) {
      fail(
          "told: %s, %s; seed %d, received last: %d, the blocks are %s, the latest segments %s"
              .formatted(
                  SequencePicture.list(first, told),
                  what,
                  seed,
                  10 * segment,
                  SequencePicture.list(first, blocks()),
                  latest.stream().limit(6).map(one -> 10 * one).toList()));
    }

    private boolean isIn(int segment, Block block) {
      int at = 10 * segment;
      return block.from().value() - first.value() <= at && at < block.end().value() - first.value();
    }
  }

  @Test
  @Order(6)
  @DisplayName("a block that has grown since it was told keeps its place, whatever came after that")
  void grownBetweenTwoAcks() {
    assertTold(2001, "2001-3001", "2001-3001");
    assertTold(4001, "2001-3001 4001-5001", "4001-5001 2001-3001");
    assertTold(6001, "2001-3001 4001-5001 6001-7001", "6001-7001 4001-5001 2001-3001");
    sack.received(new SequenceNumber(5001)); // and before there is an ACK, one more
    story.add("segment 5001 came, and no ACK went");
    assertTold(7001, "2001-3001 4001-5501 6001-8001", "6001-8001 4001-5501 2001-3001");
    sack.received(new SequenceNumber(3501)); // at its beginning, this time
    story.add("segment 3501 came, and no ACK went");
    assertTold(8001, "2001-3001 3501-5501 6001-8501", "6001-8501 3501-5501 2001-3001");
  }
}
