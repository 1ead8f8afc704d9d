package workshop.http;

import static workshop.fuzz.Parsing.require;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import workshop.fuzz.Bytes;
import workshop.fuzz.Parsing;

/**
 * {@link RequestReader}: however TCP cuts what a client sends, the same requests are read, and the
 * same is refused. Of the input, the first byte says how large the parts are; the rest is what the
 * client sends.
 */
public final class RequestTarget {
  private static final long BODIES = 3000;
  private static final Limits SMALL = new Limits(200, 600, 8, 1000, BODIES, 1, 1, 1, 1, 1, 1);

  private RequestTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Bytes input = new Bytes(data);
    int size = 1 + input.take();
    byte[] sent = input.rest();
    List<String> whole = read(sent, Math.max(1, sent.length));
    require(read(sent, size).equals(whole), "in parts of %d bytes it is another".formatted(size));
    require(read(sent, 1).equals(whole), "byte by byte it is another");
  }

  /** What each request says; then the status, if one is refused. */
  private static List<String> read(byte[] sent, int size) {
    List<String> read = new ArrayList<>();
    Budget budget = new Budget(BODIES);
    RequestReader reader = new RequestReader(SMALL, budget);
    try {
      for (int at = 0; at < sent.length; at += size) {
        ByteBuffer part =
            Parsing.slice(Arrays.copyOfRange(sent, at, Math.min(sent.length, at + size)));
        while (part.hasRemaining()) {
          Request request = reader.read(part);
          if (request == null) {
            require(!part.hasRemaining(), "it waits, and has not taken what is there");
          } else {
            read.add(text(request));
            reader.release();
            reader = new RequestReader(SMALL, budget);
          }
        }
      }
    } catch (RefusedException e) {
      require(e.status() >= 400 && e.status() < 600, "refused with status " + e.status());
      require(e.getMessage() != null, "refused without a word");
      read.add("refused " + e.status());
    }
    reader.release();
    require(budget.take(BODIES), "the memory of a body was not given back");
    return read;
  }

  private static String text(Request request) {
    Fields fields = request.fields();
    require(fields.count() <= SMALL.fields(), "too many fields");
    require(request.body().length <= SMALL.body(), "a body that is too long");
    require(request.path().indexOf('\0') < 0, "a path with a zero");
    List<String> lines =
        IntStream.range(0, fields.count())
            .mapToObj(i -> fields.name(i) + "=" + fields.value(i))
            .toList();
    require(lines.stream().noneMatch(line -> line.matches("(?s).*[\r\n\0].*")), "a line break");
    return "%s %s %s %s %s %s %s"
        .formatted(
            request.method(),
            request.target(),
            request.path(),
            request.query(),
            request.version(),
            lines,
            Arrays.toString(request.body()));
  }
}
