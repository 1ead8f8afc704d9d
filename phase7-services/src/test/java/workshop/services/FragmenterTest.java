package workshop.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static workshop.testkit.SameBytes.sameBytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.ipv4.HeaderFields;
import workshop.shared.Ipv4Address;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.Hex;

@Order(4)
@Exercise("7.4")
@DisplayName("Fragmenter")
class FragmenterTest {
  private static final Ipv4Address KERNEL = Ipv4Address.parse(Frames.KERNEL_IP);
  private static final ByteBuffer NONE = HeaderFields.NO_OPTIONS;

  /** A packet that was sent. */
  private record Sent(
      byte[] payload, int protocol, Ipv4Address destination, int id, int bits, byte[] options) {
    boolean more() {
      return (bits & 0x2000) != 0;
    }

    int offset() {
      return (bits & 0x1FFF) * 8;
    }

    String words() {
      return "offset %d, %d bytes, %s"
          .formatted(offset(), payload.length, more() ? "more" : "the last");
    }
  }

  private final List<Sent> sent = new ArrayList<>();
  private Fragmenter fragmenter = fragmenter(1500);

  private Fragmenter fragmenter(int mtu) {
    return new Fragmenter(
        mtu,
        (frame, protocol, destination, fields) ->
            sent.add(
                new Sent(
                    Hex.bytes(frame.bytes()),
                    protocol,
                    destination,
                    fields.identification(),
                    fields.flagsAndOffset(),
                    Hex.bytes(fields.options().duplicate().rewind()))),
        4710,
        ServicesObserver.NOBODY);
  }

  private void send(byte[] payload, ByteBuffer options) throws IOException {
    sent.clear();
    fragmenter.send(OutgoingFrame.of(ByteBuffer.wrap(payload)), 17, KERNEL, options);
  }

  private String sentInWords() {
    return String.join("\n", sent.stream().map(Sent::words).toList());
  }

  @ParameterizedTest(name = "offset {0}, more: {1}")
  @Order(1)
  @CsvSource({
    "0, true, 2000",
    "0, false, 0000",
    "8, false, 0001",
    "1480, true, 20b9",
    "65504, true, 3ffc",
    "65512, false, 1ffd"
  })
  @DisplayName("flagsAndOffset: the offset in units of 8 bytes, and the bit \"more fragments\"")
  void flagsAndOffset(int offset, boolean more, String expected) {
    assertThat(
        "the 16 bits for the offset " + offset + (more ? ", more follow" : ", the last"),
        String.format("%04x", Fragmenter.flagsAndOffset(offset, more) & 0xFFFF),
        is(expected));
  }

  @Test
  @Order(2)
  @DisplayName("cut: 3000 bytes, into frames of 1500")
  void cutsInThree() throws IOException {
    send(Udp.bytes(3000), NONE);
    assertThat(
        "the fragments",
        sentInWords(),
        is(
            """
            offset 0, 1480 bytes, more
            offset 1480, 1480 bytes, more
            offset 2960, 40 bytes, the last"""));
  }

  @Test
  @Order(3)
  @DisplayName("cut: what is sent is what was there, byte for byte")
  void cutsTheBytes() throws IOException {
    send(Udp.bytes(3000), NONE);
    assertThat("all fragments together", together(), sameBytes(Udp.bytes(3000)));
  }

  @Test
  @Order(4)
  @DisplayName("cut: all fragments have one identification, and the next packet another")
  void identification() throws IOException {
    send(Udp.bytes(4000), NONE);
    List<Integer> first = sent.stream().map(Sent::id).distinct().toList();
    assertThat("identifications in one packet: " + first, first.size(), is(1));
    send(Udp.bytes(4000), NONE);
    assertThat("the next packet's identification", sent.get(0).id(), is(not(first.get(0))));
    assertThat("it has 16 bits", sent.get(0).id() >>> 16, is(0));
  }

  @Test
  @Order(5)
  @DisplayName("cut: protocol and destination are the packet's")
  void protocolAndDestination() throws IOException {
    send(Udp.bytes(4000), NONE);
    for (Sent fragment : sent) {
      assertThat("protocol of: " + fragment.words(), fragment.protocol(), is(17));
      assertThat("destination of: " + fragment.words(), fragment.destination(), is(KERNEL));
      assertThat("\"don't fragment\" of: " + fragment.words(), fragment.bits() & 0x4000, is(0));
    }
  }

  @ParameterizedTest(name = "{0} bytes, MTU {1}: {2} fragments")
  @Order(6)
  @CsvSource({
    "1481, 1500, 2",
    "2960, 1500, 2",
    "2961, 1500, 3",
    "65515, 1500, 45",
    "3000, 1499, 3",
    "2953, 1499, 3",
    "100, 68, 3",
    "96, 75, 2",
    "9000, 8166, 2"
  })
  @DisplayName("cut: any size, any MTU: each fits, each but the last is a multiple of 8")
  void anySize(int size, int mtu, int count) throws IOException {
    fragmenter = fragmenter(mtu);
    send(Udp.bytes(size), NONE);
    assertThat("how many fragments:\n" + sentInWords(), sent.size(), is(count));
    int offset = 0;
    for (int i = 0; i < count; i++) {
      Sent fragment = sent.get(i);
      String which = "fragment " + (i + 1) + " of " + count + " (" + fragment.words() + "): ";
      assertThat(
          which + "size as a packet", 20 + fragment.payload().length, lessThanOrEqualTo(mtu));
      assertThat(which + "offset", fragment.offset(), is(offset));
      assertThat(which + "more follow", fragment.more(), is(i < count - 1));
      offset += fragment.payload().length;
    }
    assertThat("all fragments together", together(), sameBytes(Udp.bytes(size)));
  }

  @Test
  @Order(7)
  @DisplayName("cut: the options stand in the first fragment alone, which has less room")
  void options() throws IOException {
    byte[] options = Hex.bytes("07 0b 08 c0 a8 64 02 00 00 00 00 00");
    send(Udp.bytes(3000), ByteBuffer.wrap(options));
    assertThat(
        "the fragments, with 12 bytes of options in the first",
        sentInWords(),
        is(
            """
            offset 0, 1464 bytes, more
            offset 1464, 1480 bytes, more
            offset 2944, 56 bytes, the last"""));
    send(Udp.bytes(1480), ByteBuffer.wrap(options));
    assertThat(
        "1480 bytes, which fit without the options",
        sentInWords(),
        is("offset 0, 1464 bytes, more\noffset 1464, 16 bytes, the last"));
    send(Udp.bytes(3000), ByteBuffer.wrap(options));
    assertThat("options of the first", sent.get(0).options(), sameBytes(options));
    assertThat("options of the second", sent.get(1).options(), sameBytes(new byte[0]));
    assertThat("options of the third", sent.get(2).options(), sameBytes(new byte[0]));
  }

  @Test
  @Order(8)
  @DisplayName("cut: leaves the payload's position, and a second packet is as right")
  void twice() throws IOException {
    OutgoingFrame frame = OutgoingFrame.of(ByteBuffer.wrap(Udp.bytes(3000)));
    fragmenter.send(frame, 17, KERNEL, NONE);
    send(Udp.bytes(1600), NONE);
    assertThat(
        "the second packet's fragments",
        sentInWords(),
        is("offset 0, 1480 bytes, more\noffset 1480, 120 bytes, the last"));
    assertThat("together", together(), sameBytes(Udp.bytes(1600)));
  }

  @Test
  @Order(9)
  @Given
  @DisplayName("send: what fits goes out as a whole, not to be cut")
  void whole() throws IOException {
    send(Udp.bytes(1480), NONE);
    assertThat("packets sent", sent.size(), is(1));
    assertThat(sent.get(0).payload(), sameBytes(Udp.bytes(1480)));
    assertThat("flags and offset", Integer.toHexString(sent.get(0).bits()), is("4000"));
  }

  private byte[] together() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    sent.forEach(fragment -> all.writeBytes(fragment.payload()));
    return all.toByteArray();
  }
}
