package workshop.parts;

import java.nio.ByteBuffer;
import workshop.ipv4.InternetChecksum;
import workshop.testkit.Frames;
import workshop.testkit.TcpFields;

/**
 * The other end of a connection. It sends one frame again and again. Only the numbers and the
 * checksum change, because the client must cost little: it runs while the stack is measured.
 */
final class EchoClient {
  private static final int ISS = 1000;
  private static final int MSS = 1460;

  // Where the fields are in a frame.
  private static final int TCP = 14 + 20;
  private static final int SEQ = TCP + 4;
  private static final int ACK = TCP + 8;
  private static final int CHECKSUM = TCP + 16;

  private final ByteBuffer frame;
  private final int size;

  /** The checksum of the frame, with 0 for both numbers. */
  private final int checksumWithoutNumbers;

  /** The number of the next byte to send. */
  private int seq = ISS + 1;

  /** The number of the next byte to receive. */
  private int ack;

  EchoClient(TcpFields synAck, byte[] text) {
    frame = Samples.direct(Frames.tcp().flags("PSH,ACK").payload(text).frame());
    size = text.length;
    checksumWithoutNumbers = frame.getShort(CHECKSUM) & 0xFFFF;
    ack = (int) synAck.nextSeq();
  }

  static byte[] syn() {
    return Frames.tcp().flags("SYN").seq(ISS).mss(MSS).frame();
  }

  byte[] ackOfSyn() {
    return Frames.tcp().flags("ACK").seq(seq).ack(ack).frame();
  }

  /** The next data segment, which acknowledges the echo before it. */
  ByteBuffer nextFrame() {
    // The new words are added to the old sum (RFC 1624).
    int checksum =
        new InternetChecksum()
            .add(~checksumWithoutNumbers & 0xFFFF)
            .add(seq >>> 16)
            .add(seq & 0xFFFF)
            .add(ack >>> 16)
            .add(ack & 0xFFFF)
            .value();
    return frame.putInt(SEQ, seq).putInt(ACK, ack).putShort(CHECKSUM, (short) checksum);
  }

  /**
   * Accepts the echo of {@link #nextFrame}.
   *
   * @throws IllegalStateException if it has another size or other numbers: then something else was
   *     measured
   */
  void check(ByteBuffer echo) {
    if (echo.limit() != frame.limit()
        || echo.getInt(SEQ) != ack
        || echo.getInt(ACK) != seq + size) {
      throw new IllegalStateException("not the echo: " + Frames.read(echo));
    }
    seq += size;
    ack += size;
  }
}
