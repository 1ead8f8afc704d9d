package workshop.speed;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static workshop.testkit.SameBytes.sameBytes;
import static workshop.testkit.SameBytes.sameFrame;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.tap.Capabilities;
import workshop.tap.MemoryLink;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.Hex;

@Order(11)
@Exercise("8.5")
@DisplayName("SegmentingLink, a card in software")
class SegmentingLinkTest {
  private final MemoryLink wire = MemoryLink.create(1500);
  private final OffloadCounters counters = new OffloadCounters();
  private final SegmentingLink card = new SegmentingLink(wire, counters);

  @Test
  @Order(1)
  @DisplayName("cuts a super-segment: frames of the wire's size, with all checksums")
  void cuts() throws IOException {
    OutgoingFrame frame = Vnet.large(Vnet.segment(3000).flags("ACK,PSH").frame(), 1460);
    byte[] before = Vnet.bytes(frame);
    card.send(frame);
    for (int i = 0; i < 3; i++) {
      int index = i;
      byte[] right =
          Vnet.segment(0)
              .seq(1000 + i * 1460)
              .flags(i == 2 ? "ACK,PSH" : "ACK")
              .ip(ip -> ip.identification(1 + index))
              .payload(Vnet.text(i * 1460, i == 2 ? 80 : 1460))
              .frame();
      assertThat("frame " + i, Hex.bytes(wire.peer().receive()), sameFrame(right));
    }
    assertThat(wire.peer().receive(), is(nullValue()));
    assertThat("the super-segment, afterwards", Vnet.bytes(frame), sameBytes(before));
    assertThat("super-segments", counters.out().superSegments(), is(1L));
  }

  @Test
  @Order(2)
  @Exercise("8.3")
  @DisplayName("completes a checksum, each time that the frame is sent")
  void completes() throws IOException {
    byte[] right = Vnet.segment(100).frame();
    OutgoingFrame frame = Vnet.partial(right);
    byte[] before = Vnet.bytes(frame);
    for (int i = 0; i < 2; i++) {
      card.send(frame);
      assertThat(Hex.bytes(wire.peer().receive()), sameFrame(right));
      assertThat("the frame, afterwards", Vnet.bytes(frame), sameBytes(before));
    }
  }

  @Test
  @Order(3)
  @Given
  @DisplayName("a frame that asks for nothing goes as it is; what comes in is not checked")
  void handsOn() throws IOException {
    byte[] arp = Frames.arpRequest().frame();
    card.send(OutgoingFrame.of(ByteBuffer.wrap(arp)));
    assertThat(Hex.bytes(wire.peer().receive()), sameFrame(arp));
    wire.peer().send(OutgoingFrame.of(ByteBuffer.wrap(arp)));
    assertThat(Hex.bytes(card.receive()), sameFrame(arp));
    assertThat(card.receive(), is(nullValue()));
    assertThat("checked", card.isChecked(), is(false));
    assertThat(card.capabilities(), is(new Capabilities(1500, 65_549, true, true)));
    assertThat("frames in", counters.in().frames(), is(1L));
    card.await(1);
    card.wake();
    card.close();
  }
}
