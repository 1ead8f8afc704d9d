package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static workshop.reliability.WireHost.CHARGEN;
import static workshop.reliability.WireHost.CLOSED;
import static workshop.reliability.WireHost.CLOSER;
import static workshop.reliability.WireHost.DEAF;
import static workshop.reliability.WireHost.DISCARD;
import static workshop.reliability.WireHost.ECHO;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Exercise;
import workshop.testkit.Scenario;
import workshop.testkit.TcpFields;

/**
 * What the RFCs say that a TCP answers: a stimulus, the answer, and the section (of RFC 9293, where
 * none is named). The list is tried on our stack, and on the Linux kernel: so it is known to be
 * right.
 *
 * <p>Linux differs in four places, and there the list takes both answers: an ACK of what was never
 * sent is dropped by some versions without an answer ({@link #ackOfTheUnsent}); each of the first
 * two duplicates lets two new segments go, not one ({@link #fastRetransmit}); RTO may be 200 ms,
 * where RFC 6298 section 2.4 asks for a second ({@link #retransmission}); the probe of a closed
 * window is an old number without text ({@link #zeroWindowProbe}). What cannot be tried on the
 * kernel is in {@link WireListInMemoryTest}.
 */
@Scenario
abstract class WireList {
  private static final int PEER_PORT = 40_000;

  private WireHost host;

  /** A machine that has just been started. */
  abstract WireHost start() throws Exception;

  @BeforeEach
  void open() throws Exception {
    host = start();
  }

  @AfterEach
  void close() throws Exception {
    if (host != null) {
      host.close();
    }
  }

  WirePeer peer(int port) {
    return new WirePeer(host, port, PEER_PORT);
  }

  private long now() {
    return host.now();
  }

  private void wakeUp() throws Exception {
    host.wakeUp();
  }

  /** Whoever comes next is served. */
  private void isStillThere() throws Exception {
    new WirePeer(host, ECHO, PEER_PORT + 1).connects("mss=1460");
  }

  /** The host has just sent its SYN to the peer. */
  private WirePeer connecting() throws Exception {
    host.connect(WirePeer.ADDRESS, PEER_PORT);
    WirePeer peer = new WirePeer(host, 0, PEER_PORT);
    peer.takesPortOf(peer.expectsWithin(0, 3, "SYN seq=0 len=0 mss=1460"));
    return peer;
  }

  /**
   * Sends until the window is closed, and looks at each window on the way.
   *
   * @return the number of the first byte that there is no room for
   */
  private long fill(WirePeer peer) throws Exception {
    long next = 1;
    long edge = 1 + 1460;
    for (int silent = 0; silent < 2; ) {
      long count = Math.min(1460, edge - next);
      if (count > 0) {
        peer.sends("ACK seq=%d ack=1 len=%d".formatted(next, count));
        next += count;
      }
      TcpFields answer = peer.next(0.1);
      if (answer == null) {
        silent++;
        continue;
      }
      silent = 0;
      long told = peer.acknowledged(answer) + answer.window();
      assertThat("the right edge", told >= edge || edge == 1461, is(true));
      edge = told;
    }
    assertThat("all of the window is used", next, is(edge));
    return edge;
  }

  /** One byte beyond the window, as a sender that probes it sends it. */
  private TcpFields probe(WirePeer peer, long edge) throws Exception {
    peer.sends("ACK seq=%d ack=1 len=1".formatted(edge));
    return peer.expectsEventually(0.3, "ACK seq=1 ack=%d len=0".formatted(edge));
  }

  @Test
  @Order(1)
  @Exercise("6.1")
  @DisplayName("a SYN is answered by SYN,ACK with the MSS (RFC 9293 3.7.1, 3.10.7.2)")
  void synAck() throws Exception {
    WirePeer peer = peer(ECHO);
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 len=0 mss=1460");
  }

  @Test
  @Order(2)
  @Exercise("6.1")
  @DisplayName(
      "window scale and SACK-permitted only where the SYN has them (RFC 7323 2.2, RFC 2018 2)")
  void noScaleUnasked() throws Exception {
    WirePeer peer = peer(ECHO);
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 wscale=none sackok=none");
  }

  @Test
  @Order(3)
  @Exercise("6.1")
  @DisplayName("and there where it has them")
  void scaleAndSack() throws Exception {
    WirePeer peer = peer(ECHO);
    peer.sends("SYN seq=0 mss=1460 wscale=7 sackok=yes");
    peer.expects("SYN,ACK seq=0 ack=1 wscale=any sackok=any");
  }

  @Test
  @Order(4)
  @Exercise("6.1")
  @DisplayName("the same SYN once more: the same SYN,ACK (RFC 9293 3.8.1)")
  void synAgain() throws Exception {
    WirePeer peer = peer(ECHO);
    peer.sends("SYN seq=0 mss=1460");
    long iss = peer.expects("SYN,ACK seq=0 ack=1").seq();
    peer.sends("SYN seq=0 mss=1460");
    // Long before the timer would send it.
    TcpFields again = peer.expectsWithin(0, 0.1, "SYN,ACK seq=0 ack=1");
    assertThat("its number", again.seq(), is(iss));
  }

  @Test
  @Order(5)
  @Exercise("6.2")
  @DisplayName(
      "a SYN,ACK without an answer goes again after 1 s, and after 2 s (RFC 6298 2.1, 5.5)")
  void synAckAgain() throws Exception {
    WirePeer peer = peer(ECHO);
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1");
    peer.expectsWithin(0.9, 1.4, "SYN,ACK seq=0 ack=1");
    peer.expectsWithin(1.8, 2.6, "SYN,ACK seq=0 ack=1");
  }

  @Test
  @Order(6)
  @Exercise("6.5")
  @DisplayName("an option that nobody knows is stepped over (RFC 9293 3.1, MUST-6)")
  void unknownOption() throws Exception {
    WirePeer peer = peer(CHARGEN);
    peer.sends("SYN seq=0 raw=C8.04.12.34 mss=600");
    peer.expects("SYN,ACK seq=0 ack=1");
    peer.sends("ACK seq=1 ack=1");
    peer.expects("ACK seq=1 ack=1 len=600");
  }

  @Test
  @Order(7)
  @Exercise("6.1")
  @DisplayName("an option of length 0 stops nobody (RFC 9293 3.1, MUST-7)")
  void brokenOption() throws Exception {
    WirePeer peer = peer(ECHO);
    peer.sends("SYN seq=0 raw=C8.00.12.34");
    peer.expects("SYN,ACK seq=0 ack=1");
  }

  @Test
  @Order(8)
  @Exercise("6.1")
  @DisplayName("nor does one that is longer than the header (RFC 9293 3.1, MUST-7)")
  void optionTooLong() throws Exception {
    WirePeer peer = peer(ECHO);
    peer.sends("SYN seq=0 raw=02.09.05.B4");
    peer.expects("SYN,ACK seq=0 ack=1");
  }

  @Test
  @Order(9)
  @Exercise("6.1")
  @DisplayName(
      "an ACK of something else in SYN-RECEIVED: a reset with its number (3.10.7.4, fifth)")
  void badAckInSynReceived() throws Exception {
    WirePeer peer = peer(ECHO);
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1");
    peer.sends("ACK seq=1 ack=1000");
    peer.expects("RST seq=1000 len=0");
  }

  @Test
  @Order(10)
  @Exercise("6.1")
  @DisplayName("a reset in SYN-RECEIVED: back to LISTEN (3.10.7.4, second)")
  void resetInSynReceived() throws Exception {
    WirePeer peer = peer(ECHO);
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1");
    peer.sends("RST seq=1");
    peer.expectsSilence(0.1);
    peer.sends("ACK seq=1 ack=1");
    peer.expects("RST seq=1");
  }

  @Test
  @Order(11)
  @DisplayName("text that comes with the last ACK of the handshake is taken (3.10.7.4, fifth)")
  void textWithTheHandshake() throws Exception {
    WirePeer peer = peer(ECHO);
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1");
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expectsEventually(0.5, "ACK seq=1 ack=11 len=10");
  }

  @Test
  @Order(12)
  @Exercise("6.5")
  @DisplayName("a SYN to a closed port: RST,ACK (3.10.7.1)")
  void closedPort() throws Exception {
    WirePeer peer = peer(CLOSED);
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("RST,ACK ack=1 len=0");
    isStillThere();
  }

  @Test
  @Order(13)
  @Exercise("6.5")
  @DisplayName("an ACK to a closed port: a reset with its number (3.10.7.1)")
  void ackToClosedPort() throws Exception {
    WirePeer peer = peer(CLOSED);
    peer.sends("ACK seq=5 ack=77");
    peer.expects("RST seq=77 len=0");
    isStillThere();
  }

  @Test
  @Order(14)
  @Exercise("6.5")
  @DisplayName("text and FIN without an ACK to a closed port: all is acknowledged (3.10.7.1)")
  void textToClosedPort() throws Exception {
    WirePeer peer = peer(CLOSED);
    peer.sends("PSH seq=5 len=10");
    peer.expects("RST,ACK ack=15 len=0");
    peer.sends("FIN seq=5 len=10");
    peer.expects("RST,ACK ack=16 len=0");
    isStillThere();
  }

  @Test
  @Order(15)
  @Exercise("6.5")
  @DisplayName("a reset is never answered (3.10.7.1)")
  void resetToClosedPort() throws Exception {
    WirePeer peer = peer(CLOSED);
    peer.sends("RST seq=5");
    peer.sends("RST,ACK seq=5 ack=77");
    peer.expectsSilence(0.1);
    isStillThere();
  }

  @Test
  @Order(16)
  @Exercise("6.5")
  @DisplayName("an ACK to LISTEN: a reset with its number (3.10.7.2, second)")
  void ackToListen() throws Exception {
    WirePeer peer = peer(ECHO);
    peer.sends("ACK seq=5 ack=77");
    peer.expects("RST seq=77 len=0");
    isStillThere();
  }

  @Test
  @Order(17)
  @Exercise("6.5")
  @DisplayName("a FIN alone to LISTEN: nothing (3.10.7.2, fourth)")
  void finToListen() throws Exception {
    WirePeer peer = peer(ECHO);
    peer.sends("FIN seq=5");
    peer.expectsSilence(0.1);
    isStillThere();
  }

  @Test
  @Order(18)
  @DisplayName("a little text is acknowledged, within half a second (3.8.6.3, MUST-40)")
  void delayedAck() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460");
    peer.sends("ACK seq=1 ack=1 len=100");
    peer.expectsWithin(0, 0.5, "ACK seq=1 ack=101 len=0");
  }

  @Test
  @Order(19)
  @DisplayName("the second full-sized segment is acknowledged at once (3.8.6.3, SHLD-19)")
  void secondFullSized() throws Exception {
    // Nobody reads, and all the room has been told of: the ACK is for the text alone.
    WirePeer peer = peer(DEAF).connects("mss=1460 wscale=0");
    peer.sends("ACK seq=1 ack=1 len=1460");
    peer.expectsEventually(0.5, "ACK seq=1 ack=1461 len=0");
    peer.sends("ACK seq=1461 ack=1 len=1460");
    peer.sends("ACK seq=2921 ack=1 len=1460");
    peer.expectsEventually(0.03, "ACK seq=1 ack=4381 len=0");
  }

  @Test
  @Order(20)
  @DisplayName("the echo comes back (3.10.7.4, seventh)")
  void echo() throws Exception {
    WirePeer peer = peer(ECHO).connects("mss=1460");
    peer.sends("ACK seq=1 ack=1 len=12");
    peer.expectsEventually(0.5, "ACK seq=1 ack=13 len=12");
    peer.sends("ACK seq=13 ack=13");
    peer.expectsSilence(0.3);
  }

  @Test
  @Order(21)
  @DisplayName("text without the flag ACK is dropped (3.10.7.4, fifth)")
  void withoutAckFlag() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460");
    peer.sends("PSH seq=1 len=10");
    peer.expectsSilence(0.1);
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK ack=11");
  }

  @Test
  @Order(22)
  @DisplayName("text that is there already is acknowledged again, at once (3.10.7.4, first)")
  void oldText() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460");
    peer.sends("ACK seq=1 ack=1 len=100");
    peer.expects("ACK seq=1 ack=101");
    peer.sends("ACK seq=1 ack=1 len=100");
    peer.expectsWithin(0, 0.03, "ACK seq=1 ack=101 len=0");
  }

  @Test
  @Order(23)
  @DisplayName("of text that is old in part, the rest is taken (3.10.7.4, first)")
  void partlyOld() throws Exception {
    WirePeer peer = peer(ECHO).connects("mss=1460");
    peer.sends("ACK seq=1 ack=1 len=100");
    peer.expectsEventually(0.5, "ACK seq=1 ack=101 len=100");
    peer.sends("ACK seq=51 ack=101 len=100");
    peer.expectsEventually(0.5, "ACK seq=101 ack=151 len=50");
  }

  @Test
  @Order(24)
  @DisplayName("text after a hole: a duplicate ACK, at once (RFC 5681 4.2)")
  void hole() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460");
    peer.sends("ACK seq=101 ack=1 len=100");
    peer.expectsWithin(0, 0.03, "ACK seq=1 ack=1 len=0 sack=none");
    peer.sends("ACK seq=201 ack=1 len=100");
    peer.expectsWithin(0, 0.03, "ACK seq=1 ack=1 len=0");
  }

  @Test
  @Order(25)
  @DisplayName(
      "what fills a hole is acknowledged at once, with all that was waiting (RFC 5681 4.2)")
  void holeFilled() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460");
    peer.sends("ACK seq=101 ack=1 len=100");
    peer.expects("ACK ack=1");
    peer.sends("ACK seq=1 ack=1 len=100");
    peer.expectsWithin(0, 0.03, "ACK seq=1 ack=201 len=0");
  }

  @Test
  @Order(26)
  @DisplayName("and then goes to the application in order")
  void echoInOrder() throws Exception {
    WirePeer peer = peer(ECHO).connects("mss=1460");
    peer.sends("ACK seq=21 ack=1 len=20");
    peer.expects("ACK ack=1 len=0");
    peer.sends("ACK seq=11 ack=1 len=15");
    peer.expects("ACK ack=1 len=0");
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expectsEventually(0.5, "ACK seq=1 ack=41 len=40");
  }

  @Test
  @Order(27)
  @Exercise("6.9")
  @DisplayName("a block that arrived after a hole is told (RFC 2018 3)")
  void sack() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460 sackok=yes");
    peer.sends("ACK seq=101 ack=1 len=100");
    peer.expectsWithin(0, 0.03, "ACK seq=1 ack=1 len=0 sack=101-201");
  }

  @Test
  @Order(28)
  @Exercise("6.9")
  @DisplayName("of several, the one that grew last comes first (RFC 2018 4)")
  void sackOrder() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460 sackok=yes");
    peer.sends("ACK seq=101 ack=1 len=100");
    peer.expects("ACK ack=1 sack=101-201");
    peer.sends("ACK seq=301 ack=1 len=100");
    peer.expects("ACK ack=1 sack=301-401,101-201");
    peer.sends("ACK seq=501 ack=1 len=100");
    peer.expects("ACK ack=1 sack=501-601,301-401,101-201");
    peer.sends("ACK seq=401 ack=1 len=50");
    peer.expects("ACK ack=1 sack=301-451,501-601,101-201");
  }

  @Test
  @Order(29)
  @Exercise("6.9")
  @DisplayName("blocks that meet are one; what is acknowledged is told no more (RFC 2018 4)")
  void sackMerged() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460 sackok=yes");
    peer.sends("ACK seq=101 ack=1 len=100");
    peer.expects("ACK ack=1 sack=101-201");
    peer.sends("ACK seq=301 ack=1 len=100");
    peer.expects("ACK ack=1 sack=301-401,101-201");
    peer.sends("ACK seq=201 ack=1 len=100");
    peer.expects("ACK ack=1 sack=101-401");
    peer.sends("ACK seq=501 ack=1 len=100");
    peer.expects("ACK ack=1 sack=501-601,101-401");
    peer.sends("ACK seq=1 ack=1 len=100");
    peer.expects("ACK ack=401 sack=501-601");
  }

  @Test
  @Order(30)
  @Exercise("6.9")
  @DisplayName("of five blocks four are told: more do not fit (RFC 2018 3)")
  void fiveBlocks() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460 sackok=yes");
    for (String told :
        List.of(
            "101-201",
            "301-401,101-201",
            "501-601,301-401,101-201",
            "701-801,501-601,301-401,101-201",
            "901-1001,701-801,501-601,301-401")) {
      String from = told.substring(0, told.indexOf('-'));
      peer.sends("ACK seq=%s ack=1 len=100".formatted(from));
      peer.expectsEventually(0.3, "ACK ack=1 sack=" + told);
    }
  }

  @Test
  @Order(31)
  @DisplayName("sequence numbers go round (3.4)")
  void wrap() throws Exception {
    WirePeer peer = peer(ECHO).isn(0xFFFF_FFF0L).connects("mss=1460");
    peer.sends("ACK seq=1 ack=1 len=100");
    peer.expectsEventually(0.5, "ACK seq=1 ack=101 len=100");
    peer.sends("ACK seq=101 ack=101 len=100");
    peer.expectsEventually(0.5, "ACK seq=101 ack=201 len=100");
  }

  @Test
  @Order(32)
  @DisplayName("and are not numbers with a sign (3.4)")
  void wrapOfTheSign() throws Exception {
    WirePeer peer = peer(ECHO).isn(0x7FFF_FFF0L).connects("mss=1460");
    peer.sends("ACK seq=1 ack=1 len=100");
    peer.expectsEventually(0.5, "ACK seq=1 ack=101 len=100");
    peer.sends("ACK seq=101 ack=101 len=100");
    peer.expectsEventually(0.5, "ACK seq=101 ack=201 len=100");
  }

  @Test
  @Order(33)
  @DisplayName("urgent text is read in line (3.8.5; RFC 6093 5)")
  void urgent() throws Exception {
    WirePeer peer = peer(ECHO).connects("mss=1460");
    peer.sends("PSH,ACK,URG seq=1 ack=1 urg=5 len=10");
    peer.expectsEventually(0.5, "ACK seq=1 ack=11 len=10");
  }

  @Test
  @Order(34)
  @Exercise("6.5")
  @DisplayName("a wrong checksum: no segment (3.1, MUST-3)")
  void badChecksum() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460");
    peer.sends(peer.builder("ACK seq=1 ack=1 len=10").checksum(0x1234));
    peer.expectsSilence(0.1);
  }

  @Test
  @Order(35)
  @Exercise("6.5")
  @DisplayName("a data offset of 4 words: no segment (3.1)")
  void badDataOffset() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460");
    peer.sends(peer.builder("ACK seq=1 ack=1 len=40").dataOffset(4));
    peer.expectsSilence(0.1);
  }

  @Test
  @Order(36)
  @Exercise("6.5")
  @DisplayName("the probe of a keep-alive is answered (3.8.4; 3.10.7.4, first)")
  void keepAliveProbe() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460");
    peer.sends("ACK seq=0 ack=1");
    peer.expects("ACK seq=1 ack=1 len=0");
  }

  @Test
  @Order(37)
  @DisplayName(
      "a window closes as it was promised: its right edge never moves back (3.8.6, SHLD-14)")
  void windowCloses() throws Exception {
    WirePeer peer = peer(DEAF).connects("mss=1460");
    long edge = fill(peer);
    TcpFields probed = probe(peer, edge);
    assertThat("the window", probed.window(), is(0));
  }

  @Test
  @Order(38)
  @DisplayName("text beyond the window is answered, and not taken (3.10.7.4, first)")
  void beyondTheWindow() throws Exception {
    WirePeer peer = peer(DEAF).connects("mss=1460");
    long edge = fill(peer);
    peer.sends("ACK seq=%d ack=1 len=100".formatted(edge + 1000));
    peer.expects("ACK seq=1 ack=%d win=0 len=0".formatted(edge));
  }

  @Test
  @Order(39)
  @Exercise("6.5")
  @DisplayName("also while the window is open (3.10.7.4, first)")
  void beyondTheOpenWindow() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460 sackok=yes");
    // No window is larger than 65535 where it is not scaled.
    peer.sends("ACK seq=70000 ack=1 len=100");
    peer.expects("ACK seq=1 ack=1 len=0 sack=none");
  }

  @Test
  @Order(40)
  @DisplayName("when the application reads, the peer is told without being asked (3.8.6.2.2)")
  void windowOpens() throws Exception {
    WirePeer peer = peer(DEAF).connects("mss=1460");
    long edge = fill(peer);
    wakeUp();
    TcpFields update = peer.expects("ACK seq=1 ack=%d len=0".formatted(edge));
    assertThat("the window", update.window(), greaterThan(1460));
  }

  @Test
  @Order(41)
  @Exercise("6.5")
  @DisplayName("a reset with the number that is next ends the connection (RFC 5961 3.2)")
  void reset() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460");
    peer.sends("RST seq=1");
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("RST seq=1");
  }

  @Test
  @Order(42)
  @DisplayName("one elsewhere in the window is challenged (RFC 5961 3.2)")
  void resetInWindow() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460");
    peer.sends("RST seq=100");
    peer.expects("ACK seq=1 ack=1 len=0");
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11");
  }

  @Test
  @Order(43)
  @DisplayName("one outside the window is dropped (RFC 5961 3.2)")
  void resetOutside() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460");
    peer.sends("RST seq=-5000");
    peer.expectsSilence(0.1);
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11");
  }

  @Test
  @Order(44)
  @DisplayName("a SYN in a connection is challenged (RFC 5961 4.2)")
  void synInConnection() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460");
    peer.sends("SYN seq=500 mss=1460");
    peer.expects("ACK seq=1 ack=1 len=0");
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11");
  }

  @Test
  @Order(45)
  @DisplayName("text that acknowledges what was never sent is not taken (3.10.7.4, fifth)")
  void ackOfTheUnsent() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460");
    // The RFC wants an ACK for it; not every version of Linux sends one.
    peer.sends("ACK seq=1 ack=5000 len=10");
    peer.next(0.1);
    peer.sends("ACK seq=11 ack=1 len=10");
    peer.expectsEventually(0.3, "ACK seq=1 ack=1 len=0");
  }

  @Test
  @Order(46)
  @DisplayName("text with an ACK older than a window is challenged (RFC 5961 5.2)")
  void veryOldAck() throws Exception {
    WirePeer peer = peer(ECHO).window(1000).connects("mss=1460");
    for (int seq = 1; seq < 2000; seq += 500) {
      peer.sends("ACK seq=%d ack=%d len=500".formatted(seq, seq));
      peer.expectsEventually(0.5, "ACK seq=%d ack=%d len=500".formatted(seq, seq + 500));
    }
    peer.sends("ACK seq=2001 ack=2001");
    peer.sends("ACK seq=2001 ack=900 len=10");
    peer.expects("ACK seq=2001 ack=2001 len=0");
  }

  @Test
  @Order(47)
  @Exercise("6.6")
  @DisplayName("a FIN is acknowledged, and the other side closes too (3.6)")
  void fin() throws Exception {
    WirePeer peer = peer(ECHO).connects("mss=1460");
    peer.sends("FIN,ACK seq=1 ack=1");
    peer.expectsEventually(0.5, "FIN,ACK seq=1 ack=2 len=0");
    peer.sends("ACK seq=2 ack=2");
    peer.expectsSilence(0.3);
    peer.sends("ACK seq=2 ack=2");
    peer.expects("RST seq=2");
  }

  @Test
  @Order(48)
  @DisplayName("text on a FIN counts (3.10.7.4, seventh and eighth)")
  void finWithText() throws Exception {
    WirePeer peer = peer(ECHO).connects("mss=1460");
    peer.sends("FIN,ACK seq=1 ack=1 len=10");
    TcpFields last = peer.expectsFin(0.5);
    assertThat("acknowledged with it", peer.acknowledged(last), is(12L));
    assertThat("its number after all of the echo", peer.relative(last.nextSeq()), is(12L));
  }

  @Test
  @Order(49)
  @DisplayName("a FIN after a hole waits for what is missing (3.10.7.4, eighth)")
  void finBeforeItsText() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460");
    peer.sends("FIN,ACK seq=101 ack=1");
    peer.expectsWithin(0, 0.03, "ACK seq=1 ack=1 len=0");
    peer.sends("ACK seq=1 ack=1 len=100");
    TcpFields last = peer.expectsFin(0.5);
    assertThat("acknowledged with it", peer.acknowledged(last), is(102L));
  }

  @Test
  @Order(50)
  @Exercise("6.6")
  @DisplayName("who has closed may still receive (3.6, case 2)")
  void halfClosed() throws Exception {
    WirePeer peer = peer(CHARGEN).connects("mss=1460");
    peer.sends("FIN,ACK seq=1 ack=1");
    peer.drains(60_001);
    peer.expectsFin(0.5);
  }

  @Test
  @Order(51)
  @DisplayName("who closes first waits for the FIN of the other, and acknowledges it (3.6, case 1)")
  void activeClose() throws Exception {
    WirePeer peer = peer(CLOSER).connects("mss=1460");
    peer.expects("FIN,ACK seq=1 ack=1 len=0");
    peer.sends("ACK seq=1 ack=2 len=10");
    peer.expects("ACK seq=2 ack=11 len=0");
    peer.sends("FIN,ACK seq=11 ack=2");
    peer.expects("ACK seq=2 ack=12 len=0");
  }

  @Test
  @Order(52)
  @Exercise("6.6")
  @DisplayName("in TIME-WAIT, the FIN is acknowledged again (3.10.7.4, eighth)")
  void timeWait() throws Exception {
    WirePeer peer = peer(CLOSER).connects("mss=1460");
    peer.expects("FIN,ACK seq=1 ack=1 len=0");
    peer.sends("FIN,ACK seq=1 ack=2");
    peer.expects("ACK seq=2 ack=2 len=0");
    peer.sends("FIN,ACK seq=1 ack=2");
    peer.expects("ACK seq=2 ack=2 len=0");
  }

  @Test
  @Order(53)
  @Exercise("6.6")
  @DisplayName("a SYN beyond the old numbers opens anew in TIME-WAIT (3.6.1, MAY-2)")
  void synInTimeWait() throws Exception {
    WirePeer peer = peer(CLOSER).connects("mss=1460");
    peer.expects("FIN,ACK seq=1 ack=1 len=0");
    peer.sends("FIN,ACK seq=1 ack=2");
    TcpFields last = peer.expects("ACK seq=2 ack=2 len=0");
    peer.isn(2_000_000);
    peer.sends("SYN seq=0 mss=1460");
    TcpFields syn = peer.expects("SYN,ACK seq=0 ack=1");
    assertThat("its number is beyond the old ones", (int) (syn.seq() - last.seq()), greaterThan(0));
  }

  @Test
  @Order(54)
  @Exercise("6.6")
  @DisplayName("one among the old numbers does not: an ACK (3.10.7.4, fourth)")
  void oldSynInTimeWait() throws Exception {
    WirePeer peer = peer(CLOSER).connects("mss=1460");
    peer.expects("FIN,ACK seq=1 ack=1 len=0");
    peer.sends("FIN,ACK seq=1 ack=2");
    peer.expects("ACK seq=2 ack=2 len=0");
    peer.sends("SYN seq=-1000 mss=1460");
    peer.expects("ACK seq=2 ack=2 len=0");
  }

  @Test
  @Order(55)
  @Exercise("6.6")
  @DisplayName("both close at the same time (3.6, case 3)")
  void simultaneousClose() throws Exception {
    WirePeer peer = peer(CLOSER).connects("mss=1460");
    peer.expects("FIN,ACK seq=1 ack=1 len=0");
    peer.sends("FIN,ACK seq=1 ack=1");
    peer.expects("ACK seq=2 ack=2 len=0");
    peer.sends("ACK seq=2 ack=2");
    peer.expectsSilence(0.1);
    peer.sends("FIN,ACK seq=1 ack=2");
    peer.expects("ACK seq=2 ack=2 len=0");
  }

  @Test
  @Order(56)
  @Exercise("6.5")
  @DisplayName("a FIN without an answer goes again (3.8.1; RFC 6298 5.4)")
  void finAgain() throws Exception {
    WirePeer peer = peer(CLOSER).connects("mss=1460");
    peer.expects("FIN,ACK seq=1 ack=1 len=0");
    peer.expectsWithin(0.15, 3, "FIN,ACK seq=1 ack=1 len=0");
  }

  @Test
  @Order(57)
  @Exercise("6.5")
  @DisplayName("no segment is larger than the peer wants it (3.7.1, MUST-16)")
  void peersMss() throws Exception {
    WirePeer peer = peer(CHARGEN).connects("mss=600");
    for (int i = 0; i < 5; i++) {
      peer.expects("ACK ack=1 len=600");
    }
  }

  @Test
  @Order(58)
  @Exercise("6.5")
  @DisplayName("without an MSS, 536 bytes at most (3.7.1, MUST-15)")
  void noMss() throws Exception {
    WirePeer peer = peer(CHARGEN).connects("");
    for (int i = 0; i < 5; i++) {
      peer.expects("ACK ack=1 len=536");
    }
  }

  @Test
  @Order(59)
  @Exercise("6.9")
  @DisplayName("options take from the text: together they are no more than the MSS (RFC 6691 2)")
  void optionsAndText() throws Exception {
    WirePeer peer = peer(ECHO).connects("mss=1460 sackok=yes");
    peer.sends("ACK seq=2001 ack=1 len=100");
    peer.expects("ACK ack=1 sack=2001-2101");
    peer.sends("ACK seq=1 ack=1 len=1460");
    peer.expectsEventually(0.5, "ACK seq=1 ack=1461 len=1448 sack=2001-2101");
  }

  @Test
  @Order(60)
  @Exercise("6.5")
  @DisplayName("nor beyond the window (3.8.6.2.1)")
  void peersWindow() throws Exception {
    WirePeer peer = peer(CHARGEN).window(3000).connects("mss=1460");
    peer.expects("ACK seq=1 len=1460");
    peer.expects("ACK seq=1461 len=1460");
    assertThat("more than 80 bytes", peer.beyond(3001, 0.15), is(false));
  }

  @Test
  @Order(61)
  @Exercise("6.5")
  @DisplayName("the first flight is ten segments at most (RFC 6928 2)")
  void initialWindow() throws Exception {
    WirePeer peer = peer(CHARGEN).connects("mss=1460");
    int segments = 0;
    while (peer.next(0.1) != null) {
      segments++;
    }
    assertThat("segments before the first ACK", segments, is(10));
  }

  @Test
  @Order(62)
  @Exercise("6.6")
  @DisplayName("each segment that is acknowledged lets two more go: slow start (RFC 5681 3.1)")
  void slowStart() throws Exception {
    WirePeer peer = peer(CHARGEN).connects("mss=1460");
    for (int i = 0; i < 10; i++) {
      peer.expects("ACK ack=1 len=1460");
    }
    peer.sends("ACK seq=1 ack=1461");
    peer.expects("ACK seq=14601 len=1460");
    peer.expects("ACK seq=16061 len=1460");
    assertThat("more than two", peer.beyond(17521, 0.1), is(false));
  }

  @Test
  @Order(63)
  @Exercise("6.5")
  @DisplayName("what is not acknowledged goes again, and the next time later (RFC 6298 5)")
  void retransmission() throws Exception {
    WirePeer peer = peer(CHARGEN).connects("mss=1460");
    for (int i = 0; i < 10; i++) {
      peer.expects("ACK ack=1 len=1460");
    }
    long sent = now();
    peer.expectsWithin(0.15, 3, "ACK seq=1 len=1460");
    double seconds = (now() - sent) / 1e9;
    // Twice as long; but on a busy machine, the first one may have been seen late.
    peer.expectsWithin(1.2 * seconds, 2.6 * seconds, "ACK seq=1 len=1460");
  }

  @Test
  @Order(64)
  @Exercise("6.6")
  @DisplayName(
      "the third duplicate, and not the second: the first segment again, at once (RFC 5681 3.2)")
  void fastRetransmit() throws Exception {
    WirePeer peer = peer(CHARGEN).connects("mss=1460");
    for (int i = 0; i < 10; i++) {
      peer.expects("ACK ack=1");
    }
    peer.sends("ACK seq=1 ack=1");
    peer.sends("ACK seq=1 ack=1");
    for (TcpFields sent = peer.next(0.03); sent != null; sent = peer.next(0.03)) {
      assertThat("sent after two duplicates", peer.relative(sent.seq()), greaterThan(14_600L));
    }
    peer.sends("ACK seq=1 ack=1");
    peer.expectsEventually(0.1, "ACK seq=1 ack=1 len=1460");
  }

  @Test
  @Order(65)
  @Exercise("6.6")
  @DisplayName("an ACK of a part of what was on its way: the next hole, at once (RFC 6582 3.2)")
  void partialAck() throws Exception {
    WirePeer peer = peer(CHARGEN).connects("mss=1460");
    for (int i = 0; i < 10; i++) {
      peer.expects("ACK ack=1");
    }
    for (int i = 0; i < 3; i++) {
      peer.sends("ACK seq=1 ack=1");
    }
    peer.expectsEventually(0.1, "ACK seq=1 len=1460");
    peer.sends("ACK seq=1 ack=2921");
    peer.expectsEventually(0.1, "ACK seq=2921 len=1460");
  }

  @Test
  @Order(66)
  @Exercise("6.6")
  @DisplayName("what the peer has told of does not go again (RFC 2018 5)")
  void notWhatIsThere() throws Exception {
    WirePeer peer = peer(CHARGEN).connects("mss=1460 sackok=yes");
    for (int i = 0; i < 10; i++) {
      peer.expects("ACK ack=1 len=1460");
    }
    // Of the ten, the second and the fourth have arrived.
    peer.sends("ACK seq=1 ack=1 sack=1461-2921");
    peer.sends("ACK seq=1 ack=1 sack=4381-5841,1461-2921");
    for (long next = 1; next < 14_601; ) {
      TcpFields segment = peer.expectsWithin(0, 3, "ACK ack=1 len=1460");
      long seq = peer.relative(segment.seq());
      if (seq == 1461 || seq == 4381) {
        throw peer.failure("the peer has this already: seq=" + seq);
      }
      if (seq != next) {
        continue; // it is for later, and not looked at here
      }
      next += seq == 1 || seq == 2921 ? 2920 : 1460; // and the one that was there
      peer.sends("ACK seq=1 ack=%d%s".formatted(next, next < 4381 ? " sack=4381-5841" : ""));
    }
  }

  @Test
  @Order(67)
  @Exercise("6.5")
  @DisplayName("a closed window is probed, at growing distances (3.8.6.1, MUST-36, SHLD-30)")
  void zeroWindowProbe() throws Exception {
    WirePeer peer = peer(CHARGEN).window(0).connects("mss=1460");
    TcpFields first = peer.expectsWithin(0, 3, "ACK ack=1");
    assertThat("at most one byte", first.payload().length, lessThanOrEqualTo(1));
    peer.sends("ACK seq=1 ack=1");
    long at = now();
    peer.expectsWithin(0, 3, "ACK ack=1");
    long distance = now() - at;
    peer.sends("ACK seq=1 ack=1");
    at = now();
    assertThat("a probe", peer.next(6), notNullValue());
    assertThat(
        "the next distance, in ms",
        (now() - at) / 1_000_000,
        greaterThan(distance * 3 / 2_000_000));
  }

  @Test
  @Order(68)
  @Exercise("6.6")
  @DisplayName("and when it opens, text flows, before the next probe (3.8.6.1)")
  void windowOpensAgain() throws Exception {
    WirePeer peer = peer(CHARGEN).window(0).connects("mss=1460");
    for (int i = 0; i < 3; i++) {
      peer.expectsWithin(0, 5, "ACK ack=1");
      peer.sends("ACK seq=1 ack=1");
    }
    long at = now();
    peer.window(65535).sends("ACK seq=1 ack=1");
    peer.drains(60_001);
    assertThat("seconds", (now() - at) / 1e9, lessThanOrEqualTo(0.3 + host.slack()));
  }

  @Test
  @Order(69)
  @Exercise("6.5")
  @DisplayName("a window that is scaled counts as many times more (RFC 7323 2.2)")
  void scaledWindow() throws Exception {
    WirePeer peer = peer(CHARGEN).window(500).connects("mss=1460 wscale=3");
    peer.expects("ACK seq=1 len=1460");
    peer.expects("ACK seq=1461 len=1460");
    assertThat("beyond 4000", peer.beyond(4001, 0.15), is(false));
  }

  @Test
  @Order(70)
  @Exercise("6.6")
  @DisplayName("a shift of more than 14 counts as 14 (RFC 7323 2.3)")
  void largestShift() throws Exception {
    WirePeer peer = peer(CHARGEN).window(1).connects("mss=1460 wscale=15");
    for (int i = 1; i <= 10; i++) {
      peer.expects("ACK ack=1 len=1460");
    }
    for (int i = 1; i <= 10; i++) {
      peer.sends("ACK seq=1 ack=%d".formatted(1 + i * 1460));
    }
    assertThat("beyond the window", peer.beyond(14_601 + (1 << 14), 0.15), is(false));
  }

  @Test
  @Order(71)
  @DisplayName("an active open: SYN with the MSS, and an ACK of the SYN,ACK (3.5; 3.7.1, SHLD-5)")
  void activeOpen() throws Exception {
    WirePeer peer = connecting();
    peer.sends("SYN,ACK seq=0 ack=1 mss=1460");
    peer.expects("ACK seq=1 ack=1 len=0");
  }

  @Test
  @Order(72)
  @Exercise("6.1")
  @DisplayName("a reset that acknowledges the SYN: refused, and nothing more (3.10.7.3, second)")
  void refused() throws Exception {
    WirePeer peer = connecting();
    peer.sends("RST,ACK seq=0 ack=1");
    peer.expectsSilence(1.5);
  }

  @Test
  @Order(73)
  @Exercise("6.2")
  @DisplayName("one that does not is dropped: the SYN goes again (3.10.7.3, second)")
  void resetWithoutAck() throws Exception {
    WirePeer peer = connecting();
    peer.sends("RST seq=0");
    peer.expectsWithin(0.5, 2, "SYN seq=0");
  }

  @Test
  @Order(74)
  @Exercise("6.1")
  @DisplayName("an ACK of something else: a reset with its number (3.10.7.3, first)")
  void wrongAckInSynSent() throws Exception {
    WirePeer peer = connecting();
    peer.sends("SYN,ACK seq=0 ack=1000 mss=1460");
    peer.expects("RST seq=1000 len=0");
  }

  @Test
  @Order(75)
  @DisplayName("both open at the same time (3.5, figure 8)")
  void simultaneousOpen() throws Exception {
    WirePeer peer = connecting();
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1");
    peer.sends("SYN,ACK seq=0 ack=1 mss=1460");
    peer.expectsEventually(0.3, "ACK seq=1 ack=1 len=0");
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expectsEventually(0.5, "ACK seq=1 ack=11 len=10");
  }
}
