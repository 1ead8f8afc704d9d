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
    link.send(ByteBuffer.wrap(Hex.bytes("01 02 03")));
    link.send(ByteBuffer.wrap(Hex.bytes("04")));
    link.peer().send(ByteBuffer.wrap(Hex.bytes("05 06")));
    assertThat(link.peer().receive(), sameBytes(Hex.bytes("01 02 03")));
    assertThat(link.peer().receive(), sameBytes(Hex.bytes("04")));
    assertThat(link.peer().receive(), is(nullValue()));
    assertThat(link.receive(), sameBytes(Hex.bytes("05 06")));
    assertThat(link.receive(), is(nullValue()));
  }

  @Test
  @Order(2)
  @DisplayName("sends what lies between position and limit, leaves both, and keeps a copy")
  void copies() {
    byte[] bytes = Hex.bytes("aa 01 02 bb");
    ByteBuffer frame = ByteBuffer.wrap(bytes).position(1).limit(3);
    link.send(frame);
    assertThat(frame, sameBytes(Hex.bytes("01 02")));
    bytes[1] = 0x7f;
    assertThat(link.peer().receive(), sameBytes(Hex.bytes("01 02")));
  }

  @Test
  @Order(3)
  @DisplayName("has two ends with one MTU")
  void hasTwoEnds() {
    MemoryLink small = MemoryLink.create(576);
    assertThat(small.mtu(), is(576));
    assertThat(small.peer().mtu(), is(576));
    assertThat(small.peer().peer(), is(sameInstance(small)));
  }
}
