package workshop.tap;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out why JNA or its native part cannot be loaded, from the messages of the JVM and of the
 * dynamic linker.
 */
final class NativeTrouble {
  private static final Pattern UNPACKED = Pattern.compile("(/[^:]*)/jna[0-9]+\\.tmp");

  private NativeTrouble() {}

  /**
   * Two lines for the user: what is wrong, and what to do next.
   *
   * @param error what was thrown
   * @param system name and processor, for instance "Linux aarch64"
   */
  static String explain(LinkageError error, String system) {
    String said = messages(error);
    String lower = said.toLowerCase(Locale.ROOT);
    if (error instanceof NoClassDefFoundError && lower.contains("com/sun/jna")) {
      return "JNA, which calls the C library, is not on the class path.%n".formatted()
          + "Add jna.jar to it, or run the program by ./workshop run.";
    } else if (lower.contains("ld-linux") || lower.contains("symbol not found")) {
      return "JNA's native part needs glibc, and this system has another C library (musl?).%n"
              .formatted()
          + "Use a system or an image with glibc: Debian, Ubuntu, Fedora.";
    } else if (lower.contains("not found in resource path")
        || lower.contains("wrong elf class")
        || lower.contains("can't load")) {
      return "JNA has no native part for this system (%s).%n".formatted(system)
          + "Use a JDK and a machine of one of these: Linux on x86-64 or aarch64.";
    } else if (lower.contains("failed to map segment") || lower.contains("not permitted")) {
      return "JNA's native part may not be run from %s (mounted noexec?).%n".formatted(folder(said))
          + "Choose another folder: java -Djna.tmpdir=FOLDER and the rest of the command.";
    } else if (lower.contains("temporary") || lower.contains("no space left")) {
      return "JNA cannot unpack its native part into a temporary folder.%n".formatted()
          + "Choose one with room: java -Djna.tmpdir=FOLDER and the rest of the command.";
    }
    return "Cannot load JNA, which calls the C library.%n%s".formatted(said);
  }

  /** The folder into which JNA has unpacked its native part. */
  private static String folder(String said) {
    Matcher file = UNPACKED.matcher(said);
    return file.find() ? file.group(1) : "its folder";
  }

  /** The messages of the error and of its causes, on one line. */
  private static String messages(Throwable error) {
    StringBuilder said = new StringBuilder();
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      said.append(said.isEmpty() ? "" : " ").append(cause.toString().strip());
    }
    return said.toString().replaceAll("\\s+", " ");
  }
}
