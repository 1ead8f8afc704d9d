package workshop.echo;

import workshop.shared.DropReason;

/** Why a segment was not taken by a connection, or by the listener. */
public final class SegmentDrop {
  public static final DropReason NOT_ACCEPTABLE =
      new DropReason("the segment lies outside the receive window");
  public static final DropReason RESET_NOT_EXACT = new DropReason("the reset does not hit RCV.NXT");
  public static final DropReason SYN_IN_CONNECTION =
      new DropReason("a SYN in the middle of a connection");
  public static final DropReason NO_ACK = new DropReason("the segment has no ACK");
  public static final DropReason BAD_ACK =
      new DropReason("the segment acknowledges what was never sent, or long ago");
  public static final DropReason NOT_A_SYN = new DropReason("the segment opens no connection");
  public static final DropReason NO_ROOM =
      new DropReason("there are as many connections as this stack has room for");

  private SegmentDrop() {}
}
