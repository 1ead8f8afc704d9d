package workshop.services;

import static workshop.fuzz.Parsing.require;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import workshop.fuzz.Parsing;
import workshop.fuzz.Plain;
import workshop.shared.Ipv4Address;

/** {@link EchoOptions}: the options of the reply to any request hold together. */
public final class EchoOptionsTarget {
  private static final int TIME = 44_100_000;
  private static final Ipv4Address OURS = Ipv4Address.parse("192.168.100.2");

  private EchoOptionsTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    byte[] request = java.util.Arrays.copyOf(data, Math.min(40, data.length / 4 * 4));
    ByteBuffer reply =
        Parsing.parsed(
                request, bytes -> new EchoOptions(OURS).ofReply(bytes, TIME), Function.identity())
            .orElseThrow();
    require(reply.limit() % 4 == 0, "no whole number of words");
    require(reply.limit() <= request.length, "longer than the request's");
    byte[] bytes = new byte[reply.limit()];
    reply.get(0, bytes);
    Optional<List<Integer>> told = kinds(bytes);
    require(told.isPresent(), "the reply's do not hold together");
    Optional<List<Integer>> asked = kinds(request);
    if (asked.isEmpty()) {
      require(bytes.length == 0, "there is an answer to what does not hold together");
      return;
    }
    asked.get().removeIf(option -> option / 256 != 7 && option / 256 != 68 || isTooShort(option));
    require(asked.get().equals(told.get()), "not the options that were asked for");
  }

  private static boolean isTooShort(int option) {
    return option % 256 < (option / 256 == 7 ? 3 : 4);
  }

  /** Type and length of each (RFC 791 section 3.1); empty where one does not hold together. */
  private static Optional<List<Integer>> kinds(byte[] options) {
    List<Integer> kinds = new ArrayList<>();
    for (int at = 0; at < options.length && options[at] != 0; ) {
      if (options[at] == 1) {
        at++;
        continue;
      }
      int length = at + 1 < options.length ? Plain.u8(options, at + 1) : 0;
      if (length < 2 || at + length > options.length) {
        return Optional.empty();
      }
      kinds.add(Plain.u8(options, at) * 256 + length);
      at += length;
    }
    return Optional.of(kinds);
  }
}
