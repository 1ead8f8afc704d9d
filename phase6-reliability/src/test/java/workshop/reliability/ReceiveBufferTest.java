package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Given;

@Order(20)
@Given
@DisplayName("The receive buffer")
class ReceiveBufferTest {

  private static byte[] stream(int from, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) ((from + i) % 251); // a prime: no power of two hides a shift
    }
    return bytes;
  }

  private static ByteBuffer text(int from, int count) {
    return ByteBuffer.wrap(stream(from, count));
  }

  @Test
  @Order(1)
  @DisplayName("bytes are in order when it is said so, and use up room only then")
  void inOrder() {
    ReceiveBuffer buffer = new ReceiveBuffer(10);
    assertThat("free()", buffer.free(), equalTo(10));
    buffer.put(0, text(0, 4));
    assertThat(buffer.inOrder(), sameBytes(new byte[0]));
    assertThat("free()", buffer.free(), equalTo(10));
    buffer.advance(4);
    assertThat(buffer.inOrder(), sameBytes(stream(0, 4)));
    assertThat("free()", buffer.free(), equalTo(6));
    buffer.remove(3);
    assertThat(buffer.inOrder(), sameBytes(stream(3, 1)));
    assertThat("free()", buffer.free(), equalTo(9));
  }

  @Test
  @Order(2)
  @DisplayName("bytes after a hole stay at their place until the hole is filled")
  void hole() {
    ReceiveBuffer buffer = new ReceiveBuffer(20);
    buffer.put(0, text(0, 5));
    buffer.advance(5);
    buffer.put(5, text(10, 10));
    buffer.remove(5); // all that is in order
    buffer.put(0, text(5, 5));
    buffer.advance(15);
    assertThat(buffer.inOrder(), sameBytes(stream(5, 15)));
  }

  @Test
  @Order(3)
  @DisplayName("text is taken from index 0 to the limit, copied, and the buffer left as it was")
  void copies() {
    ReceiveBuffer buffer = new ReceiveBuffer(10);
    ByteBuffer text = text(0, 8).position(2).limit(5);
    buffer.put(0, text);
    buffer.advance(5);
    assertThat("position", text.position(), equalTo(2));
    assertThat("limit", text.limit(), equalTo(5));
    text.put(0, (byte) 99);
    assertThat(buffer.inOrder(), sameBytes(stream(0, 5)));
    assertThat("isReadOnly()", buffer.inOrder().isReadOnly(), equalTo(true));
  }

  @Test
  @Order(4)
  @DisplayName("there is no place beyond the capacity, and nothing to remove but what is there")
  void bounds() {
    ReceiveBuffer buffer = new ReceiveBuffer(10);
    assertThrows(IllegalArgumentException.class, () -> buffer.put(0, text(0, 11)));
    assertThrows(IllegalArgumentException.class, () -> buffer.put(9, text(9, 2)));
    buffer.put(9, text(9, 1));
    buffer.put(0, text(0, 9));
    assertThrows(IllegalArgumentException.class, () -> buffer.remove(1));
    buffer.advance(10);
    assertThrows(IllegalArgumentException.class, () -> buffer.put(0, text(10, 1)));
    assertThrows(IllegalArgumentException.class, () -> buffer.remove(11));
    assertThrows(IllegalArgumentException.class, () -> buffer.remove(-1));
    assertThat(buffer.inOrder(), sameBytes(stream(0, 10)));
    assertThat("free()", buffer.free(), equalTo(0));
  }

  @ParameterizedTest(name = "seed {0}")
  @Order(5)
  @DisplayName("after any number of steps it holds what a plain list of bytes holds")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void likeAModel(long seed) {
    Random random = new Random(seed);
    int capacity = new int[] {1, 7, 4096, 5000, 65_535, 300_000}[random.nextInt(6)];
    ReceiveBuffer buffer = new ReceiveBuffer(capacity);
    BitSet stored = new BitSet();
    int head = 0;
    int tail = 0;
    for (int step = 0; step < 2000; step++) {
      int free = capacity - (tail - head);
      switch (random.nextInt(3)) {
        case 0 -> {
          int offset = random.nextInt(free + 1);
          int most = random.nextInt(10) == 0 ? free - offset : Math.min(1460, free - offset);
          int count = random.nextInt(most + 1);
          buffer.put(offset, text(tail + offset, count));
          stored.set(tail + offset, tail + offset + count);
        }
        case 1 -> {
          int end = tail + random.nextInt(Math.min(3000, free) + 1);
          int hole = stored.nextClearBit(tail);
          while (hole < end) { // nothing but the holes: what is stored must still be there
            int count = Math.min(1460, holeEnd(stored, hole, end) - hole);
            buffer.put(hole - tail, text(hole, count));
            stored.set(hole, hole + count);
            hole = stored.nextClearBit(hole);
          }
          buffer.advance(end - tail);
          tail = end;
        }
        default -> {
          int count = random.nextInt(3) == 0 ? tail - head : random.nextInt(tail - head + 1);
          buffer.remove(count);
          head += count;
        }
      }
      String where = "seed " + seed + ", step " + step;
      assertThat(where, buffer.free(), equalTo(capacity - (tail - head)));
      assertThat(where, buffer.inOrder(), sameBytes(stream(head, tail - head)));
    }
  }

  /** Where the hole ends, but no further than the limit. */
  private static int holeEnd(BitSet stored, int hole, int limit) {
    int end = stored.nextSetBit(hole);
    return end < 0 ? limit : Math.min(end, limit);
  }
}
