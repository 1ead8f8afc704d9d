package workshop.echo;

import workshop.shared.DropReason;

/** Why a connection or a listener dropped a segment. */
public final class SegmentDrop {
  public static final DropReason NOT_ACCEPTABLE =
      new DropReason("the segment lies outside the receive window");
  public static final DropReason RESET_NOT_EXACT =
      new DropReason("the number of the reset is not RCV.NXT");
  public static final DropReason SYN_IN_CONNECTION =
      new DropReason("a SYN in the middle of a connection");
  public static final DropReason NO_ACK = new DropReason("the segment has no ACK");
  public static final DropReason BAD_ACK =
      new DropReason("the acknowledgment number is too high or too low");
  public static final DropReason NOT_A_SYN = new DropReason("the segment opens no connection");
  public static final DropReason NO_ROOM = new DropReason("the table of connections is full");

  private SegmentDrop() {}
}
