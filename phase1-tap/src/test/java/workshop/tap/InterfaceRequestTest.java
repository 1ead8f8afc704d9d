package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
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
  @DisplayName("has the name, zeros up to byte 16, the flags, and zeros up to byte 40")
  void hasNameAndFlags() throws TapException {
    ByteBuffer request = InterfaceRequest.forTap("tap0");
    assertThat(
        "the buffer's position is %d; it must be 0".formatted(request.position()),
        request.position() == 0);
    assertThat(
        request,
        sameBytes(
            Hex.bytes(
                "74 61 70 30 00 00 00 00 00 00 00 00 00 00 00 00 | " + FLAGS + REST + "00 00")));
  }

  @Test
  @Order(2)
  @DisplayName("has the flags IFF_TAP and IFF_NO_PI, or-ed, in the machine's own byte order")
  void hasFlags() throws TapException {
    short flags = InterfaceRequest.forTap("tap0").order(ByteOrder.nativeOrder()).getShort(16);
    assertThat("the flags, as the kernel reads them", "0x%04x".formatted(flags), is("0x1002"));
  }

  @Test
  @Order(3)
  @DisplayName("is a direct buffer: C cannot be given the address of a heap buffer")
  void isDirect() throws TapException {
    assertThat("is direct", InterfaceRequest.forTap("tap0").isDirect(), is(true));
  }

  @Test
  @Order(4)
  @DisplayName("takes a name of 15 characters, and leaves the zero byte behind it")
  void takesFifteenCharacters() throws TapException {
    assertThat(
        InterfaceRequest.forTap("abcdefghijklmno"),
        sameBytes(
            Hex.bytes(
                "61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f 00 | " + FLAGS + REST + "00 00")));
  }

  @ParameterizedTest(name = "\"{0}\"")
  @Order(5)
  @ValueSource(strings = {"abcdefghijklmnop", "a-name-that-is-much-too-long-for-an-interface"})
  @DisplayName("refuses a name of 16 characters or more, instead of cutting it")
  void refusesLongName(String name) {
    TapException refused =
        assertThrows(TapException.class, () -> InterfaceRequest.forTap(name), "a name too long");
    assertThat(
        refused.getMessage(),
        allOf(containsString(name), containsString("15"), containsString("--device")));
  }

  @Test
  @Order(6)
  @DisplayName("refuses an empty name")
  void refusesEmptyName() {
    assertThrows(TapException.class, () -> InterfaceRequest.forTap(""), "an empty name");
  }

  @Test
  @Order(7)
  @DisplayName("refuses a name that is not ASCII, instead of asking for another one")
  void refusesOtherCharacters() {
    TapException refused =
        assertThrows(TapException.class, () -> InterfaceRequest.forTap("täp0"), "a name with ä");
    assertThat(refused.getMessage(), containsString("--device"));
  }

  @Test
  @Order(8)
  @DisplayName("name: ends before the first zero byte")
  void nameEndsAtZero() {
    ByteBuffer request =
        ByteBuffer.wrap(
            Hex.bytes("74 61 70 31 32 00 78 79 00 00 00 00 00 00 00 00 " + FLAGS + REST + "00 00"));
    assertName(request, "tap12");
  }

  @Test
  @Order(9)
  @DisplayName("name: has 16 characters at most, and never the flags after them")
  void nameEndsWithItsField() {
    ByteBuffer request =
        ByteBuffer.wrap(
            Hex.bytes("61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f 70 61 61 " + REST + "00 00"));
    assertName(request, "abcdefghijklmnop");
  }

  /** A mismatch shows zero bytes as \0: a terminal would show nothing, or worse. */
  private static void assertName(ByteBuffer request, String expected) {
    String name = InterfaceRequest.name(request);
    assertThat(
        "expected \"%s\", was \"%s\"".formatted(expected, name.replace("\0", "\\0")),
        name.equals(expected));
  }
}
