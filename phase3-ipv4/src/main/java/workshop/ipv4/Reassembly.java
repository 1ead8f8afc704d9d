package workshop.ipv4;

/**
 * The place for putting fragments together again (RFC 791 section 3.2). Nobody does so in these
 * phases: TCP asks its peer for segments that fit.
 */
@FunctionalInterface
public interface Reassembly {
  /** Fragments are dropped: a part must never be taken for the whole. */
  Reassembly NONE = fragment -> null;

  /**
   * Takes a fragment.
   *
   * @param fragment valid until this method returns
   * @return the whole packet if it is complete now, else null
   */
  Ipv4Packet add(Ipv4Packet fragment);
}
