package workshop.services;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.StringJoiner;
import workshop.ipv4.HeaderFields;
import workshop.ipv4.IcmpMessage;
import workshop.ipv4.Ipv4Header;
import workshop.ipv4.Ipv4Packet;
import workshop.shared.Ipv4Address;
import workshop.shared.MalformedException;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Celebration;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

/** What the learner's code can do when an exercise is done: "workshop watch" shows it. */
final class Celebrations {
  private static final Ipv4Address KERNEL = Ipv4Address.parse(Frames.KERNEL_IP);
  private static final Ipv4Address STACK = Ipv4Address.parse(Frames.STACK_IP);

  private Celebrations() {}

  @Celebration("7.1")
  static String in() throws MalformedException {
    byte[] bytes = Udp.toStack(40000, 7, "Hello, UDP!".getBytes());
    return "A datagram comes in: " + UdpDatagram.parse(ByteBuffer.wrap(bytes), KERNEL, STACK);
  }

  @Celebration("7.2")
  static String out() {
    OutgoingFrame frame = new OutgoingFrame(100);
    ByteBuffer data = ByteBuffer.wrap("Hello, UDP!".getBytes());
    new UdpDatagram(7, 40000, data).write(frame, STACK, KERNEL);
    return "Your datagram to %s:%n%n%s".formatted(KERNEL, Hex.dump(Hex.bytes(frame.bytes())));
  }

  @Celebration("7.3")
  static String error() {
    byte[] datagram = Udp.toStack(40000, 33434, "Is anybody there?".getBytes());
    ByteBuffer bytes = ByteBuffer.wrap(Frames.ipv4().protocol(17).payload(datagram).packet());
    Ipv4Packet packet = new Ipv4Packet(new Ipv4Header(bytes), bytes.slice(20, datagram.length));
    IcmpMessage message = IcmpError.about(packet, 3, 3);
    return "Nobody listens on port 33434. Your answer:%n  %s, with %d bytes of the question"
        .formatted(message, message.size() - 8);
  }

  @Celebration("7.4")
  static String fragments() throws IOException {
    StringJoiner lines = new StringJoiner("\n");
    Fragmenter fragmenter =
        new Fragmenter(
            1500,
            (frame, protocol, destination, fields) ->
                lines.add(
                    "  %4d bytes, flags and offset %04x"
                        .formatted(frame.size(), fields.flagsAndOffset())),
            1,
            ServicesObserver.NOBODY);
    OutgoingFrame large = OutgoingFrame.of(ByteBuffer.allocate(4008));
    fragmenter.send(large, 17, KERNEL, HeaderFields.NO_OPTIONS);
    return "A datagram of 4000 bytes, in your fragments:\n" + lines;
  }

  @Celebration("7.5")
  static String pieces() {
    Pieces pieces = new Pieces();
    StringJoiner lines = new StringJoiner("\n");
    for (int offset : List.of(16, 0, 8)) {
      String text = "Your stack puts it together".substring(offset, offset == 16 ? 27 : offset + 8);
      pieces.add(offset, offset != 16, ByteBuffer.wrap(text.getBytes()));
      lines.add(
          "  %2d: \"%s\" -> %s".formatted(offset, text, pieces.isComplete() ? "whole" : "waits"));
    }
    ByteBuffer whole = ByteBuffer.allocate(27);
    pieces.writeTo(whole, 0);
    return "Three fragments come:\n" + lines + "\n" + new String(whole.array());
  }
}
