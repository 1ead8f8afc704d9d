package workshop.ipv4;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.exercises.Count;
import workshop.testkit.DirectMemory;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

@Order(2)
@Exercise("3.2")
@DisplayName("InternetChecksum")
class InternetChecksumTest {
  /** RFC 1071 section 3: its sum is ddf2. */
  private static final byte[] EXAMPLE = Hex.bytes("00 01 | f2 03 | f4 f5 | f6 f7");

  @ParameterizedTest(name = "{0}: {2}")
  @Order(1)
  @CsvSource({
    "00 01, 0001, fffe",
    "12 00, 1200, edff",
    "00 01 02 03, 0001 + 0203 = 0204, fdfb",
    "70 01 80 fe 01 00, 7001 + 80fe + 0100 = f1ff, 0e00",
    "'', 0000, ffff"
  })
  @DisplayName("of: the words of 16 bits are added; the checksum is the complement of their sum")
  void addsWords(String bytes, String sum, String checksum) {
    assertThat("the sum is " + sum + "; its complement", hex(of(Hex.bytes(bytes))), is(checksum));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @Order(2)
  @CsvSource({
    "ff ff 00 01, 10000 -> 0000 + 1 = 0001, fffe",
    "80 00 80 05, 10005 -> 0005 + 1 = 0006, fff9",
    "ff ff ff fe 00 01, 1fffe -> fffe + 1 = ffff, 0000",
    "ff ff ff ff, 1fffe -> fffe + 1 = ffff, 0000"
  })
  @DisplayName("of: what is carried out of 16 bits is brought round, and added again")
  void carries(String bytes, String sum, String checksum) {
    assertThat("the sum is " + sum + "; its complement", hex(of(Hex.bytes(bytes))), is(checksum));
  }

  @Test
  @Order(3)
  @DisplayName("of: bringing a carry round can make another one")
  void carriesAgain() {
    assertThat(
        "the sum is 1ffff -> ffff + 1 = 10000 -> 0000 + 1 = 0001; its complement",
        hex(of(Hex.bytes("ff ff ff ff 00 01"))),
        is("fffe"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @Order(4)
  @CsvSource({
    "80 00 80 00 80 00 80 00, 20000 -> 0000 + 2 = 0002, fffd",
    "12 34 56 78 9a bc de f0, 1e258 -> e258 + 1 = e259, 1da6"
  })
  @DisplayName("of: eight bytes, read together or one by one: nothing has a sign")
  void eightBytes(String bytes, String sum, String checksum) {
    assertThat("the sum is " + sum + "; its complement", hex(of(Hex.bytes(bytes))), is(checksum));
  }

  @Test
  @Order(5)
  @DisplayName("of: the example of RFC 1071: the sum is ddf2, the checksum its complement, 220d")
  void example() {
    assertThat("the checksum", hex(of(EXAMPLE)), is("220d"));
  }

  @Test
  @Order(6)
  @DisplayName("of: data with its right checksum gives 0")
  void withItsChecksum() {
    assertThat(
        "with 22 0d, which is right",
        hex(of(Hex.bytes("00 01 | f2 03 | f4 f5 | f6 f7 | 22 0d"))),
        is("0000"));
    assertThat(
        "with 22 0e, which is wrong by one",
        hex(of(Hex.bytes("00 01 | f2 03 | f4 f5 | f6 f7 | 22 0e"))),
        is("fffe"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @Order(7)
  @CsvSource({
    "01, feff", // as 01 00
    "ff, 00ff",
    "80, 7fff",
    "00 01 f2, 0dfe", // 0001 + f200 = f201; not: 0dfe
    "00 01 f2 03 f4 f5 f6, 2304" // dcfb: 0001 + f203 + f4f5 + f600 = 2dcf9 -> dcfb
  })
  @DisplayName("of: an odd length is filled up with a zero byte at its end")
  void oddLength(String bytes, String checksum) {
    assertThat("the checksum", hex(of(Hex.bytes(bytes))), is(checksum));
  }

  @Test
  @Order(8)
  @DisplayName("of: starts at the index, ends after the length, and leaves the buffer as it is")
  void partOfBuffer() {
    ByteBuffer bytes = DirectMemory.of(Hex.bytes("99 99 99 00 01 f2 03 f4 f5 f6 f7 77 77"));
    assertThat(hex(InternetChecksum.of(bytes, 3, 8)), is("220d"));
    assertThat(hex(InternetChecksum.of(bytes, 3, 3)), is("0dfe"));
    assertThat(hex(InternetChecksum.of(bytes, 3, 0)), is("ffff"));
    assertThat("the buffer's position", bytes.position(), is(0));
    assertThat("the buffer's limit", bytes.limit(), is(13));
  }

  @Test
  @Order(9)
  @DisplayName("of: every length up to 100, at every index up to 8, on random bytes")
  void everyLength() {
    Random random = new Random(1071);
    byte[] bytes = new byte[108];
    ByteBuffer direct = ByteBuffer.allocateDirect(108);
    for (int length = 0; length <= 100; length++) {
      random.nextBytes(bytes);
      direct.put(0, bytes);
      for (int index = 0; index <= 8; index++) {
        String expected = hex(Frames.checksum(Arrays.copyOfRange(bytes, index, index + length)));
        String what = Count.of(length, "byte") + " at index " + index + " of\n" + Hex.dump(bytes);
        assertThat(
            what, hex(InternetChecksum.of(ByteBuffer.wrap(bytes), index, length)), is(expected));
        assertThat(what, hex(InternetChecksum.of(direct, index, length)), is(expected));
      }
    }
  }

  @ParameterizedTest(name = "{0} bytes of {1}: {2}")
  @Order(10)
  @CsvSource({
    "65535, 0xff, 00ff", // ffff, as often as you like, is a zero: the last word, ff00, remains
    "65534, 0xff, 0000",
    "65535, 0x00, ffff",
    "65534, 0x80, 4040", // 32767 times 8080 is 403f7f80; 403f + 7f80 = bfbf; not: 4040
    "1000000, 0xff, 0000"
  })
  @DisplayName("of: more carries than 16 bits can hold")
  void large(int length, int value, String checksum) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    assertThat(hex(of(bytes)), is(checksum));
  }

  @Test
  @Order(11)
  @Exercise("3.3")
  @DisplayName("add: parts give the same as the whole")
  void parts() {
    ByteBuffer bytes = DirectMemory.of(EXAMPLE);
    InternetChecksum checksum = new InternetChecksum().add(bytes, 0, 2).add(bytes, 2, 6);
    assertThat("parts of 2 and 6 bytes", hex(checksum.value()), is("220d"));
    ByteBuffer shifted = DirectMemory.of(Hex.bytes("99 00 01 f2 03 f4 f5 f6 f7"));
    assertThat(
        "the same parts, from index 1 on",
        hex(new InternetChecksum().add(shifted, 1, 2).add(shifted, 3, 6).value()),
        is("220d"));
  }

  @Test
  @Order(12)
  @Exercise("3.3")
  @DisplayName("value: what is carried out of the sum of the parts is brought round, too")
  void carriesBetweenParts() {
    ByteBuffer bytes = DirectMemory.of(Hex.bytes("ff ff ff ff 00 01"));
    InternetChecksum checksum =
        new InternetChecksum().add(bytes, 0, 2).add(bytes, 2, 2).add(bytes, 4, 2);
    assertThat(
        "ffff + ffff + 0001 = 1ffff, with all carries 0001; its complement",
        hex(checksum.value()),
        is("fffe"));
  }

  @Test
  @Order(13)
  @Exercise("3.3")
  @DisplayName("add: parts of odd lengths give the same as the whole, wherever they are cut")
  void oddParts() {
    ByteBuffer bytes = DirectMemory.of(EXAMPLE);
    for (int i = 0; i <= 8; i++) {
      for (int j = i; j <= 8; j++) {
        InternetChecksum checksum =
            new InternetChecksum().add(bytes, 0, i).add(bytes, i, j - i).add(bytes, j, 8 - j);
        assertThat(
            "parts of %d, %d and %d bytes".formatted(i, j - i, 8 - j),
            hex(checksum.value()),
            is("220d"));
      }
    }
  }

  @Test
  @Order(14)
  @Exercise("3.3")
  @DisplayName("add: single words, between parts")
  void words() {
    // 0001 f203, then f4f5 f6f7 as bytes
    ByteBuffer bytes = DirectMemory.of(EXAMPLE);
    assertThat(
        "the words 0001 and f203, then f4 f5 f6 f7",
        hex(new InternetChecksum().add(0x0001).add(0xF203).add(bytes, 4, 4).value()),
        is("220d"));
    assertThat(hex(new InternetChecksum().add(0xFFFF).add(0xFFFF).value()), is("0000"));
    assertThat(hex(new InternetChecksum().add(0).value()), is("ffff"));
  }

  @Test
  @Order(15)
  @Exercise("3.3")
  @DisplayName("add: words that are summed already, with more carries than 16 bits can hold")
  void sums() {
    // 0001 + f203 + f4f5 + f6f7 = 2ddf0
    assertThat(
        "words with the sum 2ddf0", hex(new InternetChecksum().add(0x2DDF0).value()), is("220d"));
    assertThat(hex(new InternetChecksum().add(0x1E6F8).add(0x0F6F8).value()), is("220d"));
    assertThat(hex(new InternetChecksum().add(0x7FFF_8000).value()), is("0000"));
  }

  @Test
  @Order(16)
  @Exercise("3.3")
  @DisplayName("add: a word after an odd part stands across two words")
  void wordAfterOddPart() {
    // 00, then 01f2, then 03 f4 f5 f6 f7
    ByteBuffer bytes = DirectMemory.of(EXAMPLE);
    assertThat(
        "00, then the word 01f2, then 03 f4 f5 f6 f7",
        hex(new InternetChecksum().add(bytes, 0, 1).add(0x01F2).add(bytes, 3, 5).value()),
        is("220d"));
    // The same with two words, summed before: 01f2 + 03f4 = 05e6; then f5 f6 f7
    assertThat(
        "00, then words with the sum 05e6, then f5 f6 f7",
        hex(new InternetChecksum().add(bytes, 0, 1).add(0x05E6).add(bytes, 5, 3).value()),
        is("220d"));
  }

  @Test
  @Order(17)
  @Exercise("3.3")
  @DisplayName("add: words that are summed already, with carries, after an odd part")
  void sumAfterOddPart() {
    // 00, then f203 + f4f5 + f6f7 = 2ddef: the 2 must be brought round before the bytes are swapped
    ByteBuffer zero = ByteBuffer.allocate(1);
    assertThat(
        "checksum of 00, then of words with the sum 2ddef",
        hex(new InternetChecksum().add(zero, 0, 1).add(0x2DDEF).value()),
        is("0e22"));
    assertThat(
        "checksum of 00, then of words with the sum 7fff8000",
        hex(new InternetChecksum().add(zero, 0, 1).add(0x7FFF_8000).value()),
        is("0000"));
  }

  @Test
  @Order(18)
  @Exercise("3.3")
  @DisplayName("value: may be asked for in between, and again")
  void askedInBetween() {
    ByteBuffer bytes = DirectMemory.of(EXAMPLE);
    InternetChecksum checksum = new InternetChecksum().add(bytes, 0, 3);
    assertThat("after 3 bytes", hex(checksum.value()), is("0dfe"));
    assertThat("after 5 more", hex(checksum.add(bytes, 3, 5).value()), is("220d"));
    assertThat("asked again", hex(checksum.value()), is("220d"));
  }

  @Test
  @Order(19)
  @Exercise("3.3")
  @DisplayName("add: random bytes in random parts")
  void randomParts() {
    long seed = 793;
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      ByteBuffer buffer = DirectMemory.of(bytes);
      InternetChecksum checksum = new InternetChecksum();
      StringBuilder parts = new StringBuilder();
      for (int at = 0; at < bytes.length; ) {
        int length = Math.min(bytes.length - at, random.nextInt(40));
        checksum.add(buffer, at, length);
        at += length;
        parts.append(' ').append(length);
      }
      assertThat(
          "seed " + seed + ", run " + run + ", parts of" + parts + " bytes of\n" + Hex.dump(bytes),
          hex(checksum.value()),
          is(hex(Frames.checksum(bytes))));
    }
  }

  private static int of(byte[] bytes) {
    return InternetChecksum.of(DirectMemory.of(bytes), 0, bytes.length);
  }

  /** A number of more than 16 bits, or a negative one, shows here. */
  private static String hex(int checksum) {
    return "%04x".formatted(checksum);
  }
}
