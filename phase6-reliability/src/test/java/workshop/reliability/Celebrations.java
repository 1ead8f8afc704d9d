package workshop.reliability;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import workshop.echo.ByteQueue;
import workshop.shared.LoopClock;
import workshop.tcp.SequenceNumber;
import workshop.testkit.Celebration;

/** What the learner's code can do when an exercise is done: "workshop watch" shows it. */
final class Celebrations {
  private static final long MILLISECOND = 1_000_000;
  private static final int SMSS = 1000;
  private static final SequenceNumber ZERO = new SequenceNumber(0);

  private Celebrations() {}

  @Celebration("6.1")
  static String queue() {
    LoopClock clock = new LoopClock();
    RetransmissionQueue queue = threeSegments(clock);
    clock.set(70 * MILLISECOND);
    long sample = queue.acknowledged(new SequenceNumber(2 * SMSS));
    return "Segments went at 0, 10 and 20 ms; at 70 ms the first two are acknowledged.\n"
        + "Your code has measured %d ms, and %d of 3000 bytes are on their way."
            .formatted(sample / MILLISECOND, queue.inFlight());
  }

  @Celebration("6.2")
  static String timeout() {
    RetransmissionTimeout timeout = new RetransmissionTimeout();
    StringJoiner lines = new StringJoiner("\n");
    for (int rtt : new int[] {100, 180, 100}) {
      timeout.measured(rtt * MILLISECOND);
      lines.add(
          String.format(
              Locale.ROOT,
              "After a round trip of %d ms: SRTT %.1f, RTTVAR %.1f, RTO %.1f ms",
              rtt,
              timeout.smoothedRtt() / 1e6,
              timeout.variation() / 1e6,
              timeout.nanos() / 1e6));
    }
    return lines.toString();
  }

  @Celebration("6.3")
  static String timer() {
    LoopClock clock = new LoopClock();
    RetransmissionTimer timer = new RetransmissionTimer(clock, new RetransmissionTimeout());
    timer.sent();
    List<String> seconds = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      seconds.add(Long.toString(timer.deadline() / (1000 * MILLISECOND)));
      clock.set(timer.deadline());
      timer.expired();
    }
    return "A segment goes, and nothing comes back. Your timer goes off after\n"
        + String.join(", ", seconds)
        + " seconds: each time it waits twice as long.";
  }

  @Celebration("6.4")
  static String resending() {
    RetransmissionQueue queue = threeSegments(new LoopClock());
    Resending resending = new Resending(queue);
    resending.firstIsMissing();
    RetransmissionQueue.Stretch next = resending.next(new SequenceNumber(4 * SMSS), SMSS);
    resending.sentAgain(next);
    return "Of three segments the first is lost, and your code sends %s to %s again:%n%d bytes are on their way."
        .formatted(next.from, next.end(), queue.inFlight());
  }

  @Celebration("6.5")
  static String congestionWindow() {
    CongestionWindow window = new CongestionWindow(true);
    window.start(SMSS, 0);
    String before = roundTrips(window, 3);
    window.timedOut(window.size(), false);
    return "cwnd in segments, one round trip after the other: %s, a time-out,%nand then %s."
        .formatted(before, roundTrips(window, 9));
  }

  /** How large the window is before each of them, in segments. */
  private static String roundTrips(CongestionWindow window, int count) {
    StringJoiner sizes = new StringJoiner(" ");
    for (int i = 0; i < count; i++) {
      int segments = window.size() / SMSS;
      sizes.add(Integer.toString(segments));
      for (int ack = 0; ack < segments; ack++) {
        window.acknowledged(SMSS);
      }
    }
    return sizes.toString();
  }

  @Celebration("6.6")
  static String fastRetransmit() {
    CongestionWindow window = new CongestionWindow(true);
    window.start(SMSS, 0);
    FastRecovery recovery = new FastRecovery(window);
    recovery.start(ZERO);
    StringJoiner lines = new StringJoiner("\n");
    lines.add("Ten segments are on their way, and the first is lost.");
    for (int i = 1; i <= 4; i++) {
      boolean resend = recovery.duplicate(ZERO.plus(1), ZERO.plus(1 + 10 * SMSS), 10 * SMSS);
      lines.add(
          "Duplicate ACK %d: %s, cwnd %d"
              .formatted(i, resend ? "send it again" : "nothing to resend", window.size()));
    }
    return lines.toString();
  }

  @Celebration("6.7")
  static String reassembly() {
    ByteQueue buffer = new ByteQueue(40);
    Reassembly reassembly = new Reassembly(buffer);
    reassembly.start(ZERO);
    String text = "Hello, TCP!";
    StringJoiner lines = new StringJoiner("\n");
    int[][] stretches = {{7, 11}, {0, 5}, {5, 7}};
    for (int[] stretch : stretches) {
      String part = text.substring(stretch[0], stretch[1]);
      byte[] bytes = part.getBytes(StandardCharsets.US_ASCII);
      reassembly.add(ZERO.plus(stretch[0]), ByteBuffer.wrap(bytes));
      lines.add(
          "%-8s %s"
              .formatted(
                  "'" + part + "'",
                  SequencePicture.of(
                      ZERO, 0, text.length(), reassembly.next(), reassembly.blocks())));
    }
    return lines
        .add("In order: " + StandardCharsets.US_ASCII.decode(buffer.peek(0, buffer.size())))
        .toString();
  }

  @Celebration("6.8")
  static String blocks() {
    SackBlocks sack = new SackBlocks();
    List<Block> blocks = new ArrayList<>();
    StringJoiner lines = new StringJoiner("\n");
    for (int from = 1000; from <= 5000; from += 2 * SMSS) {
      sack.received(ZERO.plus(from));
      blocks.add(new Block(ZERO.plus(from), ZERO.plus(from + SMSS)));
      List<Block> chosen = sack.choose(blocks);
      sack.told(chosen);
      lines.add(
          "After segment %d: ACK 0, SACK %s".formatted(from, SequencePicture.list(ZERO, chosen)));
    }
    return lines.add("Every second segment is lost; the newest block comes first.").toString();
  }

  @Celebration("6.9")
  static String delayedAck() {
    LoopClock clock = new LoopClock();
    DelayedAck ack = new DelayedAck(clock);
    StringJoiner lines = new StringJoiner("\n");
    for (String which : new String[] {"first", "second"}) {
      ack.received(1460, 1460, false);
      ack.owe();
      lines.add(
          "The %s segment comes: %s"
              .formatted(which, ack.isDue() ? "an ACK goes now." : "the ACK may wait."));
    }
    return lines.add("One ACK does for both.").toString();
  }

  /** Sent at 0, 10 and 20 ms. */
  private static RetransmissionQueue threeSegments(LoopClock clock) {
    RetransmissionQueue queue = new RetransmissionQueue(clock);
    for (int i = 0; i < 3; i++) {
      clock.set(10 * i * MILLISECOND);
      queue.sent(new SequenceNumber(i * SMSS), SMSS);
    }
    return queue;
  }
}
