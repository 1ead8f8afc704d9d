package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tcp.SequenceNumber;
import workshop.testkit.Given;

/** RFC 6528; RFC 9293 section 3.4.1. */
@Order(3)
@Given
@DisplayName("Initial sequence numbers")
class InitialSequenceNumbersTest {
  private static final byte[] SECRET = "0123456789abcdef".getBytes(Script.CHARSET);
  private static final Ipv4Address LOCAL = new Ipv4Address(0xC0A8_6402);
  private static final Ipv4Address REMOTE = new Ipv4Address(0xC0A8_6401);
  private static final ConnectionId ID = new ConnectionId(LOCAL, 8080, REMOTE, 40000);

  private final LoopClock loopClock = new LoopClock();
  private final InitialSequenceNumbers numbers = new InitialSequenceNumbers(loopClock, SECRET);

  /** The number of {@link #ID} at this time. */
  private SequenceNumber at(long now) {
    loopClock.set(now);
    return numbers.next(ID);
  }

  @Test
  @Order(1)
  @DisplayName("the clock counts every 4 microseconds")
  void clock() {
    SequenceNumber start = at(0);
    assertThat(at(3_999), equalTo(start));
    assertThat(at(4_000), equalTo(FakeParts.plus(start, 1)));
    assertThat(at(1_000_000_000L), equalTo(FakeParts.plus(start, 250_000)));
    // A day: 86,400 s / 4 microseconds = 21,600,000,000 = 5 * 2^32 + 125,163,520.
    assertThat(at(86_400_000_000_000L), equalTo(FakeParts.plus(start, 125_163_520)));
  }

  @Test
  @Order(2)
  @DisplayName("the same connection at the same time has the same number")
  void repeatable() {
    SequenceNumber number = at(123_456_789);
    assertThat(numbers.next(ID), equalTo(number));
    assertThat(new InitialSequenceNumbers(loopClock, SECRET).next(ID), equalTo(number));
  }

  @Test
  @Order(3)
  @DisplayName("each part of who talks to whom counts")
  void eachPartCounts() {
    SequenceNumber number = at(0);
    assertThat(numbers.next(new ConnectionId(REMOTE, 8080, REMOTE, 40000)), not(equalTo(number)));
    assertThat(numbers.next(new ConnectionId(LOCAL, 8081, REMOTE, 40000)), not(equalTo(number)));
    assertThat(numbers.next(new ConnectionId(LOCAL, 8080, LOCAL, 40000)), not(equalTo(number)));
    assertThat(numbers.next(new ConnectionId(LOCAL, 8080, REMOTE, 40001)), not(equalTo(number)));
  }

  @Test
  @Order(4)
  @DisplayName("the secret counts, the last byte of it too, and is copied")
  void secretCounts() {
    byte[] other = SECRET.clone();
    other[15]++;
    InitialSequenceNumbers others = new InitialSequenceNumbers(loopClock, other);
    SequenceNumber number = others.next(ID);
    assertThat(number, not(equalTo(at(0))));
    other[15]--;
    assertThat(others.next(ID), equalTo(number));
  }

  @Test
  @Order(5)
  @DisplayName("from many connections nothing can be seen of the next one")
  void spread() {
    Set<Integer> seen = new HashSet<>();
    Set<Integer> steps = new HashSet<>();
    int last = 0;
    int negative = 0;
    for (int port = 1; port <= 1000; port++) {
      int value = numbers.next(new ConnectionId(LOCAL, 8080, REMOTE, port)).value();
      seen.add(value);
      steps.add(value - last);
      negative += value < 0 ? 1 : 0;
      last = value;
    }
    assertThat(seen, hasSize(1000));
    assertThat(steps, hasSize(1000));
    assertThat("in the upper half of the circle", negative, greaterThan(400));
    assertThat("in the lower half of the circle", 1000 - negative, greaterThan(400));
  }

  @Test
  @Order(6)
  @DisplayName("it is the hash of the secret and of who talks to whom: SHA-256, its first 32 bits")
  void hash() throws Exception {
    byte[] who =
        ByteBuffer.allocate(12)
            .put(new byte[] {(byte) 192, (byte) 168, 100, 2})
            .putShort((short) 8080)
            .put(new byte[] {(byte) 192, (byte) 168, 100, 1})
            .putShort((short) 40000)
            .array();
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(SECRET);
    digest.update(who);
    int f = ByteBuffer.wrap(digest.digest()).getInt();
    assertThat(at(0), equalTo(new SequenceNumber(f)));
  }
}
