package workshop.http;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workshop.UntilDone;

/** Which part of which file a request is about. */
final class FileSelection {
  /** One range; if there are several, or if this is none at all, the field is ignored. */
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]*)-([0-9]*)");

  private static final int DIGITS_OF_LONG = 18;

  private FileSelection() {}

  // --- Exercise 7.8: Which part of which file (RFC 9110 sections 14.1.2 and 17.3)

  /**
   * The file or folder that is meant. There is no way out of the folder: not with "..", not with an
   * absolute path, and not through a symbolic link.
   *
   * @param folder whose files are shown
   * @param path from there, decoded, as somebody out there has sent it
   * @return its real path; null if there is no such file in the folder
   */
  @UntilDone("null")
  static Path file(Path folder, String path) {
    return workshop.NotDone.soFar("7.8", "docs/phase7-services.md", null);
  }

  /**
   * The part of a file that is asked for.
   *
   * @param field the value of Range
   * @param length of the file, in bytes
   * @return null if the field is to be ignored; {@link ByteRange#UNSATISFIABLE} if it is right, and
   *     the file has none of these bytes
   */
  @UntilDone("null")
  static ByteRange range(String field, long length) {
    return workshop.NotDone.soFar("7.8", "docs/phase7-services.md", null);
  }

  // --- End of exercise 7.8

  /** A part; none if it begins after the end of the file, or before its own. */
  private static ByteRange part(long first, long last, long length) {
    return first >= length || last < first ? ByteRange.UNSATISFIABLE : new ByteRange(first, last);
  }

  /** A number, the largest one if it is larger; if there is none, what stands for it. */
  private static long number(String digits, long otherwise) {
    if (digits.isEmpty()) {
      return otherwise;
    }
    return digits.length() > DIGITS_OF_LONG ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
