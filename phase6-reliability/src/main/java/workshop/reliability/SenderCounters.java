package workshop.reliability;

/** What the sending half of a connection counts for the log. */
final class SenderCounters {
  long segments;
  long retransmissions;
  long timeouts;
  long fastRetransmits;

  /** Duplicates have told of a loss, and what is lost has not gone again yet. */
  boolean lossTold;
}
