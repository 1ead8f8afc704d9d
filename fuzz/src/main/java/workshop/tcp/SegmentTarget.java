package workshop.tcp;

import static workshop.fuzz.Parsing.require;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import workshop.fuzz.Bytes;
import workshop.fuzz.Parsing;
import workshop.fuzz.Plain;
import workshop.shared.Ipv4Address;
import workshop.tap.OutgoingFrame;

/** {@link TcpSegment}; the first byte says whether the checksum is put right before. */
public final class SegmentTarget {
  private static final byte[] SOURCE = {(byte) 192, (byte) 168, 100, 1};
  private static final byte[] DESTINATION = {(byte) 192, (byte) 168, 100, 2};
  private static final Ipv4Address FROM = Ipv4Address.read(ByteBuffer.wrap(SOURCE), 0);
  private static final Ipv4Address TO = Ipv4Address.read(ByteBuffer.wrap(DESTINATION), 0);

  private SegmentTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Bytes input = new Bytes(data);
    boolean fix = input.take() % 2 == 1;
    byte[] segment = input.rest();
    long pseudoHeader = Plain.pseudoHeader(SOURCE, DESTINATION, 6, segment.length);
    if (fix && segment.length >= 18) {
      Plain.fix(segment, 16, pseudoHeader, 0, segment.length);
    }
    Optional<TcpSegment> parsed =
        Parsing.parsed(segment, bytes -> TcpSegment.parse(bytes, FROM, TO), Function.identity());
    int header = segment.length < 20 ? 0 : Plain.u8(segment, 12) / 16 * 4;
    boolean isRight =
        header >= 20
            && header <= segment.length
            && Plain.checksum(pseudoHeader, segment, 0, segment.length) == 0;
    require(parsed.isPresent() == isRight, "taken is what holds together");
    parsed.ifPresent(one -> check(one, segment, header));
  }

  private static void check(TcpSegment one, byte[] segment, int header) {
    require(one.headerLength() == header, "the header's length");
    require(one.payload().remaining() == segment.length - header, "the payload's length");
    int flags = Plain.u8(segment, 13);
    require(
        one.length() == segment.length - header + flags % 2 + flags / 2 % 2,
        "what SYN and FIN take up");
    OutgoingFrame frame = new OutgoingFrame(segment.length);
    one.write(frame, FROM, TO);
    byte[] written = Plain.bytes(frame.bytes());
    long pseudoHeader = Plain.pseudoHeader(SOURCE, DESTINATION, 6, written.length);
    require(
        Plain.checksum(pseudoHeader, written, 0, written.length) == 0,
        "the checksum that is written");
    // Nobody keeps the four reserved bits. And a sum has two zeros.
    byte[] expected = segment.clone();
    expected[12] = (byte) (expected[12] & 0xF0);
    Plain.put16(expected, 16, Plain.u16(written, 16));
    require(Arrays.equals(written, expected), "what is written is not what was read");
    require(!one.toString().isEmpty(), "nothing for people");
  }
}
