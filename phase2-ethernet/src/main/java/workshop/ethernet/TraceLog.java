package workshop.ethernet;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import workshop.shared.DropReason;
import workshop.tap.Program;

/**
 * Tells what was dropped and why: line by line with {@code --trace}, and in any case a count for
 * each reason at the end.
 */
public class TraceLog implements EthernetObserver {
  private final boolean trace;

  /** One number for each reason, which can be counted up where it stands. */
  private final Map<DropReason, long[]> drops = new LinkedHashMap<>();

  /**
   * Starts counting.
   *
   * @param trace whether to print a line for each
   */
  public TraceLog(boolean trace) {
    this.trace = trace;
  }

  @Override
  public void dropped(DropReason reason, ByteBuffer bytes) {
    drops.computeIfAbsent(reason, key -> new long[1])[0]++;
    if (trace) {
      trace("dropped %d bytes: %s", bytes.remaining(), reason.words());
    }
  }

  /** Prints a line where {@code --trace} was given. */
  protected final void trace(String format, Object... arguments) {
    if (trace) {
      Program.log("trace: " + format, arguments);
    }
  }

  /** Prints how often each reason has made the stack drop something. */
  public final void printDrops() {
    drops.forEach((reason, count) -> Program.log("dropped %d times: %s", count[0], reason.words()));
  }
}
