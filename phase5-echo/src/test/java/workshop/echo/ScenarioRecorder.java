package workshop.echo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Ladder;

/**
 * The server's end of a wire, which remembers the first and the last frames that passed, so that a
 * failure can show them. It keeps bytes and makes no text before it is asked to.
 */
final class ScenarioRecorder implements Link {
  private static final int FIRST = 12;
  private static final int LAST = 24;
  private static final int BYTES_KEPT = 1514;

  private static final class Frame {
    final byte[] bytes = new byte[BYTES_KEPT];
    int length;
    long time;
    boolean sent;
  }

  private final Link link;
  private final LongSupplier clock;
  private final List<Frame> first = new ArrayList<>();
  private final Queue<Frame> last = new ArrayDeque<>();
  private long leftOut;
  private volatile int largestSent;

  /**
   * Wraps a link.
   *
   * @param clock in nanoseconds
   */
  ScenarioRecorder(Link link, LongSupplier clock) {
    this.link = link;
    this.clock = clock;
  }

  @Override
  public Capabilities capabilities() {
    return link.capabilities();
  }

  @Override
  public void await(long timeoutNanos) throws IOException {
    link.await(timeoutNanos);
  }

  @Override
  public ByteBuffer receive() throws IOException {
    ByteBuffer frame = link.receive();
    if (frame != null) {
      record(frame, false);
    }
    return frame;
  }

  @Override
  public void send(OutgoingFrame frame) throws IOException {
    record(frame.bytes(), true);
    largestSent = Math.max(largestSent, frame.size());
    link.send(frame);
  }

  @Override
  public void wake() {
    link.wake();
  }

  @Override
  public void close() throws IOException {
    link.close();
  }

  /** The length of the longest frame that the server has sent, in bytes. */
  int largestSent() {
    return largestSent;
  }

  /** Starts to remember anew. */
  synchronized void clear() {
    first.clear();
    last.clear();
    leftOut = 0;
  }

  private synchronized void record(ByteBuffer bytes, boolean sent) {
    Frame frame;
    if (first.size() < FIRST) {
      frame = new Frame();
      first.add(frame);
    } else {
      if (last.size() < LAST) {
        frame = new Frame();
      } else {
        frame = last.remove();
        leftOut++;
      }
      last.add(frame);
    }
    frame.length = Math.min(bytes.remaining(), BYTES_KEPT);
    bytes.get(bytes.position(), frame.bytes, 0, frame.length);
    frame.time = clock.getAsLong();
    frame.sent = sent;
  }

  /** What has passed, the clients at the left and the server at the right. */
  synchronized Ladder ladder() {
    Ladder ladder = new Ladder("client", "server");
    first.forEach(frame -> add(ladder, frame));
    if (leftOut > 0) {
      ladder.note(last.element().time, leftOut + " frames before this one are not shown");
    }
    last.forEach(frame -> add(ladder, frame));
    return ladder;
  }

  private static void add(Ladder ladder, Frame frame) {
    ByteBuffer bytes = ByteBuffer.wrap(frame.bytes, 0, frame.length);
    if (frame.sent) {
      ladder.right(frame.time, bytes);
    } else {
      ladder.left(frame.time, bytes);
    }
  }
}
