package workshop.ethernet;

import static workshop.fuzz.Parsing.require;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import workshop.fuzz.Parsing;
import workshop.fuzz.Plain;

/** {@link EthernetFrame}: reads frames of every kind, and writes them back. */
public final class FrameTarget {
  private FrameTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Optional<EthernetFrame> parsed =
        Parsing.parsedWithin(data, EthernetFrame::parse, Function.identity());
    require(parsed.isPresent() == (data.length >= 14), "14 bytes are a frame, and fewer are not");
    parsed.ifPresent(frame -> check(frame, data));
  }

  private static void check(EthernetFrame frame, byte[] data) {
    require(frame.etherType() == Plain.u16(data, 12), "the EtherType");
    require(
        Arrays.equals(Plain.bytes(frame.payload()), Arrays.copyOfRange(data, 14, data.length)),
        "the payload");
    ByteBuffer written =
        Parsing.dirty(data.length, 0xA5).put(14, frame.payload(), 0, data.length - 14);
    EthernetFrame.writeHeader(written, frame.destination(), frame.source(), frame.etherType());
    require(Arrays.equals(Plain.bytes(written), data), "what is written is not what was read");
    require(!frame.toString().isEmpty(), "nothing for people");
  }
}
