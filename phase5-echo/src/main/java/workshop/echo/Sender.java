package workshop.echo;

import java.nio.ByteBuffer;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpSegment;

/**
 * The sending half of a connection: the RFC's SND.UNA, SND.NXT and SND.WND (RFC 9293 section
 * 3.3.1), and the bytes between the application and the network.
 */
public interface Sender {

  /**
   * However small a segment size the peer tells, it gets segments of so many bytes, as from Linux
   * (tcp_min_snd_mss): else it could make one large segment come back as a thousand tiny ones, the
   * attack of CVE-2019-11479.
   */
  int SMALLEST_SEGMENT = 48;

  /** Puts a segment on its way; {@link SegmentLeaves} fills in the rest. */
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
     * How much text may be handed to {@link #send} at once: as much as fits into a segment, or more
     * where the link cuts it.
     *
     * @param available what there is to send, as far as there is room for it, in bytes
     * @param segmentText what fits into a segment, in bytes
     * @param smallEnd whether a last segment that is not full may go, too
     */
    default int textAtOnce(int available, int segmentText, boolean smallEnd) {
      return Math.min(available, segmentText);
    }

    /** How many bytes of a segment the options take up. */
    int optionsLength();
  }

  /**
   * Our SYN will be sent with this number.
   *
   * @param iss our initial sequence number
   */
  void start(SequenceNumber iss);

  /**
   * The peer's SYN has come; its options say how large our segments may be.
   *
   * @param options from index 0 to the limit; there may be none
   */
  void peerOptions(ByteBuffer options);

  /** SND.UNA: all before this is acknowledged. */
  SequenceNumber unacknowledged();

  /** SND.NXT: the next number that we send. */
  SequenceNumber next();

  /**
   * The number for a segment without text, one that the peer accepts: SND.NXT, unless its window
   * ends before that (RFC 9293 appendix A.2).
   */
  SequenceNumber acceptable();

  /** SMSS: the largest text that fits into a segment without options, in bytes. */
  int segmentSize();

  /** MAX.SND.WND: the largest window that the peer has told so far (RFC 5961 section 5.2). */
  int largestWindow();

  /** Takes as much data as there is room for, and moves the position after it. */
  int write(ByteBuffer data);

  /** There will be no more data: a FIN goes after it. */
  void close();

  /** Whether {@link #close} has been called. */
  boolean isClosed();

  /** Whether the FIN has been sent. */
  boolean finSent();

  /** Whether the FIN has been acknowledged. */
  boolean finAcknowledged();

  /** An acknowledgment that is acceptable has come: with it, how much more the peer takes. */
  void acknowledged(TcpSegment segment);

  /**
   * A router claims that our segments are too large for the path. Without timers, nobody can tell
   * whether that is true, and nobody believes it.
   *
   * @param mtu the largest packet that gets through, in bytes
   */
  default void claimMtu(int mtu) {}

  /** Sends what may be sent now, in a synchronized state. The output must not call back. */
  void transmit(Output output);
}
