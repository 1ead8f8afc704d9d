package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tcp.SequenceNumber;
import workshop.testkit.Exercise;

@Order(65)
@Exercise("6.1")
@DisplayName("The window that we tell")
class ReceiveWindowTest {
  private static final int MSS = 1460;
  private static final int FIRST = -3; // so that the numbers wrap around early

  private static SequenceNumber number(int relative) {
    return new SequenceNumber(FIRST + relative);
  }

  private static ReceiveWindow window(int capacity, int shift) {
    ReceiveWindow window = new ReceiveWindow(capacity, MSS);
    window.start(number(0), shift);
    return window;
  }

  /** A segment without SYN goes: what its window field says. */
  private static int advertise(ReceiveWindow window, SequenceNumber next, int free) {
    window.extend(next, free);
    return window.field(next, free);
  }

  private static void assertTold(
      ReceiveWindow window, int next, int free, int field, String section) {
    assertThat(
        String.format(
            "the window field (%s), RCV.NXT %d, room for %d bytes, promised %d",
            section, next, free, window.size(number(next))),
        advertise(window, number(next), free),
        equalTo(field));
  }

  @BeforeEach
  void afterPhase5() {
    AfterPhase5.isDone();
  }

  @ParameterizedTest(name = "shift {0}")
  @Order(1)
  @DisplayName("in a SYN the window is never scaled (RFC 7323 section 2.2)")
  @ValueSource(ints = {0, 1, 2, 7, 14})
  void syn(int shift) {
    for (int capacity : new int[] {1000, 65_535, 65_536, 65_535 << shift}) {
      ReceiveWindow window = window(capacity, shift);
      int expected = Math.min(capacity, 65_535);
      for (int time = 1; time <= 2; time++) { // a SYN may have to be sent again
        assertThat(
            "the field in a SYN, with room for " + capacity + " bytes, time " + time,
            window.size(number(0)),
            equalTo(expected));
        assertThat("promised by the SYN", window.size(number(0)), equalTo(expected));
      }
    }
  }

  @Test
  @Order(2)
  @DisplayName("our own SYN promises room before the peer's has come")
  void ownSyn() {
    ReceiveWindow window = new ReceiveWindow(70_000, MSS);
    SequenceNumber zero = new SequenceNumber(0);
    assertThat("the field in our SYN", window.size(zero), equalTo(65_535));
  }

  @ParameterizedTest(name = "{1} bytes, shift {0}: {2}")
  @Order(3)
  @DisplayName("the field counts units of 1 << shift bytes (RFC 7323 section 2.3)")
  @CsvSource({
    "0, 1000, 1000",
    "0, 65535, 65535",
    "1, 1000, 500",
    "2, 1000, 250",
    "3, 1000, 125",
    "2, 262140, 65535",
    "7, 128000, 1000",
    "14, 16384, 1",
    "14, 1073725440, 65535"
  })
  void scaled(int shift, int capacity, int field) {
    ReceiveWindow window = window(capacity, shift);
    assertTold(window, 0, capacity, field, "RFC 7323 section 2.3");
    assertThat("promised", window.size(number(0)), equalTo(capacity));
  }

  @ParameterizedTest(name = "{1} bytes, shift {0}: {2}, which promises {3} bytes")
  @Order(4)
  @DisplayName("where it does not come out even it is rounded up, and the promise with it")
  @CsvSource({
    "1, 1001, 501, 1002",
    "2, 1001, 251, 1004",
    "2, 1002, 251, 1004",
    "2, 1003, 251, 1004",
    "3, 1001, 126, 1008",
    "7, 1000, 8, 1024",
    "14, 16385, 2, 32768",
    "14, 1, 1, 16384"
  })
  void roundedUp(int shift, int capacity, int field, int promised) {
    ReceiveWindow window = window(capacity, shift);
    assertTold(window, 0, capacity, field, "rounded up, RFC 7323 section 2.4");
    assertThat("promised, after it was rounded up", window.size(number(0)), equalTo(promised));
  }

  @Test
  @Order(5)
  @DisplayName("text uses up what was promised: the edge stays where it is")
  void closes() {
    ReceiveWindow window = window(60_000, 0);
    assertTold(window, 0, 60_000, 60_000, "RFC 9293 section 3.3.1");
    assertTold(window, 10_000, 50_000, 50_000, "RFC 9293 section 3.3.1");
    assertTold(window, 60_000, 0, 0, "RFC 9293 section 3.3.1");
    assertThat("isUpdateDue()", window.isUpdateDue(number(60_000), 0), equalTo(false));
  }

  @ParameterizedTest(name = "shift {0}")
  @Order(6)
  @DisplayName("the edge moves by a full segment or not at all (RFC 9293 section 3.8.6.2.2)")
  @ValueSource(ints = {0, 2})
  void sillyWindow(int shift) {
    ReceiveWindow window = window(60_000, shift);
    String section = "RFC 9293 section 3.8.6.2.2";
    assertTold(window, 10_000, 50_000, 50_000 >> shift, section);
    for (int consumed : new int[] {1, 2, 4, 100, MSS - 1}) {
      assertTold(window, 10_000, 50_000 + consumed, 50_000 >> shift, section);
      assertThat("promised", window.size(number(10_000)), equalTo(50_000));
    }
    assertTold(window, 10_000, 50_000 + MSS, 51_460 >> shift, section);
    assertThat("promised", window.size(number(10_000)), equalTo(51_460));
    assertTold(window, 10_000, 60_000, 60_000 >> shift, section); // all of it at once
  }

  @Test
  @Order(7)
  @DisplayName("with little room, half of it is worth telling (RFC 9293 section 3.8.6.2.2)")
  void smallCapacity() {
    ReceiveWindow window = window(2000, 0);
    assertTold(window, 2000, 0, 0, "RFC 9293 section 3.8.6.2.2");
    assertTold(window, 2000, 999, 0, "RFC 9293 section 3.8.6.2.2");
    assertThat("isUpdateDue()", window.isUpdateDue(number(2000), 999), equalTo(false));
    assertThat("isUpdateDue()", window.isUpdateDue(number(2000), 1000), equalTo(true));
    assertTold(window, 2000, 1000, 1000, "RFC 9293 section 3.8.6.2.2");
  }

  @Test
  @Order(8)
  @DisplayName("an update is due when there is room for two full segments more")
  void updateDue() {
    ReceiveWindow window = window(60_000, 0);
    advertise(window, number(10_000), 50_000);
    for (int more : new int[] {0, 1, MSS, 2 * MSS - 1}) {
      assertThat(
          "isUpdateDue() with room for " + more + " bytes more than promised",
          window.isUpdateDue(number(10_000), 50_000 + more),
          equalTo(false));
    }
    for (int time = 1; time <= 2; time++) { // to ask changes nothing
      assertThat(
          "isUpdateDue() with room for 2920 bytes more than promised, time " + time,
          window.isUpdateDue(number(10_000), 52_920),
          equalTo(true));
    }
    assertTold(window, 10_000, 52_920, 52_920, "RFC 9293 section 3.8.6.2.2");
    assertThat(
        "isUpdateDue() when the peer has been told",
        window.isUpdateDue(number(10_000), 52_920),
        equalTo(false));
  }

  @ParameterizedTest(name = "shift {0}: {1} bytes")
  @Order(9)
  @DisplayName("no more is promised than can be told, however much room there is")
  @CsvSource({"0, 65535", "1, 131070", "2, 262140", "8, 16776960", "14, 1073725440"})
  void noMoreThanCanBeTold(int shift, int most) {
    ReceiveWindow window = window(Integer.MAX_VALUE, shift);
    for (int time = 1; time <= 3; time++) {
      assertTold(window, 0, Integer.MAX_VALUE, 65535, "16 bits, RFC 9293 section 3.1");
      assertThat("promised", window.size(number(0)), equalTo(most));
      assertThat(
          "isUpdateDue() when no more can be told",
          window.isUpdateDue(number(0), Integer.MAX_VALUE),
          equalTo(false));
    }
  }

  @ParameterizedTest(name = "shift {0}")
  @Order(10)
  @DisplayName("bytes that come one at a time use up the room, though the window is rounded up")
  @ValueSource(ints = {0, 1, 2, 3, 7})
  void byteByByte(int shift) {
    ReceiveWindow window = window(4096, shift);
    int most = (1 << shift) - 1;
    for (int next = 0; next <= 4096; next++) {
      int free = 4096 - next;
      int field = advertise(window, number(next), free);
      String where = String.format("shift %d, RCV.NXT %d, room for %d bytes", shift, next, free);
      assertThat(where + ": told, in bytes", field << shift, greaterThanOrEqualTo(free));
      assertThat(where + ": told, in bytes", field << shift, lessThanOrEqualTo(free + most));
      assertThat(
          where + ": promised, in bytes",
          window.size(number(next)),
          lessThanOrEqualTo(free + most));
    }
  }

  @ParameterizedTest(name = "shift {0}")
  @Order(11)
  @DisplayName("to promise twice is to promise once, and to ask for the field changes nothing")
  @ValueSource(ints = {0, 1, 2, 7, 14})
  void twiceIsOnce(int shift) {
    ReceiveWindow window = window(10_001, shift);
    for (int next = 0; next <= 10_000; next += 500) {
      for (int consumed = 0; consumed <= next; consumed += 700) {
        int free = 10_001 - (next - consumed);
        window.extend(number(next), free);
        int size = window.size(number(next));
        int field = window.field(number(next), free);
        assertThat("the field, once more", window.field(number(next), free), equalTo(field));
        assertThat("promised", window.size(number(next)), equalTo(size));
        window.extend(number(next), free);
        assertThat("promised, after extend()", window.size(number(next)), equalTo(size));
        assertThat("the field, after extend()", window.field(number(next), free), equalTo(field));
      }
    }
  }

  @ParameterizedTest(name = "shift {0}, seeds 0 to 99")
  @Order(12)
  @DisplayName("the right edge never moves back, nor by little, nor past the room")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14})
  void randomWalk(int shift) {
    for (int seed = 0; seed < 100; seed++) {
      new Walk(shift, seed).run();
    }
  }

  /** Text comes, the application consumes, segments go out: in any order. */
  private static final class Walk {
    private final int unit;
    private final int shift;
    private final int seed;
    private final Random random;
    private final int capacity;
    private final ReceiveWindow window;
    private final SequenceNumber first;
    private String story;
    private long next;
    private long consumed;
    private long edge;
    private long told; // the furthest that the peer has been told of

    Walk(int shift, int seed) {
      this.shift = shift;
      this.seed = seed;
      unit = 1 << shift;
      random = new Random(seed);
      int[] capacities = {2000, 10_000, 65_535, 65_535 << shift, (65_535 << shift) + 100_000};
      capacity = capacities[random.nextInt(capacities.length)];
      first = new SequenceNumber(-random.nextInt(capacity));
      window = new ReceiveWindow(capacity, MSS);
    }

    void run() {
      window.start(first, shift);
      edge = Math.min(capacity, 65_535);
      told = edge;
      for (int step = 0; step < 200; step++) {
        story = "";
        switch (random.nextInt(4)) {
          case 0 -> {
            next += amount((int) (told - next));
            story = "text up to " + next;
          }
          case 1 -> {
            consumed += amount((int) (next - consumed));
            story = "consumed up to " + consumed;
          }
          case 2 -> {
            window.isUpdateDue(number(next), free());
            story = "isUpdateDue()";
          }
          default -> advertise();
        }
        story =
            String.format(
                "shift %d, seed %d, step %d, RCV.NXT %d, room for %d bytes, %s",
                shift, seed, step, next, free(), story);
        check();
      }
    }

    /** Often a single byte, often a segment, sometimes all. */
    private int amount(int most) {
      return switch (random.nextInt(4)) {
        case 0 -> Math.min(most, 1);
        case 1 -> random.nextInt(most + 1);
        case 2 -> most;
        default -> Math.min(most, MSS);
      };
    }

    private SequenceNumber number(long relative) {
      return new SequenceNumber((int) (first.value() + relative));
    }

    private int free() {
      return capacity - (int) (next - consumed);
    }

    private void advertise() {
      int field = ReceiveWindowTest.advertise(window, number(next), free());
      story = "told " + field;
      if (field < 0 || field > 65_535) {
        fail("seed " + seed + ": the field has 16 bits, " + field + " does not go into it");
      }
      long newlyTold = next + (field << shift);
      if (newlyTold < told - (unit - 1)) {
        fail("seed " + seed + ": the window told goes back from " + told + " to " + newlyTold);
      }
      int most = Math.min(capacity / 2, MSS) - 1;
      int untold = Math.min(free(), 65_535 << shift) - window.size(number(next));
      assertThat("seed " + seed + ": bytes not told of", untold, lessThanOrEqualTo(most));
      told = Math.max(told, newlyTold);
    }

    private void check() {
      long newEdge = next + window.size(number(next));
      long moved = newEdge - edge;
      if (moved < 0) {
        fail(story + ": the right edge moved back by " + -moved + ", from " + edge);
      }
      if (!story.contains("told") && moved != 0) {
        fail(story + ": the right edge moved, and the peer was not told");
      }
      if (moved >= unit && moved < Math.min(capacity / 2, MSS)) {
        fail(story + ": the right edge moved by little, " + moved + " (section 3.8.6.2.2)");
      }
      if (told > newEdge) {
        fail(story + ": the peer was told of " + told + ", but the edge is " + newEdge);
      }
      if (newEdge - next > free() + unit - 1) {
        fail(story + ": " + (newEdge - next) + " bytes promised, there is no room for them");
      }
      edge = newEdge;
    }
  }
}
