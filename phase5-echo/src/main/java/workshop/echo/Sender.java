package workshop.echo;

import java.nio.ByteBuffer;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpSegment;

/**
 * The sending half of a connection: the RFC's SND.UNA, SND.NXT and SND.WND (RFC 9293 section
 * 3.3.1). It has the bytes that the application has written and the peer has not acknowledged.
 */
public interface Sender {

  /**
   * The smallest segment size that we accept from a peer, in bytes, as in Linux (tcp_min_snd_mss).
   * Otherwise an attacker could make us send a thousand tiny segments instead of a large one
   * (CVE-2019-11479).
   */
  int SMALLEST_SEGMENT = 48;

  /** Sends a segment; {@link SegmentLeaves} fills in the other fields. */
  interface Output {
    /**
     * Sends.
     *
     * @param seq the number of the first byte
     * @param flags PSH and FIN, or neither
     * @param text from position to limit
     */
    void send(SequenceNumber seq, int flags, ByteBuffer text);

    /**
     * How much text {@link #send} takes at once: as much as fits into a segment, or more if the
     * link cuts it.
     *
     * @param available how many bytes may be sent now
     * @param segmentText how many bytes fit into a segment
     * @param smallEnd whether the last segment may be smaller than the others
     */
    default int textAtOnce(int available, int segmentText, boolean smallEnd) {
      return Math.min(available, segmentText);
    }

    /** How many bytes of a segment the options take up. */
    int optionsLength();
  }

  /**
   * Our SYN has this number.
   *
   * @param iss our initial sequence number
   */
  void start(SequenceNumber iss);

  /**
   * The peer's SYN has come. Its options say how large our segments may be.
   *
   * @param options from index 0 to the limit; there may be none
   */
  void peerOptions(ByteBuffer options);

  /** SND.UNA: the peer has acknowledged everything before this number. */
  SequenceNumber unacknowledged();

  /** SND.NXT: the next number that we send. */
  SequenceNumber next();

  /**
   * A number for segments without text that the peer accepts: SND.NXT, or a lower one if the peer's
   * window ends before that (RFC 9293 appendix A.2).
   */
  SequenceNumber acceptable();

  /** SMSS: the largest text that fits into a segment without options, in bytes. */
  int segmentSize();

  /** MAX.SND.WND: the largest window that the peer has announced (RFC 5961 section 5.2). */
  int largestWindow();

  /** Takes as much data as there is room for, and moves the position after it. */
  int write(ByteBuffer data);

  /** The application writes no more data: a FIN goes after the data. */
  void close();

  /** Whether {@link #close} has been called. */
  boolean isClosed();

  /** Whether the FIN has been sent. */
  boolean finSent();

  /** Whether the FIN has been acknowledged. */
  boolean finAcknowledged();

  /** A segment has come with a good acknowledgment, and with a window. */
  void acknowledged(TcpSegment segment);

  /**
   * A router claims that our segments are too large for the path. Without timers, we cannot check
   * that, so we do not believe it.
   *
   * @param mtu the largest packet that gets through, in bytes
   */
  default void claimMtu(int mtu) {}

  /** Sends all text that may go now, in a synchronized state. The output must not call back. */
  void transmit(Output output);
}
