package workshop.http;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workshop.UntilDone;

/** Which part of which file a request is about. */
final class FileSelection {
  /** One range. If the field has several ranges, or none, the server ignores it. */
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]*)-([0-9]*)");

  private static final int DIGITS_OF_LONG = 18;

  private FileSelection() {}

  // --- Exercise 7.8: Which part of which file (RFC 9110 sections 14.1.2 and 17.3)

  /**
   * The file or folder that a path means. It must be in the given folder: "..", an absolute path or
   * a symbolic link must not lead out of it.
   *
   * @param folder the folder with the files that we show
   * @param path as a stranger has sent it, decoded; it begins in the folder
   * @return its real path; null if there is no such file in the folder
   */
  @UntilDone("null")
  static Path file(Path folder, String path) {
    return workshop.NotDone.soFar("7.8", "docs/phase7-services.md", null);
  }

  /**
   * The part of a file that a request asks for.
   *
   * @param field the value of Range
   * @param length of the file, in bytes
   * @return null if the server has to ignore the field; {@link ByteRange#UNSATISFIABLE} if the
   *     field is right, but the file has none of these bytes
   */
  @UntilDone("null")
  static ByteRange range(String field, long length) {
    return workshop.NotDone.soFar("7.8", "docs/phase7-services.md", null);
  }

  // --- End of exercise 7.8

  /** A part; unsatisfiable if it begins after the end of the file, or after its own end. */
  private static ByteRange part(long first, long last, long length) {
    return first >= length || last < first ? ByteRange.UNSATISFIABLE : new ByteRange(first, last);
  }

  /** The number; the largest long if it is too large; or the other value if there are no digits. */
  private static long number(String digits, long otherwise) {
    if (digits.isEmpty()) {
      return otherwise;
    }
    return digits.length() > DIGITS_OF_LONG ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
