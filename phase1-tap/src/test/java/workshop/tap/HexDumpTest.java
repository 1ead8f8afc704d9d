package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Exercise;
import workshop.testkit.Hex;

@Exercise("1.5")
@Order(4)
@DisplayName("HexDump: bytes as people read them")
class HexDumpTest {

  @Test
  @Order(1)
  @DisplayName("one line: offset, sixteen bytes in two groups of eight, the text")
  void oneLine() {
    assertThat(
        dump("00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f"),
        is("0000  00 01 02 03 04 05 06 07  08 09 0a 0b 0c 0d 0e 0f  |................|\n"));
  }

  @Test
  @Order(2)
  @DisplayName("a short last line: the text stays in its column")
  void shortLastLine() {
    assertThat(
        dump("48 65 6c 6c 6f 2c 20 54 43 50 21 48 65 6c 6c 6f  2c 20 54 43 50 21"),
        is(
            "0000  48 65 6c 6c 6f 2c 20 54  43 50 21 48 65 6c 6c 6f  |Hello, TCP!Hello|\n"
                + "0010  2c 20 54 43 50 21                                 |, TCP!|\n"));
  }

  @Test
  @Order(3)
  @DisplayName("bytes above 7f are two digits: a byte of Java has a sign")
  void bytesWithoutSign() {
    assertThat(
        dump("ff fe 80 7f"),
        is("0000  ff fe 80 7f                                       |....|\n"));
  }

  @Test
  @Order(4)
  @DisplayName("as text: what can be printed, from space to tilde; else a dot")
  void printable() {
    assertThat(
        dump("1f 20 21 41 7e 7f a0 0a"),
        is("0000  1f 20 21 41 7e 7f a0 0a                           |. !A~...|\n"));
  }

  @Test
  @Order(5)
  @DisplayName("no bytes, no line")
  void nothing() {
    assertThat(dump(""), is(""));
  }

  @Test
  @Order(6)
  @DisplayName("shows what lies between position and limit, and leaves both as they are")
  void betweenPositionAndLimit() {
    ByteBuffer bytes = ByteBuffer.wrap(Hex.bytes("aa bb 41 42 43 cc dd")).position(2).limit(5);
    assertThat(
        HexDump.of(bytes), is("0000  41 42 43                                          |ABC|\n"));
    assertThat("position", bytes.position(), is(2));
    assertThat("limit", bytes.limit(), is(5));
  }

  @Test
  @Order(7)
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
    // On a frame from the device, the buffer is a direct one: it has no array.
    ByteBuffer direct = ByteBuffer.allocateDirect(length).put(bytes).flip();
    List<String> lines = HexDump.of(direct).lines().toList();
    List<String> expected = Hex.dump(bytes).lines().toList();
    assertThat(length + " bytes, number of lines", lines.size(), is(expected.size()));
    for (int i = 0; i < lines.size(); i++) {
      assertThat(length + " bytes, line " + (i + 1), lines.get(i), is(expected.get(i)));
    }
  }

  private static String dump(String hex) {
    return HexDump.of(ByteBuffer.wrap(Hex.bytes(hex)));
  }
}
