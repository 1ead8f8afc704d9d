package workshop.ethernet;

import static workshop.fuzz.Parsing.require;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import workshop.fuzz.Parsing;
import workshop.fuzz.Plain;

/** {@link ArpPacket}: takes what RFC 826 describes and nothing else, and writes it back. */
public final class ArpTarget {
  private static final byte[] ETHERNET_AND_IPV4 = {0, 1, 8, 0, 6, 4, 0};

  private ArpTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Optional<ArpPacket> parsed = Parsing.parsed(data, ArpPacket::parse, Function.identity());
    require(parsed.isPresent() == isRight(data), "taken is what RFC 826 describes, and no more");
    parsed.ifPresent(packet -> check(packet, data));
  }

  private static boolean isRight(byte[] data) {
    return data.length >= 28
        && Arrays.equals(ETHERNET_AND_IPV4, Arrays.copyOf(data, 7))
        && (data[7] == 1 || data[7] == 2);
  }

  private static void check(ArpPacket packet, byte[] data) {
    ByteBuffer written = Parsing.dirty(28, 0xA5);
    packet.write(written);
    require(
        Arrays.equals(Plain.bytes(written), Arrays.copyOf(data, 28)),
        "what is written is not what was read");
    ArpPacket reply = packet.replyFrom(MacAddress.ZERO);
    require(reply.target().equals(packet.sender()), "the reply goes to somebody else");
    require(!packet.toString().isEmpty() && !reply.toString().isEmpty(), "nothing for people");
  }
}
