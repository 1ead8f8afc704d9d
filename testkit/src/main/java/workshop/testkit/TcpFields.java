package workshop.testkit;

import static workshop.testkit.Bytes.require;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * A TCP segment, read.
 *
 * @param seq the sequence number, from 0 to 2^32 - 1
 * @param ack the acknowledgment number, whether or not the ACK flag is set
 * @param flags such as {@code SYN,ACK}, always in the order FIN, SYN, RST, PSH, ACK, URG, ECE, CWR
 * @param options unchanged, with their padding
 * @param checksumOk whether the checksum is right for these addresses
 */
public record TcpFields(
    String source,
    int sourcePort,
    String destination,
    int destinationPort,
    long seq,
    long ack,
    String flags,
    int window,
    int urgentPointer,
    byte[] options,
    boolean checksumOk,
    byte[] payload)
    implements Fields {

  static TcpFields read(byte[] segment, String source, String destination) {
    require(segment.length >= 20, "a TCP header has 20 bytes, here are %d", segment.length);
    int headerLength = Bytes.u8(segment, 12) / 16 * 4;
    require(
        headerLength >= 20 && headerLength <= segment.length,
        "data offset %d does not fit a segment of %d bytes",
        headerLength / 4,
        segment.length);
    byte[] pseudoHeader =
        Checksum.pseudoHeader(Addresses.ip(source), Addresses.ip(destination), 6, segment.length);
    return new TcpFields(
        source,
        Bytes.u16(segment, 0),
        destination,
        Bytes.u16(segment, 2),
        Bytes.u32(segment, 4),
        Bytes.u32(segment, 8),
        TcpFlags.text(Bytes.u8(segment, 13)),
        Bytes.u16(segment, 14),
        Bytes.u16(segment, 18),
        Arrays.copyOfRange(segment, 20, headerLength),
        Checksum.of(pseudoHeader, segment) == 0,
        Arrays.copyOfRange(segment, headerLength, segment.length));
  }

  /** Whether this flag is set, whatever else is. */
  public boolean has(String flag) {
    return (TcpFlags.parse(flags) & TcpFlags.parse(flag)) != 0;
  }

  /** The payload as text. */
  public String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  /** How many sequence numbers it takes up: a SYN and a FIN count as one byte each. */
  public int sequenceLength() {
    return payload.length + (has("SYN") ? 1 : 0) + (has("FIN") ? 1 : 0);
  }

  /** The sequence number after this segment: an ACK with this number acknowledges all of it. */
  public long nextSeq() {
    return (seq + sequenceLength()) % (1L << 32);
  }

  /** The maximum segment size option, where there is one. */
  public OptionalInt mss() {
    return mss(options);
  }

  static OptionalInt mss(byte[] options) {
    int at = 0;
    while (at + 1 < options.length && options[at] != 0) {
      int length = options[at] == 1 ? 1 : Bytes.u8(options, at + 1);
      if (options[at] != 1 && (length < 2 || at + length > options.length)) {
        break; // a length that lies: nothing after it can be read
      }
      if (options[at] == 2 && length == 4) {
        return OptionalInt.of(Bytes.u16(options, at + 2));
      }
      at += length;
    }
    return OptionalInt.empty();
  }

  @Override
  public String toString() {
    String ends = source + ":" + sourcePort + " > " + destination + ":" + destinationPort;
    return ends + " " + withoutAddresses();
  }

  /** As {@link #toString}, without saying from where to where. */
  public String withoutAddresses() {
    return withNumbers(seq, ack);
  }

  /** The same, with other numbers in place of its own: for instance counted from the first ones. */
  String withNumbers(long otherSeq, long otherAck) {
    StringBuilder text = new StringBuilder(flags).append(" seq=").append(otherSeq);
    if (has("ACK")) {
      text.append(" ack=").append(otherAck);
    }
    text.append(" win=").append(window);
    mss().ifPresent(bytes -> text.append(" mss=").append(bytes));
    if (has("URG")) {
      text.append(" urg=").append(urgentPointer);
    }
    text.append(" len=").append(payload.length);
    return text.append(checksumOk ? "" : " BAD-CHECKSUM").toString();
  }
}
