package workshop.ipv4;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
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
import workshop.exercises.Count;
import workshop.shared.DropReason;
import workshop.shared.MalformedException;
import workshop.testkit.DirectMemory;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.Hex;
import workshop.testkit.Refusal;

@Order(7)
@Exercise("3.6")
@DisplayName("IcmpMessage")
class IcmpMessageTest {
  // 0800 + 1234 + 0001 + 6869 = 829e; not: 7d61
  private static final byte[] REQUEST = Hex.bytes("08 00 7d 61 | 12 34 00 01 | 68 69");
  // 0000 + 1234 + 0001 + 6869 = 7a9e; not: 8561
  private static final byte[] REPLY = Hex.bytes("00 00 85 61 | 12 34 00 01 | 68 69");

  /** 0800 + f7ff + 0000 = ffff; not: 0000. */
  private static final byte[] CHECKSUM_0 = Hex.bytes("08 00 00 00 | f7 ff 00 00");

  @Test
  @Order(1)
  @DisplayName("parse: type, code, and the rest after the checksum, which covers all of it")
  void parses() throws MalformedException {
    IcmpMessage message = taken("08 00 7d 61 12 34 00 01, and the data 68 69", REQUEST);
    assertThat("type", message.type(), is(8));
    assertThat("code", message.code(), is(0));
    assertThat("rest", message.rest(), sameBytes(Hex.bytes("12 34 00 01 | 68 69")));
    assertThat("the position of rest", message.rest().position(), is(0));
  }

  @Test
  @Order(2)
  @DisplayName("parse: takes a header without data")
  void takesNoData() {
    IcmpMessage message = taken("8 bytes, a header", Frames.echoRequest().message());
    assertThat("rest", message.rest(), sameBytes(Hex.bytes("00 01 00 01")));
  }

  @ParameterizedTest(name = "type {0}, code {1}")
  @Order(3)
  @CsvSource({"3, 3", "255, 254", "128, 0", "8, 255"})
  @DisplayName("parse: type and code have no sign")
  void typeAndCodeHaveNoSign(int type, int code) throws MalformedException {
    byte[] bytes = Frames.echoRequest().type(type).code(code).message();
    IcmpMessage message = IcmpMessage.parse(DirectMemory.of(bytes));
    assertThat("type", message.type(), is(type));
    assertThat("code", message.code(), is(code));
  }

  @Test
  @Order(4)
  @DisplayName("parse: refuses what is shorter than a header, at every length")
  void refusesShort() {
    for (int length = 0; length < 8; length++) {
      // The checksum is right, so that only the length is wrong.
      byte[] bytes = Arrays.copyOf(REQUEST, length);
      if (length >= 4) {
        ByteBuffer.wrap(bytes).putShort(2, (short) 0);
        ByteBuffer.wrap(bytes).putShort(2, (short) Frames.checksum(bytes));
      }
      assertRefused(Count.of(length, "byte"), DirectMemory.of(bytes), Ipv4Drop.ICMP_TOO_SHORT);
    }
  }

  @Test
  @Order(5)
  @DisplayName("parse: takes data of odd length")
  void takesOddLength() throws MalformedException {
    byte[] bytes = Frames.echoRequest().payload("odd").message();
    assertThat(
        IcmpMessage.parse(DirectMemory.of(bytes)).rest(),
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
      assertRefused(
          "a wrong bit in byte " + bit / 8, DirectMemory.of(wrong), Ipv4Drop.BAD_ICMP_CHECKSUM);
    }
  }

  @Test
  @Order(7)
  @DisplayName("parse: a checksum of 0 can be right or wrong, like any other")
  void checksumOfZero() throws MalformedException {
    IcmpMessage message = taken("08 00 00 00 f7 ff 00 00", CHECKSUM_0);
    assertThat("rest", message.rest(), sameBytes(Hex.bytes("f7 ff 00 00")));
    for (int checksum : new int[] {0, 0xFFFF}) {
      byte[] wrong = Frames.echoRequest().payload("odd").checksum(checksum).message();
      assertRefused(
          "a checksum of %04x".formatted(checksum),
          DirectMemory.of(wrong),
          Ipv4Drop.BAD_ICMP_CHECKSUM);
    }
  }

  @Test
  @Order(8)
  @DisplayName("parse: reads no byte after the limit")
  void heedsLimit() throws MalformedException {
    ByteBuffer bytes = DirectMemory.of(Hex.bytes("08 00 7d 61 | 12 34 00 01 | 68 69 | 77 77"));
    bytes.limit(10);
    assertThat(IcmpMessage.parse(bytes).rest(), sameBytes(Hex.bytes("12 34 00 01 | 68 69")));
    bytes.limit(7);
    assertRefused("a limit of 7", bytes, Ipv4Drop.ICMP_TOO_SHORT);
  }

  @Test
  @Order(9)
  @DisplayName("echoReply: type 0, code 0, the rest as it was")
  void replies() {
    ByteBuffer rest = DirectMemory.of(Hex.bytes("12 34 00 01 | 68 69"));
    IcmpMessage reply = new IcmpMessage(8, 0, rest).echoReply();
    assertThat("type: 8 is a request, 0 a reply", reply.type(), is(0));
    assertThat("code", reply.code(), is(0));
    assertThat("rest", reply.rest(), sameBytes(Hex.bytes("12 34 00 01 | 68 69")));
  }

  @Test
  @Order(10)
  @DisplayName("write: puts the message, from index 0, and moves no position")
  void writes() {
    ByteBuffer rest = DirectMemory.of(Hex.bytes("12 34 00 01 | 68 69"));
    ByteBuffer buffer = DirectMemory.of(new byte[100]);
    new IcmpMessage(0, 0, rest).write(buffer);
    assertThat("the buffer's position, after write", buffer.position(), is(0));
    assertThat("the rest's position, after write", rest.position(), is(0));
    assertThat(buffer.limit(10), sameIcmp(REPLY));
  }

  @Test
  @Order(11)
  @DisplayName("write: overwrites all old bytes of the buffer, but no byte after them")
  void writesEveryByte() {
    byte[] dirty = new byte[12];
    Arrays.fill(dirty, (byte) 0xEE);
    ByteBuffer buffer = DirectMemory.of(dirty);
    new IcmpMessage(8, 0, DirectMemory.of(Hex.bytes("12 34 00 01 | 68 69"))).write(buffer);
    assertThat(buffer.slice(0, 10), sameIcmp(REQUEST));
    assertThat("after", buffer.slice(10, 2), sameBytes(Hex.bytes("ee ee")));
  }

  @Test
  @Order(12)
  @DisplayName("write: the rest goes from index 0 to its limit, whatever its position is")
  void writesTheWholeRest() {
    ByteBuffer rest = DirectMemory.of(Hex.bytes("12 34 00 01 | 68 69 | 77")).position(3).limit(6);
    ByteBuffer buffer = DirectMemory.of(new byte[10]);
    new IcmpMessage(0, 0, rest).write(buffer);
    assertThat(buffer, sameIcmp(REPLY));
  }

  @Test
  @Order(13)
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
  @Order(14)
  @DisplayName("write: a checksum of 0 is written like any other")
  void writesChecksumOfZero() {
    ByteBuffer buffer = DirectMemory.of(new byte[8]);
    new IcmpMessage(8, 0, DirectMemory.of(Hex.bytes("f7 ff 00 00"))).write(buffer);
    assertThat(buffer, sameIcmp(CHECKSUM_0));
  }

  private static IcmpMessage taken(String what, byte[] bytes) {
    try {
      return IcmpMessage.parse(DirectMemory.of(bytes));
    } catch (MalformedException e) {
      throw new AssertionError(
          what
              + ": this is right (its checksum covers the header and all of the data), but it was"
              + " refused: "
              + e.getMessage(),
          e);
    }
  }

  private static void assertRefused(String what, ByteBuffer bytes, DropReason reason) {
    String why = what + " (" + reason.words() + ")";
    MalformedException refused =
        Refusal.of(MalformedException.class, why, () -> IcmpMessage.parse(bytes));
    assertThat(what + ": the reason", refused.reason(), is(reason));
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
