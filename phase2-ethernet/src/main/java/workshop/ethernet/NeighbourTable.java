package workshop.ethernet;

import java.util.LinkedHashMap;
import java.util.Map;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;

/**
 * The Ethernet addresses of the machines on this link. {@code ip neigh} shows the kernel's table.
 *
 * <p>If nobody has confirmed an entry for a minute, it is stale. Then the stack asks again, because
 * the machine may have got a new network card (RFC 1122 section 2.3.2.1). Until the answer comes,
 * the stack still uses the entry, so that packets do not have to wait.
 */
final class NeighbourTable {
  static final int CAPACITY = 1024;
  static final long FRESH_NANOS = 60_000_000_000L;

  /**
   * What we know about a neighbour.
   *
   * @param confirmed when we last learned its address, in nanoseconds on the loop's clock
   */
  record Entry(MacAddress mac, long confirmed) {}

  private final LoopClock clock;

  /** The entry that was used longest ago comes first. */
  private final Map<Ipv4Address, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  NeighbourTable(LoopClock clock) {
    this.clock = clock;
  }

  /** What we know about this neighbour, or null. */
  Entry find(Ipv4Address address) {
    return entries.get(address);
  }

  /** Whether we should ask for this neighbour again. */
  boolean isStale(Entry entry) {
    return clock.now() - entry.confirmed() > FRESH_NANOS;
  }

  /** Makes the entry of this neighbour stale, if there is one. */
  void doubt(Ipv4Address address) {
    entries.computeIfPresent(
        address, (key, entry) -> new Entry(entry.mac(), entry.confirmed() - FRESH_NANOS - 1));
  }

  /** Adds or updates an entry. If the table is full, it replaces the one used longest ago. */
  void learn(Ipv4Address address, MacAddress mac) {
    entries.put(address, new Entry(mac, clock.now()));
    if (entries.size() > CAPACITY) {
      entries.remove(entries.keySet().iterator().next());
    }
  }
}
