package workshop.testkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static workshop.testkit.Buffers.direct;
import static workshop.testkit.Buffers.sameMemory;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BuffersTest {
  private static final byte[] BYTES = {1, 2, 3};

  @Test
  void directIsAsADeviceHandsItOver() {
    ByteBuffer buffer = direct(BYTES);
    assertThat(buffer, sameBytes(BYTES));
    assertThat(buffer.isDirect(), is(true));
    assertThat(buffer.position() > 0 && buffer.limit() < buffer.capacity(), is(true));
    ByteBuffer all = buffer.duplicate().clear();
    assertThat(all.get(0), is((byte) 0xEE));
    assertThat(all.get(all.capacity() - 1), is((byte) 0xEE));
  }

  @Test
  void sameMemoryIsNoMatterOfTheBufferObject() {
    ByteBuffer one = direct(BYTES).slice();
    assertThat(sameMemory(one, one), is(true));
    assertThat(sameMemory(one, one.duplicate()), is(true));
    assertThat(sameMemory(one, one.slice().asReadOnlyBuffer()), is(true));
    assertThat("a copy", sameMemory(one, direct(BYTES)), is(false));
    assertThat("another place", sameMemory(one, one.slice(1, 2)), is(false));
    assertThat("nothing", sameMemory(one, one.slice(0, 0)), is(false));
    assertThat("as before", one, sameBytes(BYTES));
  }
}
