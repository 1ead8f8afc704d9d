package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.Buffers.direct;
import static workshop.testkit.Buffers.sameMemory;
import static workshop.testkit.SameBytes.sameBytes;
import static workshop.testkit.Steps.assertSteps;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Exercise;
import workshop.testkit.Hex;

@Exercise("1.6")
@Order(6)
@DisplayName("Loop: waits once, takes all frames that are there, then sends")
class LoopTest {
  private static final long MILLISECOND = 1_000_000;
  private static final String ROUND = "the events of a round";

  /** What happens, in order: "await", "start", "receive", "none", "frame 41", "end". */
  private final List<String> events = new ArrayList<>();

  private final ScriptedLink link = new ScriptedLink();
  private final Script receiver = new Script();

  @Test
  @Order(1)
  @DisplayName("round: starts the batch, hands on every frame that is there, then ends the batch")
  void drainsThenEndsTheBatch() throws IOException {
    link.frames("41", "42", "43");
    Loop.round(link, receiver, 0);
    assertSteps(
        ROUND,
        events,
        "start",
        "receive",
        "frame 41",
        "receive",
        "frame 42",
        "receive",
        "frame 43",
        "none",
        "end");
  }

  @Test
  @Order(2)
  @DisplayName("round: starts and ends the batch even if no frame is there")
  void endsAnEmptyBatch() throws IOException {
    Loop.round(link, receiver, 0);
    assertSteps(ROUND, events, "start", "none", "end");
  }

  @Test
  @Order(3)
  @DisplayName("round: tells the time, once, and returns the receiver's deadline")
  void tellsTheTime() throws IOException {
    link.frames("41", "42");
    receiver.deadlines.add(4711L);
    long deadline = Loop.round(link, receiver, 123);
    assertThat("endOfBatch returned 4711, and round returned " + deadline, deadline == 4711L);
    assertThat(
        "the time, 123, has to be told once. Times told: " + receiver.times,
        receiver.times.equals(List.of(123L)));
  }

  @Test
  @Order(4)
  @DisplayName("round: ends the batch after 256 frames, however many are waiting")
  void batchIsBounded() throws IOException {
    link.frames(Collections.nCopies(300, "41").toArray(String[]::new));
    Loop.round(link, receiver, 0);
    int first = Collections.frequency(events, "frame 41");
    assertThat("300 frames were there, and one round handed on " + first, first == 256);
    String last = events.get(events.size() - 1);
    assertThat("the last event of the round was \"%s\"".formatted(last), last.equals("end"));
    Loop.round(link, receiver, 0);
    int both = Collections.frequency(events, "frame 41");
    assertThat("300 frames were there, and two rounds handed on " + both, both == 300);
  }

  @Test
  @Order(5)
  @DisplayName("round: hands on the link's own buffer, not a copy of it")
  void handsOnTheFrame() throws IOException {
    link.frames("41 42 43");
    ByteBuffer[] received = new ByteBuffer[1];
    Loop.round(link, frame -> received[0] = frame, 0);
    assertThat("the frame", received[0], sameBytes(Hex.bytes("41 42 43")));
    assertThat(
        "the frame was copied: hand on what receive has returned",
        sameMemory(link.memory, received[0]));
  }

  @Test
  @Order(6)
  @DisplayName("run: waits once before each round")
  void waitsOnceARound() throws IOException {
    link.frames("41", "42");
    run(2);
    assertSteps(
        "the events of two rounds",
        events,
        "await",
        "start",
        "receive",
        "frame 41",
        "receive",
        "frame 42",
        "none",
        "end", //
        "await",
        "start",
        "none",
        "end");
  }

  @Test
  @Order(7)
  @DisplayName("run: does nothing if it has to stop at once")
  void stopsAtOnce() throws IOException {
    link.frames("41");
    run(0);
    assertSteps("the events", events);
  }

  @Test
  @Order(8)
  @DisplayName("run: counts the time from its start, and it never goes back")
  void countsFromTheStart() throws IOException {
    long before = System.nanoTime();
    link.frames("41", "42");
    run(5);
    long took = System.nanoTime() - before;
    List<Long> times = receiver.times;
    assertThat("five rounds, and these times were told: " + times, times.size() == 5);
    assertThat(
        "run took %d ns, so no time since its start is more. Times told: %s".formatted(took, times),
        times.stream().allMatch(time -> time >= 0 && time <= took));
    assertThat("the times go back: " + times, times.stream().sorted().toList().equals(times));
    assertThat("the time of the last round was 0", times.get(4) > 0);
  }

  @Test
  @Order(9)
  @DisplayName("run: tells the time after the wait, because frames have come meanwhile")
  void tellsTheTimeAfterTheWait() throws IOException {
    link.awaitTakes = 5 * MILLISECOND;
    link.frames("41");
    run(1);
    assertThat(
        "await alone took 5 ms, and the round got the time %d ns: read the clock after the wait"
            .formatted(receiver.times.get(0)),
        receiver.times.get(0) >= 5 * MILLISECOND);
  }

  @Test
  @Order(10)
  @DisplayName("run: without a deadline, waits 100 ms at most, so that it notices a stop")
  void wakesUp() throws IOException {
    receiver.deadlines.add(FrameReceiver.NEVER);
    receiver.deadlines.add(Long.MAX_VALUE / 2);
    run(3);
    assertWaits("three waits of 100 ms", link.timeouts, 100 * MILLISECOND, 100 * MILLISECOND);
  }

  @Test
  @Order(11)
  @DisplayName("run: wakes up for the receiver's deadline")
  void wakesUpForTheDeadline() throws IOException {
    receiver.soon = 50 * MILLISECOND;
    run(10);
    assertWaits(
        "the deadline is 50 ms after each batch's start: waits of 50 ms at most",
        waits(10).subList(1, 10),
        0,
        50 * MILLISECOND);
  }

  @Test
  @Order(12)
  @DisplayName("run: waits as long for a distant deadline as without one")
  void deadlineIsFarAway() throws IOException {
    receiver.soon = 10_000 * MILLISECOND;
    run(5);
    assertWaits(
        "the deadline is 10 s away: waits of 100 ms",
        link.timeouts,
        100 * MILLISECOND,
        100 * MILLISECOND);
  }

  @Test
  @Order(13)
  @DisplayName("run: does not wait for a deadline that has passed")
  void deadlineHasPassed() throws IOException {
    receiver.deadlines.add(0L);
    run(2);
    assertWaits("the deadline has passed: a wait of 0", waits(2).subList(1, 2), 0, 0);
  }

  @Test
  @Order(14)
  @DisplayName("run: the deadline of the last batch counts, even if it is NEVER")
  void newDeadlineTakesThePlace() throws IOException {
    receiver.deadlines.add(0L);
    receiver.deadlines.add(FrameReceiver.NEVER);
    run(3);
    assertWaits(
        "the deadline was 0, and then NEVER: a wait of 100 ms",
        waits(3).subList(2, 3),
        100 * MILLISECOND,
        100 * MILLISECOND);
  }

  @Test
  @Order(15)
  @DisplayName("run: waits until the deadline, however long the round has taken")
  void looksAtTheClockBeforeTheWait() throws IOException {
    receiver.soon = 50 * MILLISECOND;
    receiver.endTakes = 5 * MILLISECOND;
    run(2);
    assertWaits(
        "50 ms to the deadline, of which the round took 5: a wait of 45 ms at most",
        waits(2).subList(1, 2),
        0,
        45 * MILLISECOND);
  }

  @Test
  @Order(16)
  @DisplayName("run: an error of the link ends it, and is handed on")
  void errorOfTheLink() {
    link.broken = new TapException("broken");
    IOException thrown = assertThrows(IOException.class, () -> run(5));
    assertThat(thrown.getMessage(), is("broken"));
    assertSteps("the events", events, "await");
  }

  @Test
  @Order(17)
  @DisplayName("run: an error of the receiver ends it, and is handed on")
  void errorOfTheReceiver() {
    link.frames("41", "42");
    FrameReceiver broken =
        frame -> {
          throw new TapException("broken");
        };
    int[] left = {5};
    IOException thrown =
        assertThrows(IOException.class, () -> Loop.run(link, broken, () -> left[0]-- > 0));
    assertThat(thrown.getMessage(), is("broken"));
    assertSteps("the events", events, "await", "receive");
  }

  private List<Long> waits(int rounds) {
    int waits = link.timeouts.size();
    assertThat(
        "%d rounds, and %d calls of await: call it before each, with 0 for no wait"
            .formatted(rounds, waits),
        waits == rounds);
    return link.timeouts;
  }

  private static void assertWaits(String what, List<Long> waits, long least, long most) {
    List<String> millis = waits.stream().map(nanos -> "%.3f".formatted(nanos / 1e6)).toList();
    assertThat(
        "%s.%nThe waits, in milliseconds: %s%s"
            .formatted(
                what,
                String.join(", ", millis),
                waits.stream().anyMatch(wait -> wait < 0)
                    ? "%nFor poll, less than 0 means for ever.".formatted()
                    : ""),
        waits.stream().allMatch(wait -> wait >= least && wait <= most));
  }

  private static void spin(long nanos) {
    for (long start = System.nanoTime(); System.nanoTime() - start < nanos; ) {
      Thread.onSpinWait();
    }
  }

  private void run(int rounds) throws IOException {
    int[] left = {rounds};
    Loop.run(link, receiver, () -> left[0]-- > 0);
  }

  private final class ScriptedLink implements Link {
    final Queue<byte[]> frames = new ArrayDeque<>();
    final List<Long> timeouts = new ArrayList<>();
    TapException broken;

    /** How long each wait takes, in nanoseconds. */
    long awaitTakes;

    /** The memory of the frame received last. */
    ByteBuffer memory;

    void frames(String... hex) {
      for (String frame : hex) {
        frames.add(Hex.bytes(frame));
      }
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.plain(ETHERNET_MTU);
    }

    @Override
    public void await(long timeoutNanos) throws TapException {
      events.add("await");
      timeouts.add(timeoutNanos);
      if (broken != null) {
        throw broken;
      }
      spin(awaitTakes);
    }

    @Override
    public ByteBuffer receive() {
      byte[] frame = frames.poll();
      events.add(frame == null ? "none" : "receive");
      if (frame == null) {
        return null;
      }
      ByteBuffer buffer = direct(frame);
      memory = buffer.slice();
      return buffer;
    }

    @Override
    public void send(OutgoingFrame frame) {}

    @Override
    public void wake() {}

    @Override
    public void close() {}
  }

  private final class Script implements FrameReceiver {
    /** What the ends of the batches return; then NEVER, or the time of the batch + soon. */
    final Queue<Long> deadlines = new ArrayDeque<>();

    final List<Long> times = new ArrayList<>();
    long soon = NEVER;

    /** How long the end of a batch takes, in nanoseconds. */
    long endTakes;

    @Override
    public void startOfBatch(long now) {
      events.add("start");
      times.add(now);
    }

    @Override
    public void receive(ByteBuffer frame) {
      events.add("frame %02x".formatted(frame.get(frame.position())));
    }

    @Override
    public long endOfBatch() {
      events.add("end");
      spin(endTakes);
      if (!deadlines.isEmpty()) {
        return deadlines.remove();
      }
      return soon == NEVER ? NEVER : times.get(times.size() - 1) + soon;
    }
  }
}
