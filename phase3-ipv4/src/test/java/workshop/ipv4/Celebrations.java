package workshop.ipv4;

import java.nio.ByteBuffer;
import workshop.shared.MalformedException;
import workshop.testkit.Celebration;
import workshop.testkit.Frames;

/** What the learner's code can do when an exercise is done: "workshop watch" shows it. */
final class Celebrations {
  private Celebrations() {}

  @Celebration("3.2")
  static String checksum() {
    ByteBuffer header = ping();
    header.putShort(Ipv4Header.CHECKSUM, (short) 0);
    int sent = ping().getShort(Ipv4Header.CHECKSUM) & 0xFFFF;
    int yours = InternetChecksum.of(header, 0, Ipv4Header.MINIMUM_SIZE);
    return "The header of a ping came with the checksum %04x; your code computes %04x."
        .formatted(sent, yours);
  }

  @Celebration("3.5")
  static String packet() throws MalformedException {
    return "A packet of the kernel's: " + Ipv4Packet.parse(ping());
  }

  @Celebration("3.6")
  static String reply() throws MalformedException {
    byte[] request = Frames.echoRequest().payload("Hello, ping!").message();
    IcmpMessage message = IcmpMessage.parse(ByteBuffer.wrap(request));
    return "%s%n%s".formatted(message, message.echoReply());
  }

  private static ByteBuffer ping() {
    return ByteBuffer.wrap(Frames.echoRequest().payload("Hello, ping!").packet());
  }
}
