package workshop.testkit;

import static workshop.testkit.Bytes.require;

import java.util.Arrays;

/**
 * An ICMP message, read.
 *
 * @param checksumOk whether the checksum is right
 */
public record IcmpFields(
    String source,
    String destination,
    int type,
    int code,
    int identifier,
    int sequence,
    boolean checksumOk,
    byte[] payload)
    implements Fields {

  static IcmpFields read(byte[] message, String source, String destination) {
    require(message.length >= 8, "an ICMP header has 8 bytes, here are %d", message.length);
    return new IcmpFields(
        source,
        destination,
        Bytes.u8(message, 0),
        Bytes.u8(message, 1),
        Bytes.u16(message, 4),
        Bytes.u16(message, 6),
        Checksum.of(message) == 0,
        Arrays.copyOfRange(message, 8, message.length));
  }

  @Override
  public String toString() {
    String kind =
        switch (type) {
          case 0 -> "echo reply";
          case 8 -> "echo request";
          default -> "type " + type + " code " + code;
        };
    String text = source + " > " + destination + " ICMP " + kind;
    if (type == 0 || type == 8) {
      text += " id=" + identifier + " seq=" + sequence;
    }
    return text + " len=" + payload.length + (checksumOk ? "" : " BAD-CHECKSUM");
  }
}
