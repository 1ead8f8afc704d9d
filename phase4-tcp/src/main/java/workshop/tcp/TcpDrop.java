package workshop.tcp;

import workshop.ethernet.DropReason;

/** Why a segment never became one. */
public enum TcpDrop implements DropReason {
  SEGMENT_TOO_SHORT("the segment is shorter than a TCP header"),
  BAD_DATA_OFFSET("the TCP header's length (data offset) is impossible"),
  BAD_CHECKSUM("the TCP checksum is wrong");

  private final String words;

  TcpDrop(String words) {
    this.words = words;
  }

  @Override
  public String words() {
    return words;
  }
}
