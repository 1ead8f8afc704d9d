package workshop.ipv4;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.shared.MalformedException;
import workshop.testkit.Celebration;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

/** What the learner's code can do when an exercise is done: "workshop watch" shows it. */
final class Celebrations {
  private Celebrations() {}

  @Celebration("3.1")
  static String fields() {
    Ipv4Header header = new Ipv4Header(ping());
    return "The header of a ping: version %d, %d bytes of header, %d in all."
        .formatted(header.version(), header.length(), header.totalLength());
  }

  @Celebration("3.2")
  static String checksum() {
    ByteBuffer header = ping();
    header.putShort(Ipv4Header.CHECKSUM, (short) 0);
    int sent = ping().getShort(Ipv4Header.CHECKSUM) & 0xFFFF;
    int yours = InternetChecksum.of(header, 0, Ipv4Header.MINIMUM_SIZE);
    return "The header of a ping came with the checksum %04x; your code computes %04x."
        .formatted(sent, yours);
  }

  @Celebration("3.3")
  static String parts() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {'H', 'e', 'l', 'l', 'o', '!'});
    int whole = new InternetChecksum().add(bytes, 0, 6).value();
    int parts = new InternetChecksum().add(bytes, 0, 3).add(bytes, 3, 3).value();
    return "The checksum of \"Hello!\" is %04x; of \"Hel\" and then \"lo!\" it is %04x."
        .formatted(whole, parts);
  }

  @Celebration("3.4")
  static String header() {
    ByteBuffer packet = ByteBuffer.allocate(Ipv4Header.MINIMUM_SIZE);
    Ipv4Header.write(packet, 84, Protocol.ICMP, TestNetwork.STACK, TestNetwork.KERNEL);
    return "The header of a packet to %s:%n%n%s"
        .formatted(TestNetwork.KERNEL, Hex.dump(packet.array()));
  }

  @Celebration("3.5")
  static String packet() throws MalformedException {
    return "A packet from the kernel: " + Ipv4Packet.parse(ping());
  }

  @Celebration("3.6")
  static String reply() throws MalformedException {
    byte[] request = Frames.echoRequest().payload("Hello, ping!").message();
    IcmpMessage message = IcmpMessage.parse(ByteBuffer.wrap(request));
    return "%s%n%s".formatted(message, message.echoReply());
  }

  @Celebration("3.7")
  static String answer() throws IOException {
    byte[] ping = Frames.echoRequest().sequence(1).payload("Hello, ping!").packet();
    TestNetwork network = new TestNetwork(1500);
    new Icmp(network.ipv4, network.observer);
    network.receive(ping);
    return "The kernel pings:%n  %s%nYour code answers:%n  %s"
        .formatted(Frames.readPacket(ping), Frames.readPacket(network.sent().get(0)));
  }

  private static ByteBuffer ping() {
    return ByteBuffer.wrap(Frames.echoRequest().payload("Hello, ping!").packet());
  }
}
