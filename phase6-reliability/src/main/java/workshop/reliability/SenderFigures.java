package workshop.reliability;

/**
 * The figures of the sending half of a connection so far.
 *
 * @param bytesAcknowledged how many bytes have arrived
 * @param segments how many were sent, with those that were sent again
 * @param retransmissions how many were sent again
 * @param timeouts how often the retransmission timer has expired
 * @param fastRetransmits how often three duplicate acknowledgments showed a loss
 * @param congestionWindow cwnd, in bytes
 * @param slowStartThreshold ssthresh, in bytes; {@link CongestionWindow#NO_THRESHOLD} at first
 * @param inFlight in bytes
 * @param sendWindow SND.WND, in bytes
 * @param smoothedRtt SRTT, in nanoseconds
 * @param retransmissionTimeout RTO, in nanoseconds
 */
public record SenderFigures(
    long bytesAcknowledged,
    long segments,
    long retransmissions,
    long timeouts,
    long fastRetransmits,
    int congestionWindow,
    int slowStartThreshold,
    int inFlight,
    int sendWindow,
    long smoothedRtt,
    long retransmissionTimeout) {}
