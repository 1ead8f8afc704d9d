package workshop.ipv4;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameBytes;
import static workshop.testkit.SameBytes.sameIcmp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.shared.MalformedException;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.Hex;

@Order(6)
@Exercise("3.6")
@DisplayName("IcmpMessage")
class IcmpMessageTest {
  // 0800 + 1234 + 0001 + 6869 = 829e; not: 7d61
  private static final byte[] REQUEST = Hex.bytes("08 00 7d 61 | 12 34 00 01 | 68 69");
  // 0000 + 1234 + 0001 + 6869 = 7a9e; not: 8561
  private static final byte[] REPLY = Hex.bytes("00 00 85 61 | 12 34 00 01 | 68 69");

  @Test
  @Order(1)
  @DisplayName("parse: type, code and the rest after the checksum")
  void parses() throws MalformedException {
    IcmpMessage message = IcmpMessage.parse(ByteBuffer.wrap(REQUEST));
    assertThat("type", message.type(), is(8));
    assertThat("code", message.code(), is(0));
    assertThat(message.rest(), sameBytes(Hex.bytes("12 34 00 01 | 68 69")));
    assertThat("the position of rest", message.rest().position(), is(0));
  }

  @ParameterizedTest(name = "type {0}, code {1}")
  @Order(2)
  @CsvSource({"3, 3", "255, 254", "128, 0", "8, 255"})
  @DisplayName("parse: type and code have no sign")
  void typeAndCodeHaveNoSign(int type, int code) throws MalformedException {
    byte[] bytes = Frames.echoRequest().type(type).code(code).message();
    IcmpMessage message = IcmpMessage.parse(ByteBuffer.wrap(bytes));
    assertThat("type", message.type(), is(type));
    assertThat("code", message.code(), is(code));
  }

  @Test
  @Order(3)
  @DisplayName("parse: refuses what is shorter than a header, at every length")
  void refusesShort() {
    for (int length = 0; length < 8; length++) {
      // The checksum is right, so that only the length is wrong.
      byte[] bytes = Arrays.copyOf(REQUEST, length);
      if (length >= 4) {
        ByteBuffer.wrap(bytes).putShort(2, (short) 0);
        ByteBuffer.wrap(bytes).putShort(2, (short) Frames.checksum(bytes));
      }
      MalformedException refused =
          assertThrows(
              MalformedException.class,
              () -> IcmpMessage.parse(ByteBuffer.wrap(bytes)),
              bytes.length + " bytes");
      assertThat(length + " bytes", refused.reason(), is(Ipv4Drop.ICMP_TOO_SHORT));
    }
  }

  @Test
  @Order(4)
  @DisplayName("parse: takes a header without data")
  void takesNoData() throws MalformedException {
    byte[] bytes = Frames.echoRequest().message();
    assertThat(
        IcmpMessage.parse(ByteBuffer.wrap(bytes)).rest(), sameBytes(Hex.bytes("00 01 00 01")));
  }

  @Test
  @Order(5)
  @DisplayName("parse: takes data of odd length")
  void takesOddLength() throws MalformedException {
    byte[] bytes = Frames.echoRequest().payload("odd").message();
    assertThat(
        IcmpMessage.parse(ByteBuffer.wrap(bytes)).rest(),
        sameBytes(Hex.bytes("00 01 00 01 | 6f 64 64")));
  }

  @Test
  @Order(6)
  @DisplayName("parse: finds every wrong bit by the checksum, also in data of odd length")
  void refusesChecksum() {
    byte[] right = Frames.echoRequest().payload("odd").message();
    for (int bit = 0; bit < 8 * right.length; bit++) {
      byte[] wrong = right.clone();
      wrong[bit / 8] ^= (byte) (1 << bit % 8);
      MalformedException refused =
          assertThrows(
              MalformedException.class,
              () -> IcmpMessage.parse(ByteBuffer.wrap(wrong)),
              () -> "a wrong bit in:\n" + Hex.dump(wrong));
      assertThat(refused.reason(), is(Ipv4Drop.BAD_ICMP_CHECKSUM));
    }
  }

  @Test
  @Order(7)
  @DisplayName("parse: heeds the limit: what lies after it is not ours")
  void heedsLimit() throws MalformedException {
    ByteBuffer bytes = ByteBuffer.wrap(Hex.bytes("08 00 7d 61 | 12 34 00 01 | 68 69 | 77 77"));
    bytes.limit(10);
    assertThat(IcmpMessage.parse(bytes).rest(), sameBytes(Hex.bytes("12 34 00 01 | 68 69")));
    bytes.limit(7);
    MalformedException refused =
        assertThrows(MalformedException.class, () -> IcmpMessage.parse(bytes), "7 bytes");
    assertThat("7 bytes", refused.reason(), is(Ipv4Drop.ICMP_TOO_SHORT));
  }

  @Test
  @Order(10)
  @DisplayName("echoReply: type 0, code 0, the rest as it was")
  void replies() {
    ByteBuffer rest = ByteBuffer.wrap(Hex.bytes("12 34 00 01 | 68 69"));
    assertThat(new IcmpMessage(8, 0, rest).echoReply(), is(new IcmpMessage(0, 0, rest)));
  }

  @Test
  @Order(11)
  @DisplayName("write: puts the message, from index 0, and moves no position")
  void writes() {
    ByteBuffer rest = ByteBuffer.wrap(Hex.bytes("12 34 00 01 | 68 69"));
    ByteBuffer buffer = ByteBuffer.allocateDirect(100);
    new IcmpMessage(0, 0, rest).write(buffer);
    assertThat("the buffer's position, after write", buffer.position(), is(0));
    assertThat("the rest's position, after write", rest.position(), is(0));
    assertThat(buffer.limit(10), sameIcmp(REPLY));
  }

  @Test
  @Order(12)
  @DisplayName("write: writes every byte, whatever was in the buffer before, and none after")
  void writesEveryByte() {
    byte[] bytes = new byte[12];
    Arrays.fill(bytes, (byte) 0xEE);
    new IcmpMessage(8, 0, ByteBuffer.wrap(Hex.bytes("12 34 00 01 | 68 69")))
        .write(ByteBuffer.wrap(bytes));
    assertThat(Arrays.copyOf(bytes, 10), sameIcmp(REQUEST));
    assertThat("after", Arrays.copyOfRange(bytes, 10, 12), sameBytes(Hex.bytes("ee ee")));
  }

  @Test
  @Order(13)
  @DisplayName("write: the rest goes from index 0 to its limit, whatever its position is")
  void writesTheWholeRest() {
    ByteBuffer rest = ByteBuffer.wrap(Hex.bytes("12 34 00 01 | 68 69 | 77")).position(3).limit(6);
    ByteBuffer buffer = ByteBuffer.allocate(10);
    new IcmpMessage(0, 0, rest).write(buffer);
    assertThat(buffer, sameIcmp(REPLY));
  }

  @Test
  @Order(14)
  @DisplayName("write: any data, from 0 to 1472 bytes")
  void writesAnyLength() {
    long seed = 792;
    Random random = new Random(seed);
    ByteBuffer buffer = ByteBuffer.allocate(1480);
    for (int length = 0; length <= 1472; length++) {
      byte[] rest = new byte[4 + length];
      random.nextBytes(rest);
      ByteBuffer view = ByteBuffer.wrap(rest);
      new IcmpMessage(0, 0, view).write(buffer.clear());
      byte[] expected =
          Frames.echoReply()
              .identifier(view.getShort(0) & 0xFFFF)
              .sequence(view.getShort(2) & 0xFFFF)
              .payload(Arrays.copyOfRange(rest, 4, rest.length))
              .message();
      assertThat(
          "seed " + seed + ", " + length + " bytes", buffer.limit(8 + length), sameIcmp(expected));
    }
  }

  @Test
  @Order(15)
  @Given
  @DisplayName("size: of the whole message, up to the limit of its rest")
  void size() {
    ByteBuffer rest = ByteBuffer.wrap(Hex.bytes("12 34 00 01 | 68 69 | 77"));
    assertThat("7 bytes of rest", new IcmpMessage(8, 0, rest).size(), is(11));
    assertThat("the limit at 6", new IcmpMessage(8, 0, rest.limit(6).position(3)).size(), is(10));
  }

  @Test
  @Order(16)
  @Given
  @DisplayName("is shown in one line")
  void isShown() {
    ByteBuffer rest = ByteBuffer.wrap(Hex.bytes("fe dc 80 01 | 68 69"));
    assertThat(
        new IcmpMessage(8, 0, rest).toString(),
        allOf(
            containsString("echo request"),
            containsString("65244"),
            containsString("32769"),
            containsString("2 bytes")));
    assertThat(new IcmpMessage(0, 0, rest).toString(), containsString("echo reply"));
    assertThat(
        new IcmpMessage(3, 1, rest).toString(),
        allOf(containsString("type 3"), containsString("code 1")));
  }
}
