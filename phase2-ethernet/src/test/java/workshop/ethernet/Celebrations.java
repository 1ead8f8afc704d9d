package workshop.ethernet;

import java.nio.ByteBuffer;
import workshop.shared.MalformedException;
import workshop.testkit.Celebration;
import workshop.testkit.Frames;

/** What the learner's code can do when an exercise is done: "workshop watch" shows it. */
final class Celebrations {
  private Celebrations() {}

  @Celebration("2.1")
  static String address() {
    return "An address read from a frame: " + MacAddress.read(ByteBuffer.wrap(request()), 6);
  }

  @Celebration("2.2")
  static String frame() throws MalformedException {
    return "A frame of the kernel's: " + EthernetFrame.parse(ByteBuffer.wrap(request()));
  }

  @Celebration("2.3")
  static String packet() throws MalformedException {
    return "A packet of the kernel's: " + question();
  }

  @Celebration("2.4")
  static String reply() throws MalformedException {
    return "%s%n%s".formatted(question(), question().replyFrom(MacAddress.parse(Frames.STACK_MAC)));
  }

  private static byte[] request() {
    return Frames.arpRequest().frame();
  }

  private static ArpPacket question() throws MalformedException {
    return ArpPacket.parse(ByteBuffer.wrap(Frames.arpRequest().message()));
  }
}
