package workshop.ipv4;

import static workshop.fuzz.Parsing.require;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import workshop.fuzz.Bytes;
import workshop.fuzz.Parsing;
import workshop.fuzz.Plain;

/**
 * {@link Ipv4Packet} and {@link Ipv4Header}. The first byte of the input says whether the checksum
 * is put right before: few inputs would get past it else.
 */
public final class PacketTarget {
  private PacketTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Bytes input = new Bytes(data);
    boolean fix = input.take() % 2 == 1;
    byte[] packet = input.rest();
    int header = packet.length == 0 ? 0 : Plain.u8(packet, 0) % 16 * 4;
    if (fix && header >= 20 && header <= packet.length) {
      Plain.fix(packet, 10, 0, 0, header);
    }
    Optional<Ipv4Packet> parsed =
        Parsing.parsed(
            packet, Ipv4Packet::parse, one -> List.of(one.header().bytes(), one.payload()));
    require(parsed.isPresent() == isRight(packet, header), "taken is what holds together");
    parsed.ifPresent(one -> check(one, packet, header));
  }

  private static boolean isRight(byte[] packet, int header) {
    return packet.length >= 20
        && Plain.u8(packet, 0) / 16 == 4
        && header >= 20
        && header <= packet.length
        && Plain.u16(packet, 2) >= header
        && Plain.u16(packet, 2) <= packet.length
        && Plain.checksum(0, packet, 0, header) == 0;
  }

  private static void check(Ipv4Packet one, byte[] packet, int length) {
    Ipv4Header header = one.header();
    int total = Plain.u16(packet, 2);
    require(
        Arrays.equals(Plain.bytes(one.payload()), Arrays.copyOfRange(packet, length, total)),
        "the payload");
    require(
        Arrays.equals(Plain.bytes(header.bytes()), Arrays.copyOf(packet, length)), "the header");
    int flagsAndOffset = Plain.u16(packet, 6);
    require(header.moreFragments() == (flagsAndOffset / 0x2000 % 2 == 1), "more fragments");
    require(header.fragmentOffset() == flagsAndOffset % 0x2000 * 8, "the fragment offset");
    require(header.isFragment() == (flagsAndOffset % 0x4000 != 0), "whether it is a fragment");
    require(
        header.protocol() == Plain.u8(packet, 9)
            && header.timeToLive() == Plain.u8(packet, 8)
            && header.identification() == Plain.u16(packet, 4),
        "protocol, time to live, identification");
    require(!one.toString().isEmpty(), "nothing for people");
  }
}
