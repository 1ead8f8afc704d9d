package workshop.echo;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import workshop.shared.DropReason;

/** Counts what a stack did not take, by reason, and what its applications did wrong. */
final class ScenarioDrops implements ConnectionObserver {
  private final Map<String, Integer> counts = new TreeMap<>();

  @Override
  public synchronized void dropped(DropReason reason, ByteBuffer bytes) {
    counts.merge(reason.toString(), 1, Integer::sum);
  }

  @Override
  public synchronized void applicationFailed(ConnectionId id, RuntimeException error) {
    counts.merge("the application failed: " + error, 1, Integer::sum);
  }

  /** How often each reason has occurred. */
  synchronized Map<String, Integer> counts() {
    return Map.copyOf(counts);
  }
}
