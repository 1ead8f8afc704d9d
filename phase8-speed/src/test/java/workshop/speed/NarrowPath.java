package workshop.speed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

/**
 * A wire, and behind it a router whose next link takes smaller packets. It drops each packet that
 * is too large, and tells the sender (RFC 1191 section 4).
 */
final class NarrowPath implements Link {
  private static final int ETHERNET = 14;

  /** An IPv4 header, and the 8 bytes that RFC 792 asks for. */
  private static final int QUOTED = 28;

  private final Link link;
  private final int mtu;
  private final Queue<ByteBuffer> errors = new ArrayDeque<>();

  /** How many packets were too large. */
  int tooLarge;

  NarrowPath(Link link, int mtu) {
    this.link = link;
    this.mtu = mtu;
  }

  @Override
  public void send(OutgoingFrame frame) throws IOException {
    if (frame.size() - ETHERNET <= mtu) {
      link.send(frame);
      return;
    }
    tooLarge++;
    byte[] bytes = Hex.bytes(frame.bytes());
    ByteBuffer addresses = ByteBuffer.wrap(bytes, ETHERNET + 12, 4);
    byte[] error =
        Frames.echoRequest()
            .type(3)
            .code(4)
            .identifier(0)
            .sequence(mtu)
            .from("192.168.100.77")
            .to(dotted(addresses))
            .payload(Arrays.copyOfRange(bytes, ETHERNET, ETHERNET + QUOTED))
            .frame();
    System.arraycopy(bytes, 6, error, 0, 6); // to the sender's Ethernet address
    errors.add(ByteBuffer.wrap(error));
  }

  private static String dotted(ByteBuffer address) {
    String[] numbers = new String[4];
    for (int i = 0; i < 4; i++) {
      numbers[i] = String.valueOf(address.get() & 0xFF);
    }
    return String.join(".", numbers);
  }

  @Override
  public ByteBuffer receive() throws IOException {
    return errors.isEmpty() ? link.receive() : errors.poll();
  }

  @Override
  public Capabilities capabilities() {
    return link.capabilities();
  }

  @Override
  public void await(long timeoutNanos) throws IOException {
    link.await(timeoutNanos);
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
