package workshop.reliability;

/** What the sending half of a connection counts for the log. */
final class SenderCounters {
  long segments;
  long retransmissions;
  long timeouts;
  long fastRetransmits;
}
