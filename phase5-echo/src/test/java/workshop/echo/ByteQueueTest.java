package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Given;

@Order(2)
@Given
@DisplayName("A queue of bytes")
class ByteQueueTest {

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(Script.CHARSET));
  }

  private static byte[] of(String text) {
    return text.getBytes(Script.CHARSET);
  }

  @Test
  @Order(1)
  @DisplayName("first in, first out")
  void firstInFirstOut() {
    ByteQueue queue = new ByteQueue(10);
    assertThat(queue.size(), equalTo(0));
    assertThat(queue.free(), equalTo(10));
    queue.add(bytes("abc"));
    queue.add(bytes("def"));
    assertThat(queue.peek(0, 6), sameBytes(of("abcdef")));
    queue.remove(2);
    assertThat(queue.size(), equalTo(4));
    assertThat(queue.free(), equalTo(6));
    assertThat(queue.peek(0, 4), sameBytes(of("cdef")));
    assertThat(queue.peek(1, 2), sameBytes(of("de")));
    assertThat(queue.peek(4, 0), sameBytes(of("")));
  }

  @Test
  @Order(2)
  @DisplayName("it takes what there is room for, and tells how much; the rest stays with the giver")
  void takesWhatThereIsRoomFor() {
    ByteQueue queue = new ByteQueue(5);
    ByteBuffer data = bytes("abcdefgh");
    assertThat(queue.add(data), equalTo(5));
    assertThat(data.position(), equalTo(5));
    assertThat(queue.add(data), equalTo(0));
    queue.remove(2);
    assertThat(queue.add(data), equalTo(2));
    assertThat(queue.peek(0, 5), sameBytes(of("cdefg")));
    assertThat(data.remaining(), equalTo(1));
  }

  @Test
  @Order(3)
  @DisplayName("it takes what lies between position and limit, and copies it")
  void copies() {
    ByteQueue queue = new ByteQueue(10);
    byte[] source = of("abcdef");
    queue.add(ByteBuffer.wrap(source).position(1).limit(4));
    Arrays.fill(source, (byte) 'x');
    assertThat(queue.peek(0, 3), sameBytes(of("bcd")));
  }

  @Test
  @Order(4)
  @DisplayName("more cannot be removed than there is, nor less than nothing")
  void removesOnlyWhatThereIs() {
    ByteQueue queue = new ByteQueue(10);
    queue.add(bytes("abc"));
    assertThrows(IllegalArgumentException.class, () -> queue.remove(4));
    assertThrows(IllegalArgumentException.class, () -> queue.remove(-1));
    assertThat(queue.size(), equalTo(3));
    queue.remove(3);
    assertThat(queue.size(), equalTo(0));
  }

  @Test
  @Order(5)
  @DisplayName("whoever peeks cannot change what is in it")
  void peekIsReadOnly() {
    ByteQueue queue = new ByteQueue(10);
    queue.add(bytes("abc"));
    assertThat(queue.peek(0, 3).isReadOnly(), equalTo(true));
  }

  @ParameterizedTest(name = "seed {0}")
  @Order(6)
  @DisplayName("after any number of steps it holds what a plain model holds")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void likeAModel(long seed) {
    Random random = new Random(seed);
    int capacity = new int[] {1, 7, 4096, 10_000, 65535}[random.nextInt(5)];
    ByteQueue queue = new ByteQueue(capacity);
    long in = 0; // the stretch of the stream from out to in is what it should hold
    long out = 0;
    for (int step = 0; step < 5000; step++) {
      String where = "seed " + seed + ", step " + step;
      if (random.nextBoolean()) {
        int count = random.nextInt(random.nextInt(4) == 0 ? capacity + 2 : 100);
        int taken = queue.add(ByteBuffer.wrap(Exchange.stream(in, count)));
        assertThat(where, taken, equalTo((int) Math.min(count, capacity - (in - out))));
        in += taken;
      } else {
        int count = random.nextInt((int) (in - out) + 1);
        queue.remove(count);
        out += count;
      }
      assertThat(where, queue.size(), equalTo((int) (in - out)));
      assertThat(where, queue.free(), equalTo(capacity - (int) (in - out)));
      int offset = random.nextInt(queue.size() + 1);
      int count = random.nextInt(queue.size() - offset + 1);
      assertThat(where, queue.peek(offset, count), sameBytes(Exchange.stream(out + offset, count)));
      if (step % 100 == 0) {
        assertThat(
            where, queue.peek(0, queue.size()), sameBytes(Exchange.stream(out, queue.size())));
      }
    }
  }
}
