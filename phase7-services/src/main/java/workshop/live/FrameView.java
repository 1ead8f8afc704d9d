package workshop.live;

import java.nio.ByteBuffer;
import workshop.echo.ConnectionId;
import workshop.ethernet.EtherType;
import workshop.ethernet.EthernetFrame;
import workshop.ipv4.Protocol;
import workshop.shared.Ipv4Address;
import workshop.tcp.TcpFlags;

/**
 * The fields of a frame that the live page needs. It reads them in the frame, without a copy. It
 * checks only that the bytes are there, because the page also shows frames that the stack drops.
 */
final class FrameView {
  // RFC 791 section 3.1
  private static final int TOTAL_LENGTH = 2;
  private static final int FRAGMENT = 6;
  private static final int OFFSET_AND_MORE = 0x3FFF;
  private static final int PROTOCOL = 9;
  private static final int SOURCE = 12;
  private static final int DESTINATION = 16;
  private static final int SMALLEST_IPV4_HEADER = 20;

  // RFC 9293 section 3.1
  private static final int SEQUENCE_NUMBER = 4;
  private static final int DATA_OFFSET = 12;
  private static final int FLAGS = 13;
  private static final int SMALLEST_TCP_HEADER = 20;

  private ByteBuffer frame;
  private int ipv4;
  private int tcp;

  /**
   * Looks at this frame from now on.
   *
   * @param frame from position to limit
   */
  void look(ByteBuffer frame) {
    this.frame = frame;
    ipv4 = frame.position() + EthernetFrame.HEADER_SIZE;
    tcp = 0;
    boolean isTcp =
        isIpv4()
            && frame.limit() >= ipv4 + SMALLEST_IPV4_HEADER
            && frame.get(ipv4 + PROTOCOL) == Protocol.TCP
            && (frame.getShort(ipv4 + FRAGMENT) & OFFSET_AND_MORE) == 0;
    int start = isTcp ? ipv4 + 4 * (frame.get(ipv4) & 0xF) : frame.limit();
    if (frame.limit() >= start + SMALLEST_TCP_HEADER) {
      tcp = start;
    }
  }

  boolean isIpv4() {
    return frame.limit() >= ipv4
        && frame.getShort(frame.position() + EthernetFrame.ETHER_TYPE) == EtherType.IPV4;
  }

  /** Whether it carries a whole TCP header. */
  boolean isTcp() {
    return tcp != 0;
  }

  /** Our port, if it is TCP; otherwise -1. */
  int localPort(boolean incoming) {
    return isTcp() ? port(incoming ? 2 : 0) : -1;
  }

  /** The connection to which it belongs, even if there is none yet; null if it is not TCP. */
  ConnectionId connection(boolean incoming) {
    if (!isTcp()) {
      return null;
    }
    Ipv4Address source = Ipv4Address.read(frame, ipv4 + SOURCE);
    Ipv4Address destination = Ipv4Address.read(frame, ipv4 + DESTINATION);
    return incoming
        ? new ConnectionId(destination, port(2), source, port(0))
        : new ConnectionId(source, port(0), destination, port(2));
  }

  private int port(int offset) {
    return frame.getShort(tcp + offset) & 0xFFFF;
  }

  /** SEG.SEQ, if it is TCP. */
  int seq() {
    return frame.getInt(tcp + SEQUENCE_NUMBER);
  }

  /** How many bytes of text, if it is TCP. */
  int textLength() {
    int header = tcp - ipv4 + 4 * (frame.get(tcp + DATA_OFFSET) >> 4 & 0xF);
    return Math.max(0, (frame.getShort(ipv4 + TOTAL_LENGTH) & 0xFFFF) - header);
  }

  /** Whether all of these flags are set, if it is TCP. */
  boolean has(int flags) {
    return (frame.get(tcp + FLAGS) & flags) == flags;
  }

  /** Whether it is the first segment of a connection. */
  boolean isFirst() {
    return isTcp() && has(TcpFlags.SYN) && !has(TcpFlags.ACK);
  }

  /** Whether it acknowledges, and says nothing else. */
  boolean isPureAck() {
    return isTcp()
        && has(TcpFlags.ACK)
        && (frame.get(tcp + FLAGS) & (TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST)) == 0
        && textLength() == 0;
  }
}
