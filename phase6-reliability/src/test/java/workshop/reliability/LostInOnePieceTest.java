package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static workshop.reliability.WireHost.CHARGEN;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Exercise;
import workshop.testkit.Scenario;
import workshop.testkit.TcpFields;

/**
 * Text and blocks share the room in a segment (RFC 6691 section 2). New text makes room for them. A
 * lost segment may have been cut before there were any: it stays as it is.
 */
@Scenario
@Order(58)
@Exercise("6.9")
@DisplayName("A lost segment goes again in one piece, blocks or not")
class LostInOnePieceTest {
  private final StackHost host;
  private final WirePeer peer;

  LostInOnePieceTest() throws Exception {
    host = new StackHost();
    peer = new WirePeer(host, CHARGEN, 40_000);
  }

  /** The first flight of ten full segments has come, and a hole in the peer's own text is known. */
  private void firstFlightAndAHole() throws Exception {
    peer.connects("mss=1460 sackok=yes");
    for (int i = 0; i < 10; i++) {
      peer.expects("ACK seq=%d ack=1 len=1460 sack=none".formatted(1 + 1460 * i));
    }
    peer.sends("ACK seq=101 ack=1 len=100");
    peer.expects("ACK ack=1 len=0 sack=101-201");
  }

  @Test
  @Order(1)
  @DisplayName("after a time-out: 1460 bytes, and the blocks wait for the next segment")
  void timeOut() throws Exception {
    firstFlightAndAHole();
    peer.expectsWithin(0.1, 1, "ACK seq=1 ack=1 len=1460 sack=none");
    peer.sends("ACK seq=201 ack=1461");
    peer.expects("ACK seq=1461 ack=1 len=1460 sack=none");
    peer.expects("ACK seq=2921 ack=1 len=1460 sack=none");
  }

  @Test
  @Order(2)
  @DisplayName("in a fast retransmit likewise")
  void fastRetransmit() throws Exception {
    firstFlightAndAHole();
    peer.sends("ACK seq=201 ack=1 sack=1461-2921");
    peer.expects("ACK seq=14601 ack=1 len=1448 sack=101-201");
    peer.sends("ACK seq=201 ack=1 sack=1461-4381");
    peer.expects("ACK seq=16049 ack=1 len=1448 sack=101-201");
    peer.sends("ACK seq=201 ack=1 sack=1461-5841");
    TcpFields again = peer.expects("ACK seq=1 ack=1 len=1460 sack=none");
    assertThat("options", again.options().length, equalTo(0));
    peer.expectsSilence(0.1);
  }

  @Test
  @Order(3)
  @DisplayName("new segments shrink by the blocks; with them all is told")
  void newOnes() throws Exception {
    firstFlightAndAHole();
    peer.sends("ACK seq=201 ack=14601");
    peer.expects("ACK seq=14601 ack=1 len=1448 sack=101-201");
    peer.expects("ACK seq=16049 ack=1 len=1448 sack=101-201");
  }

  @Test
  @Order(4)
  @DisplayName("one that was cut for the blocks has them again")
  void cutForTheBlocks() throws Exception {
    firstFlightAndAHole();
    peer.sends("ACK seq=201 ack=14601");
    for (int i = 0; i < 11; i++) {
      peer.expects("ACK seq=%d ack=1 len=1448 sack=101-201".formatted(14601 + 1448 * i));
    }
    peer.expectsWithin(0.1, 1, "ACK seq=14601 ack=1 len=1448 sack=101-201");
  }
}
