package workshop.services;

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

/** {@link UdpDatagram}; the first byte says whether the checksum is put right before. */
public final class DatagramTarget {
  private static final byte[] SOURCE = {(byte) 192, (byte) 168, 100, 1};
  private static final byte[] DESTINATION = {(byte) 192, (byte) 168, 100, 2};
  private static final Ipv4Address FROM = Ipv4Address.read(ByteBuffer.wrap(SOURCE), 0);
  private static final Ipv4Address TO = Ipv4Address.read(ByteBuffer.wrap(DESTINATION), 0);

  private DatagramTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Bytes input = new Bytes(data);
    boolean fix = input.take() % 2 == 1;
    byte[] bytes = input.rest();
    int length = bytes.length < 8 ? 0 : Plain.u16(bytes, 4);
    boolean fits = length >= 8 && length <= bytes.length;
    long pseudoHeader = Plain.pseudoHeader(SOURCE, DESTINATION, 17, length);
    if (fix && fits) {
      Plain.fix(bytes, 6, pseudoHeader, 0, length);
    }
    Optional<UdpDatagram> parsed =
        Parsing.parsed(bytes, one -> UdpDatagram.parse(one, FROM, TO), Function.identity());
    boolean isRight =
        fits && (Plain.u16(bytes, 6) == 0 || Plain.checksum(pseudoHeader, bytes, 0, length) == 0);
    require(parsed.isPresent() == isRight, "taken is what holds together");
    parsed.ifPresent(one -> check(one, Arrays.copyOf(bytes, length), pseudoHeader));
  }

  private static void check(UdpDatagram one, byte[] bytes, long pseudoHeader) {
    OutgoingFrame frame = new OutgoingFrame(bytes.length);
    one.write(frame, FROM, TO);
    byte[] written = Plain.bytes(frame.bytes());
    require(Plain.u16(written, 6) != 0, "0 says that there is no checksum");
    require(
        Plain.checksum(pseudoHeader, written, 0, written.length) == 0,
        "the checksum that is written");
    Plain.put16(written, 6, Plain.u16(bytes, 6));
    require(Arrays.equals(written, bytes), "what is written is not what was read");
    require(!one.toString().isEmpty(), "nothing for people");
  }
}
