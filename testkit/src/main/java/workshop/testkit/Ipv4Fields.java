package workshop.testkit;

import static workshop.testkit.Bytes.require;

import java.util.Arrays;
import workshop.exercises.Count;

/**
 * An IPv4 packet, read.
 *
 * @param headerLength in bytes
 * @param fragmentOffset in bytes
 * @param checksumOk whether the header checksum is right
 */
public record Ipv4Fields(
    String source,
    String destination,
    int headerLength,
    int tos,
    int totalLength,
    int identification,
    boolean dontFragment,
    boolean moreFragments,
    int fragmentOffset,
    int ttl,
    int protocol,
    boolean checksumOk,
    byte[] options,
    Fields payload)
    implements Fields {

  static Ipv4Fields read(byte[] packet) {
    require(packet.length >= 20, "an IPv4 header has 20 bytes, here are %d", packet.length);
    int version = Bytes.u8(packet, 0) / 16;
    require(version == 4, "the IP version is %d, not 4", version);
    int headerLength = Bytes.u8(packet, 0) % 16 * 4;
    int totalLength = Bytes.u16(packet, 2);
    require(headerLength >= 20, "an IPv4 header of %d bytes is too short", headerLength);
    require(
        headerLength <= totalLength && totalLength <= packet.length,
        "header length %d, total length %d and the %s here do not fit together",
        headerLength,
        totalLength,
        Count.of(packet.length, "byte"));
    String source = Addresses.ip(packet, 12);
    String destination = Addresses.ip(packet, 16);
    int flagsAndOffset = Bytes.u16(packet, 6);
    boolean whole = flagsAndOffset % 0x4000 == 0;
    byte[] rest = Arrays.copyOfRange(packet, headerLength, totalLength);
    int protocol = Bytes.u8(packet, 9);
    Fields payload = new RawFields(rest);
    if (whole && protocol == 1) {
      payload = IcmpFields.read(rest, source, destination);
    } else if (whole && protocol == 6) {
      payload = TcpFields.read(rest, source, destination);
    }
    return new Ipv4Fields(
        source,
        destination,
        headerLength,
        Bytes.u8(packet, 1),
        totalLength,
        Bytes.u16(packet, 4),
        (flagsAndOffset & 0x4000) != 0,
        (flagsAndOffset & 0x2000) != 0,
        flagsAndOffset % 0x2000 * 8,
        Bytes.u8(packet, 8),
        protocol,
        Checksum.of(Arrays.copyOf(packet, headerLength)) == 0,
        Arrays.copyOfRange(packet, 20, headerLength),
        payload);
  }

  public IcmpFields icmp() {
    return payload.as(IcmpFields.class);
  }

  public TcpFields tcp() {
    return payload.as(TcpFields.class);
  }

  @Override
  public String toString() {
    String text = payload.toString();
    if (payload instanceof RawFields) {
      text = source + " > " + destination + " protocol " + protocol + ", " + text;
    }
    if (moreFragments || fragmentOffset > 0) {
      text += " fragment id=" + identification + " offset=" + fragmentOffset;
      text += moreFragments ? " more" : " last";
    }
    return checksumOk ? text : text + " BAD-IPV4-CHECKSUM";
  }
}
