package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.testkit.Given;

@Order(3)
@Given
@DisplayName("The memory that all queues share")
class MemoryTest {
  private static final int BUDGET = 256 * 1024;

  private final Memory memory = new Memory(BUDGET);

  private static ByteBuffer bytes(int count) {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    for (int i = 0; i < count; i++) {
      bytes.put(i, (byte) (i * 31));
    }
    return bytes;
  }

  @ParameterizedTest(name = "for {0} bytes: {1}")
  @Order(1)
  @DisplayName("a piece is the next power of two, and 4096 at least")
  @CsvSource({"1, 4096", "4096, 4096", "4097, 8192", "8192, 8192", "20000, 32768"})
  void sizes(int asked, int got) {
    assertThat(memory.take(asked).bytes.capacity(), equalTo(got));
  }

  @Test
  @Order(2)
  @DisplayName("what comes back is used again")
  void usedAgain() {
    Memory.Piece piece = memory.take(8192);
    Memory.Piece other = memory.take(8192);
    assertThat(other, not(sameInstance(piece)));
    memory.giveBack(piece);
    assertThat(memory.take(4096), not(sameInstance(piece)));
    assertThat(memory.take(5000), sameInstance(piece));
  }

  @Test
  @Order(3)
  @DisplayName("there is no more than the budget; but nobody is refused the smallest piece")
  void budget() {
    Memory.Piece half = memory.take(BUDGET / 2);
    assertThat(memory.inUse(), equalTo(BUDGET / 2L));
    assertThat(memory.take(BUDGET), nullValue());
    assertThat(memory.take(BUDGET / 2), notNullValue());
    assertThat(memory.take(8192), nullValue());
    for (int i = 0; i < 100; i++) {
      assertThat(memory.take(4096), notNullValue());
    }
    memory.giveBack(half);
    assertThat(memory.take(8192), notNullValue());
  }

  @Test
  @Order(4)
  @DisplayName("memory is short if more than three quarters are in use")
  void isShort() {
    List<Memory.Piece> pieces = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      pieces.add(memory.take(8192));
    }
    assertThat("with three quarters in use", memory.isShort(), equalTo(false));
    pieces.add(memory.take(8192));
    assertThat("with one piece more", memory.isShort(), equalTo(true));
    memory.giveBack(pieces.remove(0));
    assertThat("after it has come back", memory.isShort(), equalTo(false));
  }

  @Test
  @Order(5)
  @DisplayName("an empty queue has no memory; what it gives back is the next one's")
  void emptyQueue() {
    for (int i = 0; i < 100; i++) {
      ByteQueue queue = new ByteQueue(BUDGET / 2, memory);
      assertThat("in use before queue " + i, memory.inUse(), equalTo(0L));
      queue.add(bytes(20_000));
      assertThat(queue.peek(0, 20_000), sameBytes(bytes(20_000).array()));
      queue.remove(20_000);
    }
    assertThat(memory.inUse(), equalTo(0L));
  }

  @Test
  @Order(6)
  @DisplayName("where memory is at its end, a queue takes what fits into what it has")
  void queueAtTheEnd() {
    memory.take(BUDGET);
    ByteQueue queue = new ByteQueue(BUDGET, memory);
    assertThat("certain", queue.certain(), equalTo(4096));
    assertThat("taken", queue.add(bytes(5000)), equalTo(4096));
    assertThat("certain", queue.certain(), equalTo(0));
    assertThat("taken", queue.add(bytes(1)), equalTo(0));
    queue.remove(4000);
    assertThat("certain", queue.certain(), equalTo(4000));
    assertThat("room for all of it", queue.makeRoom(4000), equalTo(true));
    assertThat("room for more", queue.makeRoom(4001), equalTo(false));
    assertThat("taken", queue.add(bytes(5000)), equalTo(4000));
    ByteBuffer expected = ByteBuffer.allocate(4096);
    expected.put(bytes(4096).position(4000)).put(bytes(4000));
    assertThat(queue.peek(0, 4096), sameBytes(expected.array()));
  }
}
