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

/** Tells the story of each connection, as the chapter does. */
public class EchoLog extends TraceLog implements ConnectionObserver {
  private static final int LONGEST_TEXT = 60;

  /** A terminal is slower than the stack, and people are slower still: the rest is summed up. */
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

    /** Ten lines at once, and one more with each second. */
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

  /** How many SYNs have been told of since then, of all connections, and how many have not. */
  private long synsSince;

  private int synLines;
  private long synsNotTold;

  /** Clients without room may be many, and try again and again. */
  private final RateLimit refusals;

  /**
   * A log that has nothing to tell yet.
   *
   * @param trace whether to tell about every segment, the dropped ones too
   * @param clock the time, as the connections see it
   */
  public EchoLog(boolean trace, LoopClock clock) {
    super(trace);
    this.trace = trace;
    this.clock = clock;
    refusals = new RateLimit(clock, 1, 1);
    lines = new LogLines(clock);
  }

  /**
   * Writes the lines once a batch from now on, after the frames: so the log does not slow the stack
   * down. With {@code --trace}, each line is written at once.
   *
   * @param stack what is to be told of
   * @return for the loop, in the stack's place
   */
  public final FrameReceiver after(FrameReceiver stack) {
    return trace ? stack : lines.after(stack);
  }

  /** The loop has ended: tells what has not been told yet. */
  public void endAll() {
    lines.end();
  }

  @Override
  public void dropped(DropReason reason, ByteBuffer bytes) {
    super.dropped(reason, bytes);
    if (reason == SegmentDrop.NO_ROOM && refusals.take()) {
      line("No room for one more connection: a client has to wait, and to try again");
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

  /** Anybody can send a flood of them. */
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

  /** The start of it as text, where it is text; else as bytes. */
  private static String printable(ByteBuffer data) {
    byte[] start = new byte[Math.min(data.remaining(), LONGEST_TEXT)];
    data.get(data.position(), start);
    String more = data.remaining() > start.length ? " ..." : "";
    // At the end, a character may have been cut in two.
    String text = new String(start, StandardCharsets.UTF_8).replaceAll("\uFFFD+$", "").strip();
    // Anywhere else, U+FFFD stands for what is no UTF-8; and a control character could do anything
    // to a terminal.
    boolean readable =
        text.chars()
            .noneMatch(c -> c == '\uFFFD' || Character.isISOControl(c) && c != '\n' && c != '\r');
    return readable
        ? text.replaceAll("[\r\n]+", " / ") + more
        : "(no text) "
            + HexFormat.ofDelimiter(" ").formatHex(start, 0, Math.min(start.length, 16))
            + " ...";
  }

  /** One line about a connection, or several, if there may be more lines now. */
  protected final void tell(ConnectionId id, String format, Object... arguments) {
    if (lines.take()) {
      lines.write("[%s] %s".formatted(id, format.formatted(arguments)));
    } else {
      lines.leaveOut();
    }
  }

  /** A line that sums up many, and so is always told. */
  protected final void line(String format, Object... arguments) {
    lines.write(format.formatted(arguments));
  }
}
