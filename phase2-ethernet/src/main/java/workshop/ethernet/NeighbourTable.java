package workshop.ethernet;

import java.util.LinkedHashMap;
import java.util.Map;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;

/**
 * Who on this link has which Ethernet address, as {@code ip neigh} shows it for the kernel.
 *
 * <p>An entry that nobody has confirmed for a minute is stale: its owner is to be asked again, so
 * that a machine that got a new network card is found (RFC 1122 section 2.3.2.1). Until the answer
 * comes, the entry is still used: packets that are under way must not wait for it.
 */
final class NeighbourTable {
  static final int CAPACITY = 1024;
  static final long FRESH_NANOS = 60_000_000_000L;

  /**
   * What is known about a neighbour.
   *
   * @param confirmed when it was last heard of, in nanoseconds on the loop's clock
   */
  record Entry(MacAddress mac, long confirmed) {}

  private final LoopClock clock;

  /** The entry that was used longest ago comes first. */
  private final Map<Ipv4Address, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  NeighbourTable(LoopClock clock) {
    this.clock = clock;
  }

  /** What is known about this neighbour, or null. */
  Entry find(Ipv4Address address) {
    return entries.get(address);
  }

  /** Whether this neighbour should be asked again. */
  boolean isStale(Entry entry) {
    return clock.now() - entry.confirmed() > FRESH_NANOS;
  }

  /** Makes what is known about this neighbour stale, if anything is. */
  void doubt(Ipv4Address address) {
    entries.computeIfPresent(
        address, (key, entry) -> new Entry(entry.mac(), entry.confirmed() - FRESH_NANOS - 1));
  }

  /** Remembers an entry; where there is no room, the one that was used longest ago makes it. */
  void learn(Ipv4Address address, MacAddress mac) {
    entries.put(address, new Entry(mac, clock.now()));
    if (entries.size() > CAPACITY) {
      entries.remove(entries.keySet().iterator().next());
    }
  }
}
