package workshop.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.Function;
import workshop.shared.MalformedException;

/** What every parser promises, whatever the bytes are. */
public final class Parsing {
  private static final int BEFORE = 7;
  private static final int AFTER = 5;

  private Parsing() {}

  /** A parser of buffers. */
  @FunctionalInterface
  public interface Parser<T> {
    T parse(ByteBuffer bytes) throws MalformedException;
  }

  /**
   * Parses bytes that begin at index 0 and end at the limit. They are read-only, and stand between
   * others: a parser that reads those gets something else each time.
   *
   * @param whole all that the result says, for comparisons
   * @return the result; empty if the bytes are refused
   */
  public static <T> Optional<T> parsed(byte[] data, Parser<T> parser, Function<T, ?> whole) {
    return parsed(slice(data, 0x00), slice(data, 0xFF), parser, whole);
  }

  /** The same, for a parser that reads from the position to the limit. */
  public static <T> Optional<T> parsedWithin(byte[] data, Parser<T> parser, Function<T, ?> whole) {
    return parsed(within(data, 0x00), within(data, 0xFF), parser, whole);
  }

  private static <T> Optional<T> parsed(
      ByteBuffer one, ByteBuffer other, Parser<T> parser, Function<T, ?> whole) {
    Optional<T> first = tried(one, parser);
    Optional<T> second = tried(other, parser);
    require(
        first.map(whole).equals(second.map(whole)),
        "the bytes around it count: " + first.map(whole) + " and " + second.map(whole));
    return first;
  }

  private static <T> Optional<T> tried(ByteBuffer bytes, Parser<T> parser) {
    int position = bytes.position();
    int limit = bytes.limit();
    ByteOrder order = bytes.order();
    Optional<T> result;
    try {
      result = Optional.of(parser.parse(bytes));
    } catch (MalformedException e) {
      require(e.reason() != null, "refused without a reason");
      result = Optional.empty();
    }
    require(
        bytes.position() == position && bytes.limit() == limit && bytes.order().equals(order),
        "the buffer has changed: " + bytes);
    return result;
  }

  /** These bytes from index 0 to the limit, read-only. */
  public static ByteBuffer slice(byte[] data) {
    return slice(data, 0xEE);
  }

  private static ByteBuffer slice(byte[] data, int around) {
    return within(data, around).slice();
  }

  private static ByteBuffer within(byte[] data, int around) {
    ByteBuffer larger = dirty(BEFORE + data.length + AFTER, around);
    larger.put(BEFORE, data).limit(BEFORE + data.length).position(BEFORE);
    return larger.asReadOnlyBuffer();
  }

  /** A buffer full of old bytes. */
  public static ByteBuffer dirty(int size, int old) {
    ByteBuffer buffer = ByteBuffer.allocate(size);
    for (int i = 0; i < size; i++) {
      buffer.put(i, (byte) old);
    }
    return buffer;
  }

  /** Throws what the fuzzer takes for a finding. */
  public static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
