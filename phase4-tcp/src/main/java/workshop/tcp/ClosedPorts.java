package workshop.tcp;

import workshop.shared.Ipv4Address;

/**
 * TCP without any connection: it refuses every client at once, with a reset. Without the reset, the
 * client would try again and again, for two minutes.
 */
public final class ClosedPorts implements SegmentHandler {
  private final SegmentSender sender;

  public ClosedPorts(SegmentSender sender) {
    this.sender = sender;
  }

  @Override
  public void receive(Ipv4Address source, TcpSegment segment) {
    TcpSegment reset = Reset.answerTo(segment);
    if (reset != null) {
      sender.send(source, reset);
    }
  }
}
