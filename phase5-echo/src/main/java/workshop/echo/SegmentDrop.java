package workshop.echo;

import workshop.ethernet.DropReason;

/** Why a segment was not taken by a connection, or by the listener. */
public enum SegmentDrop implements DropReason {
  NOT_ACCEPTABLE("the segment lies outside the receive window"),
  RESET_NOT_EXACT("the reset does not hit RCV.NXT"),
  SYN_IN_CONNECTION("a SYN in the middle of a connection"),
  NO_ACK("the segment has no ACK"),
  BAD_ACK("the segment acknowledges what was never sent, or long ago"),
  NOT_A_SYN("the segment opens no connection"),
  NO_ROOM("there are as many connections as this stack has room for");

  private final String words;

  SegmentDrop(String words) {
    this.words = words;
  }

  @Override
  public String words() {
    return words;
  }
}
