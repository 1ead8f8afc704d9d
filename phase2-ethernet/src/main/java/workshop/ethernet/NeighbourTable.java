package workshop.ethernet;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who on this link has which Ethernet address, as {@code ip neigh} shows it for the kernel.
 *
 * <p>Bounded, and forgetful, so that a machine that got a new network card is found again: an entry
 * that nobody has confirmed for a minute is stale, and two minutes later it is gone. In between it
 * is still used, while its owner is being asked (RFC 1122 section 2.3.2.1, "unicast poll"): packets
 * that are under way must not wait for the answer.
 */
final class NeighbourTable {
  static final int CAPACITY = 1024;
  static final long FRESH_NANOS = 60_000_000_000L;
  static final long LIFETIME_NANOS = 3 * FRESH_NANOS;

  private record Entry(MacAddress mac, long learnt) {}

  /** The entry that was confirmed longest ago comes first. */
  private final Map<Ipv4Address, Entry> entries = new LinkedHashMap<>();

  /** The Ethernet address of this neighbour, or null if it is not known, or not any more. */
  MacAddress find(Ipv4Address address, long now) {
    Entry entry = entries.get(address);
    return entry == null || now - entry.learnt > LIFETIME_NANOS ? null : entry.mac;
  }

  /** Whether nobody has confirmed this neighbour for some time: it should be asked. */
  boolean isStale(Ipv4Address address, long now) {
    Entry entry = entries.get(address);
    return entry == null || now - entry.learnt > FRESH_NANOS;
  }

  /** Remembers an entry; the oldest makes room for it where there is none. */
  void learn(Ipv4Address address, MacAddress mac, long now) {
    entries.remove(address);
    if (entries.size() == CAPACITY) {
      entries.remove(entries.keySet().iterator().next());
    }
    entries.put(address, new Entry(mac, now));
  }
}
