package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Given;
import workshop.testkit.Hex;

@Given
@Order(6)
@DisplayName("MemoryLink: a cable that exists in memory only")
class MemoryLinkTest {
  private final MemoryLink link = MemoryLink.create(1500);

  @Test
  @Order(1)
  @DisplayName("what is sent at one end is received at the other, in order")
  void carriesFrames() {
    link.send(frame("01 02 03"));
    link.send(frame("04"));
    link.peer().send(frame("05 06"));
    assertThat(link.peer().receive(), sameBytes(Hex.bytes("01 02 03")));
    assertThat(link.peer().receive(), sameBytes(Hex.bytes("04")));
    assertThat(link.peer().receive(), is(nullValue()));
    assertThat(link.receive(), sameBytes(Hex.bytes("05 06")));
    assertThat(link.receive(), is(nullValue()));
  }

  @Test
  @Order(2)
  @DisplayName("sends headers and message, leaves the frame as it is, and keeps a copy")
  void copies() {
    OutgoingFrame frame = new OutgoingFrame(10);
    frame.message(2).put(Hex.bytes("02 03"));
    frame.prepend(1).put(Hex.bytes("01"));
    link.send(frame);
    assertThat(frame.bytes(), sameBytes(Hex.bytes("01 02 03")));
    frame.bytes().put(1, (byte) 0x7F);
    assertThat(link.peer().receive(), sameBytes(Hex.bytes("01 02 03")));
  }

  @Test
  @Order(3)
  @DisplayName("has two ends with one MTU, and does nothing but carry frames")
  void hasTwoEnds() {
    MemoryLink small = MemoryLink.create(576);
    assertThat(small.mtu(), is(576));
    assertThat(small.peer().mtu(), is(576));
    assertThat(small.capabilities(), is(Capabilities.plain(576)));
    assertThat("nobody has checked what comes", small.isChecked(), is(false));
    assertThat(small.peer().peer(), is(sameInstance(small)));
  }

  @Test
  @Order(4)
  @DisplayName("never waits: nobody else could bring a frame, or has to wake it")
  void neverWaits() {
    link.await(Long.MAX_VALUE);
    link.wake();
    assertThat(link.receive(), is(nullValue()));
    assertThat(link.peer().receive(), is(nullValue()));
  }

  private static OutgoingFrame frame(String hex) {
    return OutgoingFrame.of(ByteBuffer.wrap(Hex.bytes(hex)));
  }
}
