package workshop.reliability;

/** The counters of the sending half, for the log. */
final class SenderCounters {
  long segments;
  long retransmissions;
  long timeouts;
  long fastRetransmits;

  /** Duplicates have shown a loss, and the lost segment has not been sent again yet. */
  boolean lossTold;
}
