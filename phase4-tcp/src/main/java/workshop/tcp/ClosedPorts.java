package workshop.tcp;

import workshop.shared.Ipv4Address;

/**
 * TCP without any connection: whoever knocks is told at once that nobody is in. Without the reset
 * the client would knock again and again, for two minutes.
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
