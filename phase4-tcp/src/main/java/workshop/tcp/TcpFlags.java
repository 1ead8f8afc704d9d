package workshop.tcp;

/** The control bits of a segment (RFC 9293 section 3.1). */
public final class TcpFlags {
  /** The sender has no more data. */
  public static final int FIN = 0x01;

  /** Synchronize sequence numbers. */
  public static final int SYN = 0x02;

  /** Reset the connection. */
  public static final int RST = 0x04;

  /** Push: the receiver should pass the data on, and not wait for more. */
  public static final int PSH = 0x08;

  /** The acknowledgment number is valid. */
  public static final int ACK = 0x10;

  /** The urgent pointer is valid. */
  public static final int URG = 0x20;

  private static final String[] NAMES = {"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"};

  private TcpFlags() {}

  /** For example "SYN,ACK"; "none" if no flag is set. */
  public static String toString(int flags) {
    StringBuilder text = new StringBuilder();
    for (int bit = 0; bit < NAMES.length; bit++) {
      if ((flags >>> bit & 1) != 0) {
        text.append(text.isEmpty() ? "" : ",").append(NAMES[bit]);
      }
    }
    return text.isEmpty() ? "none" : text.toString();
  }
}
