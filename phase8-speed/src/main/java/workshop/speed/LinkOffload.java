package workshop.speed;

import workshop.shared.Ipv4Address;
import workshop.tap.Capabilities;
import workshop.tap.OutgoingFrame;
import workshop.tcp.Offload;
import workshop.tcp.TcpLayer;

/** Leaves to the link the work that the link can do. TCP does the rest. */
final class LinkOffload implements Offload {
  private final Capabilities link;

  private LinkOffload(Capabilities link) {
    this.link = link;
  }

  /** Asks the link what it can do, and leaves this work to it from now on. */
  static void leaveToLink(TcpLayer layer) {
    layer.leave(new LinkOffload(layer.capabilities()));
  }

  @Override
  public void checksum(OutgoingFrame segment, Ipv4Address source, Ipv4Address destination) {
    if (link.checksums()) {
      PartialChecksum.leave(segment, source, destination);
    } else {
      NOTHING.checksum(segment, source, destination);
    }
  }

  @Override
  public int textAtOnce(int available, int segmentText, boolean smallEnd) {
    return link.segmentation()
        ? SuperSegment.textAtOnce(available, segmentText, smallEnd)
        : NOTHING.textAtOnce(available, segmentText, smallEnd);
  }

  @Override
  public void segmentation(OutgoingFrame segment, int text, int segmentText) {
    if (link.segmentation()) {
      SuperSegment.leave(segment, text, segmentText);
    }
  }
}
