package workshop.tcp;

import workshop.shared.DropReason;

/** Why the bytes of a segment were dropped. */
public final class TcpDrop {
  public static final DropReason SEGMENT_TOO_SHORT =
      new DropReason("the segment is shorter than a TCP header");
  public static final DropReason BAD_DATA_OFFSET =
      new DropReason("the TCP header's length (data offset) is impossible");
  public static final DropReason BAD_CHECKSUM = new DropReason("the TCP checksum is wrong");

  private TcpDrop() {}
}
