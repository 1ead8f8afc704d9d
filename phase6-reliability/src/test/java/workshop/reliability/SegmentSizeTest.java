package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.tcp.TcpOptions;
import workshop.testkit.Exercise;

@Order(12)
@Exercise("6.1")
@DisplayName("How large a segment may be")
class SegmentSizeTest {
  private final SegmentSize size = new SegmentSize(1460);

  @BeforeEach
  void afterPhase5() {
    AfterPhase5.isDone();
  }

  private void assertSize(int expected) {
    assertThat("SMSS in bytes", size.bytes(), equalTo(expected));
  }

  @ParameterizedTest(name = "the peer says {0}: {1}")
  @Order(1)
  @DisplayName("no larger than our link and the peer take (MUST-16), and not tiny")
  @CsvSource({
    "1460, 1460",
    "1459, 1459",
    "9000, 1460", // our link's
    "536, 536",
    "48, 48",
    "47, 48", // CVE-2019-11479
    "1, 48"
  })
  void peers(int mss, int expected) {
    assertSize(1460);
    size.peerOptions(TcpOptions.withMaximumSegmentSize(mss));
    assertSize(expected);
  }

  @Test
  @Order(2)
  @DisplayName("if the peer says nothing, it is 536 (MUST-15)")
  void notSaid() {
    size.peerOptions(ByteBuffer.allocate(0));
    assertSize(536);
  }

  @Test
  @Order(3)
  @DisplayName("a router's claim counts only when it is believed, and once (RFC 5927 7.2)")
  void claimed() {
    size.claim(640);
    assertSize(1460);
    assertThat("believe()", size.believe(), equalTo(true));
    assertSize(600); // less 40 bytes of headers
    assertThat("believe(), once more", size.believe(), equalTo(false));
    assertSize(600);
  }

  @Test
  @Order(4)
  @DisplayName("not if what was sent arrives: then it was a lie")
  void refuted() {
    size.claim(640);
    size.refute();
    assertThat("believe()", size.believe(), equalTo(false));
    assertSize(1460);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @Order(5)
  @DisplayName("a path makes segments smaller, never larger, and not tiny (RFC 1191 section 3)")
  @CsvSource({
    "1500, 1460, false",
    "1499, 1459, true",
    "9000, 1460, false",
    "88, 48, true",
    "68, 48, true",
    "1, 48, true"
  })
  void limits(int mtu, int expected, boolean shrinks) {
    size.claim(mtu);
    assertThat("believe()", size.believe(), equalTo(shrinks));
    assertSize(expected);
  }

  @Test
  @Order(6)
  @DisplayName("of two claims the later counts")
  void twoClaims() {
    size.claim(640);
    size.claim(1000);
    size.believe();
    assertSize(960);
  }
}
