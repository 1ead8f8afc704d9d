package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
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
  @DisplayName("more cannot be seen than there is, nor less than nothing")
  void showsOnlyWhatThereIs() {
    ByteQueue queue = new ByteQueue(10);
    queue.add(bytes("abcde"));
    for (int[] wrong : new int[][] {{6, -1}, {-1, 2}, {0, 6}, {5, 1}, {Integer.MAX_VALUE, 1}}) {
      Exception told =
          assertThrows(IllegalArgumentException.class, () -> queue.peek(wrong[0], wrong[1]));
      assertThat(
          told.getMessage(), equalTo("peek(%d, %d): 5 bytes wait".formatted(wrong[0], wrong[1])));
    }
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

  // --- Bytes that come before their turn.

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

  private static ByteBuffer all(ByteQueue queue) {
    return queue.peek(0, queue.size());
  }

  @Test
  @Order(7)
  @DisplayName("bytes are in order when it is said so, and use up room only then")
  void inOrder() {
    ByteQueue queue = new ByteQueue(10);
    assertThat("free()", queue.free(), equalTo(10));
    queue.put(0, text(0, 4));
    assertThat(all(queue), sameBytes(new byte[0]));
    assertThat("free()", queue.free(), equalTo(10));
    queue.advance(4);
    assertThat(all(queue), sameBytes(stream(0, 4)));
    assertThat("free()", queue.free(), equalTo(6));
    queue.remove(3);
    assertThat(all(queue), sameBytes(stream(3, 1)));
    assertThat("free()", queue.free(), equalTo(9));
  }

  @Test
  @Order(8)
  @DisplayName("bytes after a hole stay at their place until the hole is filled")
  void hole() {
    ByteQueue queue = new ByteQueue(20);
    queue.put(0, text(0, 5));
    queue.advance(5);
    queue.put(5, text(10, 10));
    queue.remove(5); // all that is in order
    queue.put(0, text(5, 5));
    queue.advance(15);
    assertThat(all(queue), sameBytes(stream(5, 15)));
  }

  @Test
  @Order(9)
  @DisplayName("the hole may be filled with add, too")
  void holeFilledWithAdd() {
    ByteQueue queue = new ByteQueue(20);
    queue.put(5, text(5, 10));
    assertThat(queue.size(), equalTo(0));
    assertThat(queue.add(text(0, 5)), equalTo(5));
    assertThat(all(queue), sameBytes(stream(0, 5)));
    queue.advance(10);
    assertThat(all(queue), sameBytes(stream(0, 15)));
  }

  @Test
  @Order(10)
  @DisplayName("text is taken from index 0 to the limit, copied, and the buffer left as it was")
  void putCopies() {
    ByteQueue queue = new ByteQueue(10);
    ByteBuffer text = text(0, 8).position(2).limit(5);
    queue.put(0, text);
    queue.advance(5);
    assertThat("position", text.position(), equalTo(2));
    assertThat("limit", text.limit(), equalTo(5));
    text.put(0, (byte) 99);
    assertThat(all(queue), sameBytes(stream(0, 5)));
    assertThat("isReadOnly()", all(queue).isReadOnly(), equalTo(true));
  }

  @Test
  @Order(11)
  @DisplayName("there is no place beyond the capacity, and nothing to remove but what is there")
  void bounds() {
    ByteQueue queue = new ByteQueue(10);
    assertThrows(IllegalArgumentException.class, () -> queue.put(0, text(0, 11)));
    assertThrows(IllegalArgumentException.class, () -> queue.put(9, text(9, 2)));
    queue.put(9, text(9, 1));
    queue.put(0, text(0, 9));
    assertThrows(IllegalArgumentException.class, () -> queue.remove(1));
    queue.advance(10);
    assertThrows(IllegalArgumentException.class, () -> queue.put(0, text(10, 1)));
    assertThrows(IllegalArgumentException.class, () -> queue.remove(11));
    assertThrows(IllegalArgumentException.class, () -> queue.remove(-1));
    assertThat(all(queue), sameBytes(stream(0, 10)));
    assertThat("free()", queue.free(), equalTo(0));
  }

  @ParameterizedTest(name = "seed {0}")
  @Order(12)
  @DisplayName("after any number of steps, gaps among them, it holds what a list of bytes holds")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void likeAModelWithGaps(long seed) {
    Random random = new Random(seed);
    int capacity = new int[] {1, 7, 4096, 5000, 65_535, 300_000}[random.nextInt(6)];
    ByteQueue queue = new ByteQueue(capacity);
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
          queue.put(offset, text(tail + offset, count));
          stored.set(tail + offset, tail + offset + count);
        }
        case 1 -> {
          int end = tail + random.nextInt(Math.min(3000, free) + 1);
          int hole = stored.nextClearBit(tail);
          while (hole < end) { // nothing but the holes: what is stored must still be there
            int count = Math.min(1460, holeEnd(stored, hole, end) - hole);
            queue.put(hole - tail, text(hole, count));
            stored.set(hole, hole + count);
            hole = stored.nextClearBit(hole);
          }
          queue.advance(end - tail);
          tail = end;
        }
        default -> {
          int count = random.nextInt(3) == 0 ? tail - head : random.nextInt(tail - head + 1);
          queue.remove(count);
          head += count;
        }
      }
      String where = "seed " + seed + ", step " + step;
      assertThat(where, queue.free(), equalTo(capacity - (tail - head)));
      assertThat(where, all(queue), sameBytes(stream(head, tail - head)));
    }
  }

  /** Where the hole ends, but no further than the limit. */
  private static int holeEnd(BitSet stored, int hole, int limit) {
    int end = stored.nextSetBit(hole);
    return end < 0 ? limit : Math.min(end, limit);
  }
}
