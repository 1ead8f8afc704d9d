package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;
import workshop.testkit.Hex;

@Exercise("1.2")
@Order(2)
@DisplayName("InterfaceRequest: the ifreq structure")
class InterfaceRequestTest {
  // IFF_TAP | IFF_NO_PI is 0x1002. The structure is the machine's own: its byte order, too.
  private static final String FLAGS =
      ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "02 10" : "10 02";

  private static final String REST = "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00";

  @Test
  @Order(1)
  @DisplayName("has the name, and zeros up to byte 16")
  void hasName() throws TapException {
    ByteBuffer request = InterfaceRequest.forTap("tap0");
    assertThat(
        "the buffer's position is %d; it must be 0".formatted(request.position()),
        request.position() == 0);
    assertThat(
        "the buffer has %d bytes, and the kernel takes 40".formatted(request.remaining()),
        request.remaining() == 40);
    assertThat(
        "the name's field",
        request.slice(0, 16),
        sameBytes(Hex.bytes("74 61 70 30 00 00 00 00 00 00 00 00 00 00 00 00")));
  }

  @Test
  @Order(2)
  @DisplayName("has the flags IFF_TAP and IFF_NO_PI, or-ed, in the machine's own byte order")
  void hasFlags() throws TapException {
    ByteBuffer request = InterfaceRequest.forTap("tap0").order(ByteOrder.nativeOrder());
    int flags = request.getShort(16) & 0xFFFF;
    String why =
        switch (flags) {
          case 0x0210 -> ": the two bytes are the wrong way round";
          case 0x0002 -> ": IFF_NO_PI is missing";
          case 0x1000 -> ": IFF_TAP is missing";
          default -> "";
        };
    assertThat(
        "at offset 16, the kernel reads the flags 0x1002. Here it would read 0x%04x%s"
            .formatted(flags, why),
        flags == 0x1002);
  }

  @Test
  @Order(3)
  @DisplayName("has zeros after the flags, and nothing of another name")
  void hasZeros() throws TapException {
    InterfaceRequest.forTap("abcdefghijklmno");
    assertThat(
        InterfaceRequest.forTap("tap0"),
        sameBytes(
            Hex.bytes(
                "74 61 70 30 00 00 00 00 00 00 00 00 00 00 00 00 | " + FLAGS + REST + "00 00")));
  }

  @Test
  @Order(4)
  @DisplayName("is a direct buffer: C cannot be given the address of a heap buffer")
  void isDirect() throws TapException {
    assertThat(
        "the buffer is on Java's heap: make it with ByteBuffer.allocateDirect",
        InterfaceRequest.forTap("tap0").isDirect());
  }

  @Test
  @Order(5)
  @DisplayName("takes a name of 15 characters, and leaves the zero byte behind it; or of one")
  void takesFifteenCharacters() throws TapException {
    assertThat(
        InterfaceRequest.forTap("abcdefghijklmno"),
        sameBytes(
            Hex.bytes(
                "61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f 00 | " + FLAGS + REST + "00 00")));
    assertThat(
        "the name's field",
        InterfaceRequest.forTap("x").slice(0, 2),
        sameBytes(Hex.bytes("78 00")));
  }

  @ParameterizedTest(name = "\"{0}\"")
  @Order(6)
  @ValueSource(strings = {"abcdefghijklmnop", "a-name-that-is-much-too-long-for-an-interface"})
  @DisplayName("refuses a name of 16 characters or more, instead of cutting it")
  void refusesLongName(String name) {
    assertRefused(name, name, "15", "--device");
  }

  @Test
  @Order(7)
  @DisplayName("refuses an empty name")
  void refusesEmptyName() {
    assertRefused("", "--device");
  }

  @Test
  @Order(8)
  @DisplayName("refuses a name that is not ASCII, instead of asking for another one")
  void refusesOtherCharacters() {
    assertRefused("täp0", "--device");
    assertRefused("网", "--device");
  }

  @Test
  @Order(9)
  @DisplayName("name: ends before the first zero byte")
  void nameEndsAtZero() {
    assertName("74 61 70 31 32 00 78 79 00 00 00 00 00 00 00 00 " + FLAGS, "tap12");
  }

  @Test
  @Order(10)
  @DisplayName("name: has 16 characters at most, and never the flags after them")
  void nameEndsWithItsField() {
    assertName("61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f 70 61 61", "abcdefghijklmnop");
  }

  private static void assertRefused(String name, String... words) {
    TapException refused =
        assertThrows(
            TapException.class,
            () -> InterfaceRequest.forTap(name),
            "forTap(\"%s\")".formatted(name));
    for (String word : words) {
      assertThat(
          "the message has to say \"%s\", and was:%n%s".formatted(word, refused.getMessage()),
          refused.getMessage().contains(word));
    }
  }

  /** A mismatch shows zero bytes as \0: a terminal would show nothing, or worse. */
  private static void assertName(String nameAndFlags, String expected) {
    byte[] bytes = Hex.bytes(nameAndFlags + REST + "00 00");
    ByteBuffer request = ByteBuffer.allocateDirect(bytes.length).put(0, bytes);
    String name = InterfaceRequest.name(request);
    assertThat(
        "expected \"%s\", was \"%s\"".formatted(expected, name.replace("\0", "\\0")),
        name.equals(expected));
  }
}
