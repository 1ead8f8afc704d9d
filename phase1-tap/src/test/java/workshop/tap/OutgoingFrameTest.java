package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Given;
import workshop.testkit.Hex;

@Given
@Order(10)
@DisplayName("OutgoingFrame: a message, and room for headers before it")
class OutgoingFrameTest {
  private final OutgoingFrame frame = new OutgoingFrame(100);

  @Test
  @Order(1)
  @DisplayName("is empty at first")
  void isEmpty() {
    assertThat("size", frame.size(), is(0));
    assertThat(frame.bytes(), sameBytes(new byte[0]));
    assertAsksNothing(frame);
  }

  @Test
  @Order(2)
  @DisplayName("message: makes room for exactly this many bytes: they are the frame")
  void hasMessage() {
    ByteBuffer message = frame.message(3);
    assertThat("direct, as C needs it", message.isDirect(), is(true));
    assertThat("byte order", message.order(), is(ByteOrder.BIG_ENDIAN));
    assertThat("position", message.position(), is(0));
    assertThat("limit", message.limit(), is(3));
    message.put(Hex.bytes("01 02 03"));
    assertThat("size", frame.size(), is(3));
    assertThat(frame.bytes(), sameBytes(Hex.bytes("01 02 03")));
  }

  @Test
  @Order(3)
  @DisplayName("message: may be as large as the frame was made for; a larger one is refused")
  void refusesLargerMessage() {
    assertThat("room", frame.message(100).remaining(), is(100));
    frame.message(3).put(Hex.bytes("01 02 03"));
    assertThrows(IllegalArgumentException.class, () -> frame.message(101));
    assertThat("what was there before", frame.bytes(), sameBytes(Hex.bytes("01 02 03")));
  }

  @Test
  @Order(4)
  @DisplayName("message: starts anew, without the headers and the length of the one before")
  void startsAnew() {
    frame.message(5).put(Hex.bytes("01 02 03 04 05"));
    frame.prepend(40);
    frame.message(2).put(Hex.bytes("06 07"));
    assertThat(frame.bytes(), sameBytes(Hex.bytes("06 07")));
    assertThat("room for headers, again", frame.prepend(144).remaining(), is(146));
  }

  @Test
  @Order(5)
  @DisplayName("prepend: puts a header before what is there, and never over it")
  void prepends() {
    frame.message(3).put(Hex.bytes("01 02 03"));
    ByteBuffer withHeader = frame.prepend(2);
    assertThat("position", withHeader.position(), is(0));
    assertThat("byte order", withHeader.order(), is(ByteOrder.BIG_ENDIAN));
    assertThat("bytes after the header", withHeader.slice(2, 3), sameBytes(Hex.bytes("01 02 03")));
    withHeader.put(Hex.bytes("aa bb"));
    assertThat(frame.bytes(), sameBytes(Hex.bytes("aa bb 01 02 03")));
    frame.prepend(1).put(Hex.bytes("cc"));
    assertThat(frame.bytes(), sameBytes(Hex.bytes("cc aa bb 01 02 03")));
    assertThat("size", frame.size(), is(6));
  }

  @Test
  @Order(6)
  @DisplayName("prepend: has room for 144 bytes of headers, in pieces of any size")
  void hasHeadroom() {
    byte[] message = new byte[100];
    Arrays.fill(message, (byte) 0xEE);
    for (int piece = 1; piece <= 144; piece++) {
      frame.message(100).put(message);
      byte[] headers = new byte[144 / piece * piece];
      for (int start = headers.length - piece; start >= 0; start -= piece) {
        for (int i = start; i < start + piece; i++) {
          headers[i] = (byte) i;
        }
        frame.prepend(piece).put(0, headers, start, piece);
      }
      byte[] expected = Arrays.copyOf(headers, headers.length + 100);
      System.arraycopy(message, 0, expected, headers.length, 100);
      assertThat("headers of " + piece + " bytes", frame.bytes(), sameBytes(expected));
    }
  }

  @Test
  @Order(7)
  @DisplayName("prepend: refuses a header that there is no room for, and leaves the frame as it is")
  void refusesBeyondHeadroom() {
    frame.message(1).put(Hex.bytes("01"));
    assertThrows(IllegalStateException.class, () -> frame.prepend(145));
    assertThat(frame.bytes(), sameBytes(Hex.bytes("01")));
    frame.prepend(143);
    frame.prepend(1);
    assertThrows(IllegalStateException.class, () -> frame.prepend(1));
    assertThat("size", frame.size(), is(145));
  }

  @Test
  @Order(8)
  @DisplayName("bytes: all of the frame, whatever was done to the buffer; nothing is allocated")
  void hasBytes() {
    frame.message(3).put(Hex.bytes("01 02 03"));
    ByteBuffer before = frame.bytes();
    before.position(1).limit(2);
    ByteBuffer bytes = frame.bytes();
    assertThat(bytes, sameBytes(Hex.bytes("01 02 03")));
    assertThat("the same buffer", bytes, is(sameInstance(before)));
    frame.prepend(14);
    ByteBuffer withHeader = frame.bytes();
    frame.message(50);
    frame.prepend(14);
    assertThat("with a header: limit", frame.bytes().limit(), is(64));
    assertThat("with a header: the same buffer", frame.bytes(), is(sameInstance(withHeader)));
  }

  @Test
  @Order(9)
  @DisplayName("copy: has the same bytes, and neither changes with the other")
  void copies() {
    frame.message(2).put(Hex.bytes("01 02"));
    frame.prepend(1).put(Hex.bytes("aa"));
    OutgoingFrame copy = frame.copy();
    assertThat(copy.bytes(), sameBytes(Hex.bytes("aa 01 02")));
    frame.message(3).put(Hex.bytes("03 04 05"));
    assertThat("the copy", copy.bytes(), sameBytes(Hex.bytes("aa 01 02")));
    copy.bytes().put(Hex.bytes("06 07 08"));
    copy.prepend(1).put(Hex.bytes("bb"));
    assertThat("the first", frame.bytes(), sameBytes(Hex.bytes("03 04 05")));
    assertThat("the copy", copy.bytes(), sameBytes(Hex.bytes("bb 06 07 08")));
  }

  @Test
  @Order(10)
  @DisplayName("copy: has room for 144 bytes of headers, however many the first has already")
  void copyHasHeadroom() {
    frame.message(1).put(Hex.bytes("01"));
    frame.prepend(144).put(0, (byte) 0xAA);
    OutgoingFrame copy = frame.copy();
    copy.prepend(144).put(0, (byte) 0xBB);
    assertThat("size", copy.size(), is(289));
    assertThat("the new header", copy.bytes().get(0), is((byte) 0xBB));
    assertThat("the old one", copy.bytes().get(144), is((byte) 0xAA));
    assertThat("the message", copy.bytes().get(288), is((byte) 1));
  }

  @Test
  @Order(11)
  @DisplayName("of: a new frame with the bytes from position to limit; both stay as they are")
  void makesFrameOf() {
    byte[] bytes = Hex.bytes("ee 01 02 03 ee");
    ByteBuffer message = ByteBuffer.wrap(bytes, 1, 3);
    OutgoingFrame made = OutgoingFrame.of(message);
    bytes[1] = 0x7F;
    assertThat(made.bytes(), sameBytes(Hex.bytes("01 02 03")));
    assertThat("the message's position", message.position(), is(1));
    assertThat("the message's limit", message.limit(), is(4));
    assertThat("room for headers", made.prepend(144).remaining(), is(147));
    assertAsksNothing(made);
  }

  @Test
  @Order(12)
  @DisplayName("leaveChecksum: from the header that is there now, wherever it gets to")
  void leavesChecksum() {
    frame.message(30);
    frame.prepend(20);
    frame.leaveChecksum(16);
    assertThat("start", frame.checksumStart(), is(0));
    assertThat("field", frame.checksumField(), is(16));
    frame.prepend(20);
    frame.prepend(14);
    assertThat("start, after two more headers", frame.checksumStart(), is(34));
    assertThat("field, after two more headers", frame.checksumField(), is(16));

    OutgoingFrame copy = frame.copy();
    copy.prepend(10);
    assertThat("start, in a copy with one more", copy.checksumStart(), is(44));
    assertThat("field, in a copy with one more", copy.checksumField(), is(16));
    assertThat("start, in the first", frame.checksumStart(), is(34));

    frame.message(30);
    assertAsksNothing(frame);
  }

  @Test
  @Order(13)
  @DisplayName("leaveSegmentation: is kept by headers and copies, and forgotten by a new message")
  void leavesSegmentation() {
    frame.message(90);
    frame.leaveSegmentation(40);
    frame.prepend(20);
    assertThat("after a header", frame.segmentSize(), is(40));
    assertThat("in a copy", frame.copy().segmentSize(), is(40));
    assertThat("no checksum", frame.checksumStart(), is(-1));
    frame.message(90);
    assertAsksNothing(frame);
  }

  @Test
  @Order(14)
  @DisplayName("takeAway: what was prepended last is gone, and the rest is as it was")
  void takesAway() {
    frame.message(4).put(0, new byte[] {1, 2, 3, 4});
    frame.leaveChecksum(2);
    frame.prepend(10).put(0, new byte[10]);
    frame.takeAway(10);
    assertThat("size", frame.size(), is(4));
    assertThat("start of the checksum", frame.checksumStart(), is(0));
    assertThat("the first byte", frame.bytes().get(0), is((byte) 1));
    assertThat("room as before", frame.prepend(OutgoingFrame.HEADROOM).get(144), is((byte) 1));
  }

  private static void assertAsksNothing(OutgoingFrame frame) {
    assertThat("no checksum", frame.checksumStart(), is(-1));
    assertThat("no segmentation", frame.segmentSize(), is(0));
  }
}
