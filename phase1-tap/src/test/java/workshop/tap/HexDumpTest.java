package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static workshop.testkit.Buffers.direct;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Exercise;
import workshop.testkit.Hex;

@Exercise("1.1")
@Order(1)
@DisplayName("HexDump: bytes as people read them")
class HexDumpTest {

  @Test
  @Order(1)
  @DisplayName("one line: offset, sixteen bytes in two groups of eight, the text")
  void oneLine() {
    assertDump(
        "00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f",
        "0000  00 01 02 03 04 05 06 07  08 09 0a 0b 0c 0d 0e 0f  |................|\n");
  }

  @Test
  @Order(2)
  @DisplayName("a short last line: the text stays in its column")
  void shortLastLine() {
    assertDump(
        "48 65 6c 6c 6f 2c 20 54 43 50 21 48 65 6c 6c 6f  2c 20 54 43 50 21",
        "0000  48 65 6c 6c 6f 2c 20 54  43 50 21 48 65 6c 6c 6f  |Hello, TCP!Hello|\n"
            + "0010  2c 20 54 43 50 21                                 |, TCP!|\n");
  }

  @Test
  @Order(3)
  @DisplayName("bytes above 7f: two digits, and a dot as text (a byte of Java has a sign)")
  void bytesWithoutSign() {
    assertDump("ff fe 80 a0", "0000  ff fe 80 a0                                       |....|\n");
  }

  @Test
  @Order(4)
  @DisplayName("as text: printable characters, from space to tilde; others become a dot")
  void printable() {
    assertDump(
        "1f 20 21 41 7e 7f a0 0a",
        "0000  1f 20 21 41 7e 7f a0 0a                           |. !A~...|\n");
  }

  @Test
  @Order(5)
  @DisplayName("no bytes, no line")
  void nothing() {
    assertDump("", "");
  }

  @Test
  @Order(6)
  @DisplayName("shows what lies between position and limit, and leaves both as they are")
  void betweenPositionAndLimit() {
    ByteBuffer bytes = ByteBuffer.wrap(Hex.bytes("aa bb 41 42 43 cc dd")).position(2).limit(5);
    assertDump(bytes, "0000  41 42 43                                          |ABC|\n");
    assertThat(
        "position and limit were 2 and 5. After the dump they are %d and %d"
            .formatted(bytes.position(), bytes.limit()),
        bytes.position() == 2 && bytes.limit() == 5);
  }

  @Test
  @Order(7)
  @DisplayName("shows a frame as the device hands it over: a direct buffer, which has no array")
  void directBuffer() {
    assertDump(
        direct(Hex.bytes("41 42 43")).asReadOnlyBuffer(),
        "0000  41 42 43                                          |ABC|\n");
  }

  @Test
  @Order(8)
  @DisplayName("every length up to 70 bytes, and one of 70,000")
  void everyLength() {
    for (int length = 0; length <= 70; length++) {
      dumpOfRandomBytes(length);
    }
    dumpOfRandomBytes(70_000);
  }

  private static void dumpOfRandomBytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    List<String> lines = HexDump.of(direct(bytes)).lines().toList();
    List<String> expected = Hex.dump(bytes).lines().toList();
    for (int i = 0; i < Math.min(lines.size(), expected.size()); i++) {
      assertThat(
          "%d bytes, line %d%nexpected: %s%nwas:      %s"
              .formatted(length, i + 1, expected.get(i), lines.get(i)),
          lines.get(i).equals(expected.get(i)));
    }
    assertThat(
        "a dump of %d bytes: it should have %d lines, and has %d"
            .formatted(length, expected.size(), lines.size()),
        lines.size() == expected.size());
  }

  private static void assertDump(String hex, String expected) {
    assertDump(ByteBuffer.wrap(Hex.bytes(hex)), expected);
  }

  /** A mismatch shows both as blocks, so that the columns stand under each other. */
  private static void assertDump(ByteBuffer bytes, String expected) {
    String dump = HexDump.of(bytes);
    String shown =
        Pattern.compile("[^ -~\n]")
            .matcher(dump)
            .replaceAll(odd -> "\\\\x%02x".formatted((int) odd.group().charAt(0)));
    assertThat(
        "expected, each line with a newline:\n%s(end)\nwas:\n%s(end)"
            .formatted(indented(expected), indented(shown)),
        dump.equals(expected));
  }

  /** The report leaves lines as they are that begin with spaces. */
  private static String indented(String dump) {
    return dump.replaceAll("(?m)^(?=.)", "  ");
  }
}
