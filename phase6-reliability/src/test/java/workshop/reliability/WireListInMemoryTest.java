package workshop.reliability;

import static workshop.reliability.WireHost.CHARGEN;
import static workshop.reliability.WireHost.DISCARD;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Exercise;

/** The list on our stack, with what kernels do otherwise, or would need too long for. */
@Order(56)
@Exercise("6.9")
@DisplayName("What the RFCs say, segment by segment")
class WireListInMemoryTest extends WireList {
  @Override
  WireHost start() throws Exception {
    return new StackHost();
  }

  @BeforeEach
  void afterPhase5() {
    AfterPhase5.isDone();
  }

  @Test
  @Order(101)
  @Exercise("6.5")
  @DisplayName("an ACK of what was never sent is answered (3.10.7.4, fifth)")
  void answerToAckOfTheUnsent() throws Exception {
    WirePeer peer = peer(DISCARD).connects("mss=1460");
    peer.sends("ACK seq=1 ack=5000 len=10");
    peer.expects("ACK seq=1 ack=1 len=0");
  }

  @Test
  @Order(102)
  @Exercise("6.6")
  @DisplayName("each of the first two duplicates lets a new segment go (RFC 5681 3.2, step 1)")
  void limitedTransmit() throws Exception {
    WirePeer peer = peer(CHARGEN).connects("mss=1460");
    for (int i = 0; i < 10; i++) {
      peer.expects("ACK ack=1");
    }
    peer.sends("ACK seq=1 ack=1");
    peer.expectsWithin(0, 0.03, "ACK seq=14601 len=1460");
    peer.sends("ACK seq=1 ack=1");
    peer.expectsWithin(0, 0.03, "ACK seq=16061 len=1460");
  }

  @Test
  @Order(103)
  @Exercise("6.6")
  @DisplayName("a peer whose window stays closed, and who says so, is not given up (MUST-37)")
  void closedForLong() throws Exception {
    WirePeer peer = peer(CHARGEN).window(0).connects("mss=1460");
    for (int i = 0; i < 20; i++) {
      peer.expectsWithin(0, 60, "ACK ack=1"); // 20 probes take more than ten minutes
      peer.sends("ACK seq=1 ack=1");
    }
    peer.window(65535).sends("ACK seq=1 ack=1");
    peer.drains(60_001);
  }
}
