package workshop.testkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class HexTest {
  @Test
  void readsBytesWithSeparatorsAndComments() {
    byte[] bytes =
        Hex.bytes("45 00|00 1c # the start: 4 means IPv4\n\tffFE\r\n # nothing here\n 0a");
    assertThat(bytes, equalTo(new byte[] {0x45, 0, 0, 0x1c, -1, -2, 10}));
    assertThat(Hex.bytes(""), equalTo(new byte[0]));
  }

  @Test
  void saysWhereSomethingIsNotHex() {
    assertThat(
        refusal("45 00\n00 1g"),
        equalTo("line 2, column 4: '1' is alone: two hex digits make a byte"));
    assertThat(refusal("45, 00"), equalTo("line 1, column 3: ',' is not a hex digit"));
    assertThat(refusal("4"), equalTo("line 1, column 1: '4' is alone: two hex digits make a byte"));
    // A digit for Character.digit, but not one of ours: ARABIC-INDIC DIGIT ONE.
    assertThat(refusal("\u0661\u0661"), containsString("is not a hex digit"));
    assertThat(refusal("1\u0661"), containsString("column 2"));
  }

  @Test
  void takesABufferFromPositionToLimitAndLeavesIt() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).position(1).limit(3);
    assertThat(Hex.bytes(buffer), equalTo(new byte[] {2, 3}));
    assertThat(buffer.position(), equalTo(1));
    assertThat(buffer.limit(), equalTo(3));
    assertThat(Hex.bytes(buffer.asReadOnlyBuffer()), equalTo(new byte[] {2, 3}));
  }

  @Test
  void dumpsSixteenBytesARow() {
    byte[] bytes = Hex.bytes("48 65 6c 6c 6f 2c 20 54 43 50 21 0a 00 7f 80 ff 7e");
    assertThat(
        Hex.dump(bytes),
        equalTo(
            "0000  48 65 6c 6c 6f 2c 20 54  43 50 21 0a 00 7f 80 ff  |Hello, TCP!.....|\n"
                + "0010  7e                                                |~|\n"));
  }

  @Test
  void marksTheBytesThatDiffer() {
    String text = Hex.compare(Hex.bytes("01 02 03"), Hex.bytes("01 ff 03 04"));
    assertThat(
        text,
        equalTo(
            "  (- expected, + actual)\n"
                + "- 0000  01 02 03                                          |...|\n"
                + "+ 0000  01 ff 03 04                                       |....|\n"
                + "           ^^    ^^\n"));
  }

  @Test
  void leavesOutLongStretchesOfEqualRows() {
    byte[] expected = new byte[160];
    byte[] actual = new byte[160];
    actual[89] = 1; // row 5 of 0 to 9: rows 4 and 6 are shown, 0 to 3 and 7 to 9 left out
    String text = Hex.compare(expected, actual);
    assertThat(text, containsString("(64 equal bytes left out)\n  0040  00"));
    assertThat(text, containsString("0060  00"));
    assertThat(text, containsString("(48 equal bytes left out)\n"));
    assertThat(text, not(containsString("0030  00")));
  }

  private static String refusal(String text) {
    return assertThrows(IllegalArgumentException.class, () -> Hex.bytes(text)).getMessage();
  }
}
