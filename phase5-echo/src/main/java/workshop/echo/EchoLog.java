package workshop.echo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import workshop.ethernet.TraceLog;
import workshop.shared.DropReason;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.shared.RateLimit;
import workshop.tap.FrameReceiver;
import workshop.tcp.TcpSegment;

/** Logs what happens to each connection, in the words of the chapter. */
public class EchoLog extends TraceLog implements ConnectionObserver {
  private static final int LONGEST_TEXT = 60;

  /** A terminal is slower than the stack, and people are even slower: the log counts the rest. */
  private static final int LINES_AT_ONCE = 10;

  private static final long SECOND = 1_000_000_000;

  /** What has been received on one connection. */
  private static final class Received {
    long since;
    long lines;
    long bytesNotTold;
    long total;

    Received(long now) {
      since = now;
    }

    /** At first ten lines, then one more in each second. */
    boolean mayTell(long now) {
      long seconds = (now - since) / SECOND;
      since += seconds * SECOND;
      lines = Math.max(0, lines - seconds);
      if (lines == LINES_AT_ONCE) {
        return false;
      }
      lines++;
      return true;
    }
  }

  private final boolean trace;
  private final LoopClock clock;
  private final LogLines lines;
  private final Map<ConnectionId, Received> connections = new HashMap<>();

  /** Since then: how many SYNs of all connections are in the log, and how many are not. */
  private long synsSince;

  private int synLines;
  private long synsNotTold;

  /** Many clients may get no room, and try again and again. */
  private final RateLimit refusals;

  /**
   * A log without lines yet.
   *
   * @param trace whether to log every segment, also the dropped ones
   * @param clock the clock of the connections
   */
  public EchoLog(boolean trace, LoopClock clock) {
    super(trace);
    this.trace = trace;
    this.clock = clock;
    refusals = new RateLimit(clock, 1, 1);
    lines = new LogLines(clock);
  }

  /**
   * From now on, writes the lines of each batch after its frames, so the log does not slow the
   * stack down. With {@code --trace}, writes each line at once.
   *
   * @param stack the stack that this log is about
   * @return pass this to the loop instead of the stack
   */
  public final FrameReceiver after(FrameReceiver stack) {
    return trace ? stack : lines.after(stack);
  }

  /** The loop has ended: writes all lines that are left. */
  public void endAll() {
    lines.end();
  }

  @Override
  public void dropped(DropReason reason, ByteBuffer bytes) {
    super.dropped(reason, bytes);
    if (reason == SegmentDrop.NO_ROOM && refusals.take()) {
      line("No room for one more connection: a client has to try again later");
    }
  }

  @Override
  public void received(Ipv4Address source, TcpSegment segment) {
    if (trace) {
      trace("from %s: %s", source, segment);
    }
  }

  @Override
  public void sent(Ipv4Address destination, TcpSegment segment) {
    if (trace) {
      trace("to   %s: %s", destination, segment);
    }
  }

  @Override
  public void stateChanged(ConnectionId id, State from, State to) {
    long now = clock.now();
    if (now - synsSince >= SECOND) {
      tellOtherSyns(now);
    }
    switch (to) {
      case SYN_RECEIVED -> tellSyn(id);
      case ESTABLISHED -> tell(id, "ACK received, connection established");
      case CLOSE_WAIT -> {
        tellTheRest(id);
        tell(id, "FIN received, the peer has nothing more to send");
      }
      case LAST_ACK -> tell(id, "all is echoed, sending our FIN");
      case CLOSED -> {
        Received received = connections.remove(id);
        if (from == State.LAST_ACK) {
          tell(
              id,
              "ACK of our FIN received, connection closed after %d bytes",
              received == null ? 0 : received.total);
        }
      }
      default -> tell(id, "%s", to);
    }
  }

  /** There may be a flood of SYNs, so only the first ones get a line each. */
  private void tellSyn(ConnectionId id) {
    if (synLines == LINES_AT_ONCE) {
      synsNotTold++;
      return;
    }
    synLines++;
    tell(id, "SYN received, sending SYN-ACK");
  }

  private void tellOtherSyns(long now) {
    if (synsNotTold > 0) {
      line("SYN received from %d others", synsNotTold);
    }
    synsSince = now;
    synLines = 0;
    synsNotTold = 0;
  }

  @Override
  public void textReceived(ConnectionId id, ByteBuffer text) {
    long now = clock.now();
    Received received = connections.computeIfAbsent(id, key -> new Received(now));
    received.total += text.remaining();
    if (!received.mayTell(now) || !lines.take()) {
      received.bytesNotTold += text.remaining();
      return;
    }
    tellTheRest(id);
    lines.write("[%s] received %d bytes: %s".formatted(id, text.remaining(), printable(text)));
  }

  private void tellTheRest(ConnectionId id) {
    Received received = connections.get(id);
    if (received != null && received.bytesNotTold > 0) {
      tell(id, "received %d bytes more", received.bytesNotTold);
      received.bytesNotTold = 0;
    }
  }

  @Override
  public void aborted(ConnectionId id, String reason) {
    tell(id, "%s", reason);
  }

  @Override
  public void applicationFailed(ConnectionId id, RuntimeException error) {
    tell(id, "the application has failed, a programming error: %s", error);
  }

  /** The first bytes as text; as hex if they are not text. */
  private static String printable(ByteBuffer data) {
    byte[] start = new byte[Math.min(data.remaining(), LONGEST_TEXT)];
    data.get(data.position(), start);
    String more = data.remaining() > start.length ? " ..." : "";
    // The last character may be cut in two.
    String text = new String(start, StandardCharsets.UTF_8).replaceAll("\uFFFD+$", "").strip();
    // At any other place, U+FFFD means that this is not UTF-8. And a control character could do
    // harm to a terminal.
    boolean readable =
        text.chars()
            .noneMatch(c -> c == '\uFFFD' || Character.isISOControl(c) && c != '\n' && c != '\r');
    return readable
        ? text.replaceAll("[\r\n]+", " / ") + more
        : "(no text) "
            + HexFormat.ofDelimiter(" ").formatHex(start, 0, Math.min(start.length, 16))
            + " ...";
  }

  /** Logs one line or several about a connection, if the log may write more lines now. */
  protected final void tell(ConnectionId id, String format, Object... arguments) {
    if (lines.take()) {
      lines.write("[%s] %s".formatted(id, format.formatted(arguments)));
    } else {
      lines.leaveOut();
    }
  }

  /** Logs a line that sums up many others. It is always written. */
  protected final void line(String format, Object... arguments) {
    lines.write(format.formatted(arguments));
  }
}
