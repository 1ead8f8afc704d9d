package workshop.echo;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import workshop.shared.DropReason;

/** Counts what a stack did not take, by reason; and knows the states of its connections. */
final class ScenarioDrops implements ConnectionObserver {
  private static final int MOST_STATES = 5;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<ConnectionId, State> states = new LinkedHashMap<>();

  @Override
  public synchronized void stateChanged(ConnectionId id, State from, State to) {
    states.remove(id); // so that the latest is the last one
    if (to != State.CLOSED) {
      states.put(id, to);
    }
  }

  /**
   * The states of the connections that there are, of many the latest: one a line, as in the ladder.
   */
  synchronized String states(String where) {
    if (states.isEmpty()) {
      return where + ": no connection\n";
    }
    StringBuilder text = new StringBuilder();
    states.entrySet().stream()
        .skip(Math.max(0, states.size() - MOST_STATES))
        .forEach(
            entry ->
                text.append(
                    "%s: %d>%d %s%n"
                        .formatted(
                            where,
                            entry.getKey().localPort(),
                            entry.getKey().remotePort(),
                            entry.getValue())));
    return text.toString();
  }

  @Override
  public synchronized void dropped(DropReason reason, ByteBuffer bytes) {
    counts.merge(reason.toString(), 1, Integer::sum);
  }

  @Override
  public synchronized void applicationFailed(ConnectionId id, RuntimeException error) {
    counts.merge("the application failed: " + error, 1, Integer::sum);
  }

  /** On a wire that loses nothing there is nothing to drop. */
  synchronized void assertNone(String where) {
    if (!counts.isEmpty()) {
      throw new AssertionError("the %s has dropped segments: %s".formatted(where, counts));
    }
  }

  /** How often each reason has occurred. */
  synchronized Map<String, Integer> counts() {
    return Map.copyOf(counts);
  }
}
