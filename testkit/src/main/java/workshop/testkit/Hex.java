package workshop.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import workshop.exercises.Count;

/** Bytes as hexadecimal text, and back. */
public final class Hex {
  private static final int ROW = 16;

  /** How many rows that differ a comparison shows; after them it only counts the others. */
  private static final int ROWS_SHOWN = 2;

  /** With words before each row, the rows would be too long for a terminal. */
  private static final String LEGEND = "  (- expected, + actual)\n";

  /** Of bytes that are missing or too many. */
  private static final int PART_SHOWN = 12;

  private Hex() {}

  /**
   * The bytes of {@code "45 00 00 54 | ac 10"}. White space and {@code |} separate bytes, and
   * {@code #} begins a comment that ends with its line.
   *
   * @throws IllegalArgumentException for anything else; it says where
   */
  public static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean comment = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        comment = false;
      } else if (c == '#') {
        comment = true;
      } else if (!comment && c != '|' && !Character.isWhitespace(c)) {
        int high = digit(text, i);
        i++;
        if (i == text.length() || Character.digit(text.charAt(i), 16) < 0) {
          throw notHex(text, i - 1, "is alone: two hex digits make a byte");
        }
        bytes.write(high << 4 | digit(text, i));
      }
    }
    return bytes.toByteArray();
  }

  /** The bytes between position and limit; the buffer stays unchanged. */
  public static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** Sixteen bytes a row, each row with its offset and its printable characters. */
  public static String dump(byte[] bytes) {
    StringBuilder dump = new StringBuilder();
    for (int row = 0; row < bytes.length; row += ROW) {
      dump.append(row(bytes, row)).append('\n');
    }
    return dump.toString();
  }

  /** All bytes in one line, without offset. */
  static String line(byte[] bytes) {
    StringBuilder line = new StringBuilder();
    for (byte b : bytes) {
      line.append(line.isEmpty() ? "" : " ").append(String.format("%02x", b));
    }
    return line.toString();
  }

  /**
   * Both dumps in one. Equal rows are shown once. Rows that differ are shown one below the other,
   * with marks at the bytes that differ. Many equal rows in succession are left out, and so is the
   * rest after some rows that differ.
   */
  static String compare(byte[] expected, byte[] actual) {
    StringBuilder text = new StringBuilder(LEGEND);
    int length = Math.max(expected.length, actual.length);
    int leftOut = 0;
    int shown = 0;
    for (int row = 0; row < length; row += ROW) {
      if (shown == ROWS_SHOWN) {
        return text + moreDiffer(expected, actual, row);
      }
      if (!rowDiffers(expected, actual, row)) {
        if (rowDiffers(expected, actual, row - ROW) || rowDiffers(expected, actual, row + ROW)) {
          leftOut = tellLeftOut(text, leftOut);
          text.append("  ").append(row(expected, row)).append('\n');
        } else {
          leftOut++;
        }
        continue;
      }
      shown++;
      leftOut = tellLeftOut(text, leftOut);
      text.append("- ").append(row(expected, row)).append('\n');
      text.append("+ ").append(row(actual, row)).append('\n');
      text.append("        ").append(marks(expected, actual, row)).append('\n');
    }
    tellLeftOut(text, leftOut);
    return text.toString();
  }

  /** The offset of the first byte that differs, or -1 where all are equal. */
  static int firstDifference(byte[] expected, byte[] actual) {
    return Arrays.mismatch(expected, actual);
  }

  private static String moreDiffer(byte[] expected, byte[] actual, int from) {
    int more = 0;
    for (int i = from; i < Math.max(expected.length, actual.length); i++) {
      more += differs(expected, actual, i) ? 1 : 0;
    }
    return more == 0
        ? ""
        : String.format("  (%s after these)%n", Count.of(more, "byte differs", "bytes differ"));
  }

  /** The first of the bytes that are not there. */
  static String missing(byte[] expected, int from) {
    return part("missing", expected, from, expected.length);
  }

  /** The first of the bytes that should not be there. */
  static String tooMany(byte[] actual, int from, int to) {
    return part("too many", actual, from, to);
  }

  private static String part(String what, byte[] bytes, int from, int to) {
    byte[] part = Arrays.copyOfRange(bytes, from, Math.min(to, from + PART_SHOWN));
    String more = to - from > PART_SHOWN ? " ..." : "";
    return String.format(
        "  %-8s  %04x  %s%s  |%s|%n", what, from, line(part), more, Bytes.printable(part));
  }

  private static int tellLeftOut(StringBuilder text, int rows) {
    if (rows > 0) {
      text.append("  (").append(rows * ROW).append(" equal bytes left out)\n");
    }
    return 0;
  }

  private static String row(byte[] bytes, int from) {
    StringBuilder hex = new StringBuilder();
    StringBuilder characters = new StringBuilder();
    for (int i = from; i < from + ROW; i++) {
      hex.append(i == from + ROW / 2 ? " " : "");
      if (i < bytes.length) {
        hex.append(String.format("%02x ", bytes[i]));
        characters.append(bytes[i] >= ' ' && bytes[i] <= '~' ? (char) bytes[i] : '.');
      } else {
        hex.append("   ");
      }
    }
    String row = String.format("%04x  %s |%s|", from, hex, characters);
    return characters.isEmpty() ? row.substring(0, 4) : row;
  }

  private static String marks(byte[] expected, byte[] actual, int from) {
    StringBuilder marks = new StringBuilder();
    for (int i = from; i < from + ROW; i++) {
      marks
          .append(i == from + ROW / 2 ? " " : "")
          .append(differs(expected, actual, i) ? "^^ " : "   ");
    }
    return marks.toString().stripTrailing();
  }

  private static boolean rowDiffers(byte[] expected, byte[] actual, int from) {
    for (int i = Math.max(from, 0); i < from + ROW; i++) {
      if (differs(expected, actual, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean differs(byte[] expected, byte[] actual, int i) {
    if (i >= expected.length || i >= actual.length) {
      return i < expected.length || i < actual.length;
    }
    return expected[i] != actual[i];
  }

  private static int digit(String text, int at) {
    char c = text.charAt(at);
    int value = c < 128 ? Character.digit(c, 16) : -1;
    if (value < 0) {
      throw notHex(text, at, "is not a hex digit");
    }
    return value;
  }

  private static IllegalArgumentException notHex(String text, int at, String why) {
    String before = text.substring(0, at);
    long line = before.chars().filter(c -> c == '\n').count() + 1;
    int column = at - before.lastIndexOf('\n');
    return new IllegalArgumentException(
        "line " + line + ", column " + column + ": '" + text.charAt(at) + "' " + why);
  }
}
