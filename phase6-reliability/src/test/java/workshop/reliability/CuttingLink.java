package workshop.reliability;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.OutgoingFrame;
import workshop.tcp.Offload;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

/** A link that cuts large segments, as a network card does. Phase 8 has a real one. */
record CuttingLink(Link link) implements Link {
  private static final int IP = 14;
  private static final int TCP = 34;
  private static final int FIN_AND_PSH = 0x09;

  /** Full segments leave together, as many as there are; and a smaller last one, where it may. */
  static final Offload OFFLOAD =
      new Offload() {
        @Override
        public int textAtOnce(int available, int segmentText, boolean smallEnd) {
          int most = Math.min(available, 60_000);
          boolean all = smallEnd && most == available || most < segmentText;
          return all ? most : most / segmentText * segmentText;
        }

        @Override
        public void segmentation(OutgoingFrame segment, int text, int segmentText) {
          if (text > segmentText) {
            segment.leaveSegmentation(segmentText);
          }
        }
      };

  @Override
  public Capabilities capabilities() {
    return new Capabilities(link.mtu(), 65_549, false, true);
  }

  @Override
  public void send(OutgoingFrame frame) throws IOException {
    if (frame.segmentSize() == 0) {
      link.send(frame);
      return;
    }
    byte[] whole = Hex.bytes(frame.bytes());
    int headers = TCP + (whole[TCP + 12] >>> 4 & 0xF) * 4;
    for (int at = headers; at < whole.length; at += frame.segmentSize()) {
      int end = Math.min(whole.length, at + frame.segmentSize());
      byte[] piece = Arrays.copyOf(whole, headers + end - at);
      System.arraycopy(whole, at, piece, headers, end - at);
      ByteBuffer bytes = ByteBuffer.wrap(piece);
      bytes.putInt(TCP + 4, bytes.getInt(TCP + 4) + at - headers);
      if (end < whole.length) {
        bytes.put(TCP + 13, (byte) (piece[TCP + 13] & ~FIN_AND_PSH));
      }
      sum(bytes, piece);
      link.send(OutgoingFrame.of(bytes));
    }
  }

  private static void sum(ByteBuffer bytes, byte[] frame) {
    bytes.putShort(IP + 2, (short) (frame.length - IP));
    bytes.putShort(IP + 10, (short) 0);
    bytes.putShort(IP + 10, (short) Frames.checksum(Arrays.copyOfRange(frame, IP, TCP)));
    bytes.putShort(TCP + 16, (short) 0);
    int length = frame.length - TCP;
    byte[] protocolAndLength = {0, 6, (byte) (length >> 8), (byte) length};
    byte[] addresses = Arrays.copyOfRange(frame, IP + 12, TCP);
    byte[] segment = Arrays.copyOfRange(frame, TCP, frame.length);
    bytes.putShort(TCP + 16, (short) Frames.checksum(addresses, protocolAndLength, segment));
  }

  @Override
  public void await(long timeoutNanos) throws IOException {
    link.await(timeoutNanos);
  }

  @Override
  public ByteBuffer receive() throws IOException {
    return link.receive();
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
