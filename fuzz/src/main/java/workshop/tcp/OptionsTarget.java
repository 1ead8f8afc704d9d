package workshop.tcp;

import static workshop.fuzz.Parsing.require;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import workshop.fuzz.Bytes;
import workshop.fuzz.Parsing;
import workshop.fuzz.Plain;

/** {@link TcpOptions}: the first byte is the kind that is looked for. */
public final class OptionsTarget {
  private OptionsTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Bytes input = new Bytes(data);
    int kind = Math.max(2, input.take());
    byte[] options = input.take(40);
    Optional<Optional<ByteBuffer>> found =
        Parsing.parsed(
            options,
            bytes -> Optional.ofNullable(TcpOptions.find(bytes, kind)),
            Function.identity());
    Optional<byte[]> expected = find(options, kind);
    require(
        found.orElseThrow().isPresent() == expected.isPresent(), "whether there is such an option");
    expected.ifPresent(
        value ->
            require(Arrays.equals(Plain.bytes(found.get().orElseThrow()), value), "what it says"));
    int size = TcpOptions.maximumSegmentSize(Parsing.slice(options));
    int told =
        find(options, 2)
            .filter(value -> value.length == 2)
            .map(value -> Plain.u16(value, 0))
            .orElse(0);
    require(size == (told == 0 ? 536 : told), "the MSS");
  }

  /** The same, option by option, by RFC 9293 section 3.2. */
  private static Optional<byte[]> find(byte[] options, int kind) {
    for (int at = 0; at < options.length && options[at] != 0; ) {
      if (options[at] == 1) {
        at++;
        continue;
      }
      if (at + 1 == options.length) {
        return Optional.empty();
      }
      int end = at + Plain.u8(options, at + 1);
      if (end < at + 2 || end > options.length) {
        return Optional.empty();
      }
      if (Plain.u8(options, at) == kind) {
        return Optional.of(Arrays.copyOfRange(options, at + 2, end));
      }
      at = end;
    }
    return Optional.empty();
  }
}
