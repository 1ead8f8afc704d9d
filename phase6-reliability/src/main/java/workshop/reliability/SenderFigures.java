package workshop.reliability;

/**
 * What the sending half of a connection has been through so far.
 *
 * @param bytesAcknowledged how many bytes have arrived
 * @param segments how many were sent, those that were sent again counted
 * @param retransmissions how many were sent again
 * @param timeouts how often the retransmission timer went off
 * @param fastRetransmits how often three duplicate acknowledgments told of a loss
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
