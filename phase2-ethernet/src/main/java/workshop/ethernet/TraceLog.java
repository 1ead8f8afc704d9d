package workshop.ethernet;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import workshop.shared.DropReason;
import workshop.tap.Program;

/**
 * Prints what was dropped and why. With {@code --trace}, it prints a line for each drop. At the
 * end, it always prints a count for each reason.
 */
public class TraceLog implements EthernetObserver {
  private final boolean trace;

  /** One count for each reason, in an array of one element. */
  private final Map<DropReason, long[]> drops = new LinkedHashMap<>();

  /**
   * Starts counting.
   *
   * @param trace whether to print a line for each drop
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

  /** Prints a line if {@code --trace} was given. */
  protected final void trace(String format, Object... arguments) {
    if (trace) {
      Program.log("trace: " + format, arguments);
    }
  }

  /** Prints for each reason how often something was dropped. */
  public final void printDrops() {
    drops.forEach((reason, count) -> Program.log("dropped %d times: %s", count[0], reason.words()));
  }
}
