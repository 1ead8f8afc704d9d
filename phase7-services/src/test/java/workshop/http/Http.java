package workshop.http;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.function.Executable;

/** What the tests of HTTP share. */
final class Http {
  /** As a device's: who calls {@code array()} is told at once. */
  static ByteBuffer bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
  }

  static String text(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
  }

  /** As in a string of Java, so that one can see where a line ends. */
  static String shown(String text) {
    String shown = text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
    shown = shown.replaceAll("\\p{Cntrl}", "?");
    return "\"" + (shown.length() > 200 ? shown.substring(0, 200) + "..." : shown) + "\"";
  }

  /** The status with which it is refused. */
  static int refused(String what, Executable does) {
    return assertThrows(RefusedException.class, does, what + " has to be refused").status();
  }

  private Http() {}
}
