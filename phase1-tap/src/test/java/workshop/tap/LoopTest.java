package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameBytes;

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
@Order(5)
@DisplayName("Loop: wait once, take in what is there, then send")
class LoopTest {
  private static final long MILLISECOND = 1_000_000;

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
    assertThat(
        events,
        is(
            List.of(
                "start",
                "receive",
                "frame 41",
                "receive",
                "frame 42",
                "receive",
                "frame 43",
                "none",
                "end")));
  }

  @Test
  @Order(2)
  @DisplayName("round: starts and ends the batch also when no frame is there")
  void endsAnEmptyBatch() throws IOException {
    Loop.round(link, receiver, 0);
    assertThat(events, is(List.of("start", "none", "end")));
  }

  @Test
  @Order(3)
  @DisplayName("round: does not wait: that is for the loop to do")
  void doesNotWait() throws IOException {
    link.frames("41");
    Loop.round(link, receiver, 0);
    assertThat("waits within the round", link.timeouts, is(empty()));
  }

  @Test
  @Order(4)
  @DisplayName("round: tells the time, once, and returns the receiver's deadline")
  void tellsTheTime() throws IOException {
    link.frames("41", "42");
    receiver.deadlines.add(4711L);
    assertThat(Loop.round(link, receiver, 123), is(4711L));
    assertThat("the time at the start of the batch", receiver.times, contains(123L));
  }

  @Test
  @Order(5)
  @DisplayName("round: ends the batch after 256 frames, however many are waiting")
  void batchIsBounded() throws IOException {
    link.frames(Collections.nCopies(300, "41").toArray(String[]::new));
    Loop.round(link, receiver, 0);
    assertThat("frames in one round, of 300", Collections.frequency(events, "frame 41"), is(256));
    assertThat("the last event of the round", events.get(events.size() - 1), is("end"));
    Loop.round(link, receiver, 0);
    assertThat("frames in both rounds, of 300", Collections.frequency(events, "frame 41"), is(300));
  }

  @Test
  @Order(6)
  @DisplayName("round: hands on the link's own buffer, not a copy of it")
  void handsOnTheFrame() throws IOException {
    link.frames("41 42 43");
    ByteBuffer[] received = new ByteBuffer[1];
    Loop.round(link, frame -> received[0] = frame, 0);
    assertThat("the frame", received[0], sameBytes(Hex.bytes("41 42 43")));
    assertThat("the receiver gets the link's buffer itself, no copy", received[0] == link.last);
  }

  @Test
  @Order(7)
  @DisplayName("run: waits once before each round")
  void waitsOnceARound() throws IOException {
    link.frames("41", "42");
    run(2);
    assertThat(
        events,
        is(
            List.of(
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
                "end")));
  }

  @Test
  @Order(8)
  @DisplayName("run: does nothing when it is told to stop at once")
  void stopsAtOnce() throws IOException {
    link.frames("41");
    run(0);
    assertThat(events, is(empty()));
  }

  @Test
  @Order(9)
  @DisplayName("run: wakes up ten times a second, to see whether it is to stop")
  void wakesUp() throws IOException {
    receiver.deadlines.add(FrameReceiver.NEVER);
    receiver.deadlines.add(Long.MAX_VALUE / 2);
    run(3);
    assertThat(
        "waits, in nanoseconds",
        link.timeouts,
        contains(100 * MILLISECOND, 100 * MILLISECOND, 100 * MILLISECOND));
  }

  @Test
  @Order(10)
  @DisplayName("run: wakes up for the receiver's deadline")
  void wakesUpForTheDeadline() throws IOException {
    receiver.soon = 50 * MILLISECOND;
    run(10);
    List<Long> afterTheFirst = link.timeouts.subList(1, 10);
    assertThat(
        "waits, in nanoseconds",
        afterTheFirst,
        everyItem(allOf(greaterThanOrEqualTo(0L), lessThanOrEqualTo(50 * MILLISECOND))));
  }

  @Test
  @Order(11)
  @DisplayName("run: waits for a deadline that is far away as long as for none")
  void deadlineIsFarAway() throws IOException {
    receiver.soon = 10_000 * MILLISECOND;
    run(5);
    assertThat("waits, in nanoseconds", link.timeouts, everyItem(is(100 * MILLISECOND)));
  }

  @Test
  @Order(12)
  @DisplayName("run: does not wait for a deadline that has passed")
  void deadlineHasPassed() throws IOException {
    receiver.deadlines.add(0L);
    run(2);
    assertThat("wait, in nanoseconds", link.timeouts.get(1), is(0L));
  }

  @Test
  @Order(13)
  @DisplayName("run: counts the time from its start, and it never goes back")
  void countsFromTheStart() throws IOException {
    long before = System.nanoTime();
    link.frames("41", "42");
    run(5);
    long took = System.nanoTime() - before;
    assertThat(
        "nanoseconds since the start",
        receiver.times,
        everyItem(allOf(greaterThanOrEqualTo(0L), lessThanOrEqualTo(took))));
    assertThat(
        "times told, in order", receiver.times, is(receiver.times.stream().sorted().toList()));
    assertThat("times told, in five rounds", receiver.times, hasSize(5));
    assertThat("time of the last", receiver.times.get(4), is(greaterThan(0L)));
  }

  @Test
  @Order(14)
  @DisplayName("run: tells the time after the wait, for the frames have come in the meantime")
  void tellsTheTimeAfterTheWait() throws IOException {
    link.awaitTakes = 5 * MILLISECOND;
    link.frames("41");
    run(1);
    assertThat(
        "nanoseconds since the start: await alone took 5 ms (take the time after the wait)",
        receiver.times,
        everyItem(greaterThanOrEqualTo(5 * MILLISECOND)));
  }

  @Test
  @Order(15)
  @DisplayName("run: an error of the link ends it, and is handed on")
  void errorOfTheLink() {
    link.broken = new TapException("broken");
    IOException thrown = assertThrows(IOException.class, () -> run(5));
    assertThat(thrown.getMessage(), is("broken"));
    assertThat(events, is(List.of("await")));
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

    /** The frame received last. */
    ByteBuffer last;

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
      for (long start = System.nanoTime(); System.nanoTime() - start < awaitTakes; ) {
        Thread.onSpinWait();
      }
    }

    @Override
    public ByteBuffer receive() {
      byte[] frame = frames.poll();
      events.add(frame == null ? "none" : "receive");
      if (frame == null) {
        return null;
      }
      last = ByteBuffer.wrap(frame);
      return last;
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

    @Override
    public void startOfBatch(long now) {
      events.add("start");
      times.add(now);
    }

    @Override
    public void receive(ByteBuffer frame) {
      events.add("frame %02x".formatted(frame.get(0)));
    }

    @Override
    public long endOfBatch() {
      events.add("end");
      if (!deadlines.isEmpty()) {
        return deadlines.remove();
      }
      return soon == NEVER ? NEVER : times.get(times.size() - 1) + soon;
    }
  }
}
