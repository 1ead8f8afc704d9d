package workshop.ipv4;

/**
 * Puts fragments together again (RFC 791 section 3.2). Nothing does this before phase 7: TCP asks
 * its peer for segments that fit into a frame.
 */
@FunctionalInterface
public interface Reassembly {
  /** Drops fragments: nobody must take a part for the whole. */
  Reassembly NONE = fragment -> null;

  /**
   * Takes a fragment.
   *
   * @param fragment valid until this method returns
   * @return the whole packet if it is complete now, otherwise null
   */
  Ipv4Packet add(Ipv4Packet fragment);
}
