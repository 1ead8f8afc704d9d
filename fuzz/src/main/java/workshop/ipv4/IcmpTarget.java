package workshop.ipv4;

import static workshop.fuzz.Parsing.require;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import workshop.fuzz.Bytes;
import workshop.fuzz.Parsing;
import workshop.fuzz.Plain;

/** {@link IcmpMessage}; the first byte says whether the checksum is put right before. */
public final class IcmpTarget {
  private IcmpTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Bytes input = new Bytes(data);
    boolean fix = input.take() % 2 == 1;
    byte[] message = input.rest();
    if (fix && message.length >= 4) {
      Plain.fix(message, 2, 0, 0, message.length);
    }
    Optional<IcmpMessage> parsed = Parsing.parsed(message, IcmpMessage::parse, Function.identity());
    boolean isRight = message.length >= 8 && Plain.checksum(0, message, 0, message.length) == 0;
    require(parsed.isPresent() == isRight, "taken is what has the right checksum");
    parsed.ifPresent(one -> check(one, message));
  }

  private static void check(IcmpMessage one, byte[] message) {
    ByteBuffer written = Parsing.dirty(message.length, 0xA5);
    one.write(written);
    byte[] bytes = Plain.bytes(written);
    require(Plain.checksum(0, bytes, 0, bytes.length) == 0, "the checksum that is written");
    // A sum has two zeros: the checksum itself may differ.
    Plain.put16(bytes, 2, Plain.u16(message, 2));
    require(Arrays.equals(bytes, message), "what is written is not what was read");
    require(one.echoReply().rest().equals(one.rest()), "the reply says something else");
    require(!one.toString().isEmpty(), "nothing for people");
  }
}
