package workshop.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/**
 * The exchange between two parties, for a failure message: one line for each frame. The left
 * party's frames are at the left, the right party's at the right. If the ladder has seen the SYN,
 * it counts TCP's numbers from there. It keeps the beginning and the end of a long exchange.
 * Several threads may use it.
 */
public final class Ladder {
  private static final int FIRST = 12;
  private static final int LAST = 24;
  private static final String INDENT = " ".repeat(12);

  private final List<String> first = new ArrayList<>();
  private final Deque<String> last = new ArrayDeque<>();
  private final String heading;

  /** The first number of each direction of each connection. */
  private final Map<String, Long> initialNumbers = new HashMap<>();

  private long leftOut;

  /** For example between {@code "kernel"} and {@code "stack"}. */
  public Ladder(String left, String right) {
    heading = String.format("%10s  %-32s%s", "seconds", left, right);
  }

  /** The left party sent this, in words, at this time after the start, in nanoseconds. */
  public void left(long nanos, String words) {
    add(nanos, words + " -->");
  }

  /** The left party sent this frame at this time after the start, in nanoseconds. */
  public void left(long nanos, byte[] frame) {
    left(nanos, summary(frame));
  }

  /** The left party sent the frame between position and limit. */
  public void left(long nanos, ByteBuffer frame) {
    left(nanos, Hex.bytes(frame));
  }

  /** The right party sent this, in words, at this time after the start, in nanoseconds. */
  public void right(long nanos, String words) {
    add(nanos, INDENT + "<-- " + words);
  }

  /** The right party sent this frame at this time after the start, in nanoseconds. */
  public void right(long nanos, byte[] frame) {
    right(nanos, summary(frame));
  }

  /** The right party sent the frame between position and limit. */
  public void right(long nanos, ByteBuffer frame) {
    right(nanos, Hex.bytes(frame));
  }

  /** Something else that happened, such as {@code "lost"}. */
  public void note(long nanos, String text) {
    add(nanos, "-- " + text);
  }

  /** Runs checks; the failure of one shows this ladder too. */
  public void showOnFailure(Executable checks) throws Throwable {
    try {
      checks.execute();
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + System.lineSeparator() + this, e);
    }
  }

  @Override
  public synchronized String toString() {
    StringBuilder text = new StringBuilder(heading).append('\n');
    first.forEach(line -> text.append(line).append('\n'));
    if (leftOut > 0) {
      text.append("            (").append(leftOut).append(" lines left out)\n");
    }
    last.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private synchronized void add(long nanos, String text) {
    String line = String.format(Locale.ROOT, "%10.6f  %s", nanos / 1e9, text);
    if (first.size() < FIRST) {
      first.add(line);
      return;
    }
    last.add(line);
    if (last.size() > LAST) {
      last.remove();
      leftOut++;
    }
  }

  /** Ports in place of addresses: the columns already say who speaks. */
  private synchronized String summary(byte[] frame) {
    try {
      EthernetFields fields = Frames.read(frame);
      if (fields.isTcp()) {
        TcpFields tcp = fields.tcp();
        return tcp.sourcePort() + ">" + tcp.destinationPort() + " " + withRelativeNumbers(tcp);
      }
      return fields.toString();
    } catch (IllegalArgumentException e) {
      return Frames.summary(frame);
    }
  }

  private String withRelativeNumbers(TcpFields tcp) {
    String source = tcp.source() + ":" + tcp.sourcePort();
    String destination = tcp.destination() + ":" + tcp.destinationPort();
    if (tcp.has("SYN")) {
      initialNumbers.put(source + ">" + destination, tcp.seq());
    }
    return tcp.withNumbers(
        relative(tcp.seq(), initialNumbers.get(source + ">" + destination)),
        relative(tcp.ack(), initialNumbers.get(destination + ">" + source)));
  }

  /** A number that is a little before the first one is negative. */
  private static long relative(long number, Long initial) {
    if (initial == null) {
      return number;
    }
    int difference = (int) (number - initial);
    return difference < -0x4000_0000 ? difference & 0xFFFF_FFFFL : difference;
  }
}
