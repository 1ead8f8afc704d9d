package workshop.speed;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.OutgoingFrame;

/**
 * A network card in software, before a link without offload: it cuts super-segments and completes
 * checksums. So a stack with offload runs on every link, also on a wire that fails. It does not
 * change frames that come in, and does not check them.
 */
final class SegmentingLink implements Link {
  private static final int ETHERNET_HEADER = 14;
  private static final int LARGEST_PACKET = 65_535;

  private final Link link;
  private final Capabilities capabilities;
  private final OffloadCounters counters;
  private final OutgoingFrame piece;

  /**
   * Puts the card before a link.
   *
   * @param counters count all frames
   */
  SegmentingLink(Link link, OffloadCounters counters) {
    this.link = link;
    this.counters = counters;
    capabilities = new Capabilities(link.mtu(), ETHERNET_HEADER + LARGEST_PACKET, true, true);
    piece = new OutgoingFrame(ETHERNET_HEADER + link.mtu());
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public void await(long timeoutNanos) throws IOException {
    link.await(timeoutNanos);
  }

  @Override
  public ByteBuffer receive() throws IOException {
    ByteBuffer frame = link.receive();
    if (frame != null) {
      counters.received(frame.remaining(), 0);
    }
    return frame;
  }

  @Override
  public boolean isChecked() {
    return link.isChecked();
  }

  @Override
  public void send(OutgoingFrame frame) throws IOException {
    counters.sent(frame.size(), frame.segmentSize());
    if (frame.segmentSize() > 0) {
      int pieces = Cutter.pieces(frame);
      for (int index = 0; index < pieces; index++) {
        Cutter.cut(frame, index, piece);
        link.send(piece);
      }
    } else if (frame.checksumStart() >= 0) {
      sendWithChecksum(frame);
    } else {
      link.send(frame);
    }
  }

  /** Sends the frame with its checksum. Then the partial checksum is there again, as before. */
  private void sendWithChecksum(OutgoingFrame frame) throws IOException {
    int field = frame.checksumStart() + frame.checksumField();
    short partial = frame.bytes().getShort(field);
    PartialChecksum.complete(frame);
    try {
      link.send(frame);
    } finally {
      frame.bytes().putShort(field, partial);
    }
  }

  @Override
  public void wake() {
    link.wake();
  }

  @Override
  public void close() throws IOException {
    link.close();
  }
}
