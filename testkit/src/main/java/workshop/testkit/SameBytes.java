package workshop.testkit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;
import org.hamcrest.BaseMatcher;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import workshop.exercises.Count;

/**
 * Hamcrest matchers for a {@code byte[]}, or for the bytes between position and limit of a {@link
 * ByteBuffer}. If the bytes are only cut, too many or shifted, the message says so. Any other
 * mismatch shows the fields that differ, and a hex dump of both with marks at the differences.
 */
public final class SameBytes extends BaseMatcher<Object> {
  private final String what;
  private final byte[] expected;
  private final Function<byte[], Dissection> dissection; // null: plain bytes without fields

  private SameBytes(String what, byte[] expected, Function<byte[], Dissection> dissection) {
    this.what = what;
    this.expected = expected.clone();
    this.dissection = dissection;
  }

  /** The same bytes, whatever they mean. */
  public static Matcher<Object> sameBytes(byte[] expected) {
    return new SameBytes("bytes", expected, null);
  }

  /** The same Ethernet frame. */
  public static Matcher<Object> sameFrame(byte[] expected) {
    return new SameBytes("an Ethernet frame", expected, Dissection::frame);
  }

  /** The same IPv4 packet. */
  public static Matcher<Object> samePacket(byte[] expected) {
    return new SameBytes("an IPv4 packet", expected, Dissection::packet);
  }

  /** The same TCP segment, without IPv4 header. */
  public static Matcher<Object> sameSegment(byte[] expected) {
    return new SameBytes("a TCP segment", expected, Dissection::segment);
  }

  /** The same ICMP message, without IPv4 header. */
  public static Matcher<Object> sameIcmp(byte[] expected) {
    return new SameBytes("an ICMP message", expected, Dissection::icmp);
  }

  /** The same ARP message, without Ethernet header. */
  public static Matcher<Object> sameArp(byte[] expected) {
    return new SameBytes("an ARP message", expected, Dissection::arp);
  }

  @Override
  public boolean matches(Object actual) {
    byte[] bytes = bytes(actual);
    return bytes != null && Hex.firstDifference(expected, bytes) < 0;
  }

  @Override
  public void describeTo(Description description) {
    description.appendText(what + ", " + expected.length + " bytes");
  }

  @Override
  public void describeMismatch(Object item, Description description) {
    byte[] actual = bytes(item);
    if (actual == null) {
      description.appendText("was ").appendValue(item);
      description.appendText(item == null ? ": nothing at all" : "");
      return;
    }
    description.appendText("was " + Count.of(actual.length, "byte"));
    int shift = actual.length - expected.length;
    if (actual.length == 0) {
      description.appendText(": nothing at all");
    } else if (expected.length == 0) {
      description.appendText(
          String.format(": there should be none%n%s", Hex.tooMany(actual, 0, actual.length)));
    } else if (startsWith(expected, actual)) {
      description.appendText(
          String.format(
              ": it ends after %d of %d bytes, and is right up to there%n%s",
              actual.length, expected.length, Hex.missing(expected, actual.length)));
    } else if (startsWith(actual, expected)) {
      description.appendText(
          String.format(
              ": %d too many, after %d that are right%n%s",
              shift, expected.length, Hex.tooMany(actual, expected.length, actual.length)));
    } else if (endsWith(expected, actual)) {
      description.appendText(
          String.format(
              ": the first %d of %d bytes are missing, and the rest is right%n%s",
              -shift, expected.length, Hex.missing(Arrays.copyOf(expected, -shift), 0)));
    } else if (endsWith(actual, expected)) {
      description.appendText(
          String.format(
              ": %d too many before the %d that are right%n%s",
              shift, expected.length, Hex.tooMany(actual, 0, shift)));
    } else {
      describeDifferences(actual, description);
    }
  }

  private void describeDifferences(byte[] actual, Description description) {
    int at = Hex.firstDifference(expected, actual);
    description.appendText(
        String.format(
            "; the first difference is at offset %d (0x%02x): expected %s, was %s%n",
            at, at, byteAt(expected, at), byteAt(actual, at)));
    if (dissection != null) {
      description.appendText(
          Dissection.compare(dissection.apply(expected), dissection.apply(actual)));
    }
    description.appendText(Hex.compare(expected, actual));
  }

  private static boolean startsWith(byte[] whole, byte[] start) {
    return whole.length > start.length
        && Arrays.equals(whole, 0, start.length, start, 0, start.length);
  }

  /** A few bytes at the end may be equal by chance, and then this would mislead. */
  private static boolean endsWith(byte[] whole, byte[] end) {
    return whole.length > end.length
        && end.length >= 4
        && Arrays.equals(whole, whole.length - end.length, whole.length, end, 0, end.length);
  }

  private static String byteAt(byte[] bytes, int at) {
    return at < bytes.length ? String.format("%02x", bytes[at]) : "the end";
  }

  private static byte[] bytes(Object item) {
    if (item instanceof ByteBuffer buffer) {
      return Hex.bytes(buffer);
    }
    return item instanceof byte[] bytes ? bytes : null;
  }
}
