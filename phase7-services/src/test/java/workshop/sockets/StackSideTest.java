package workshop.sockets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.echo.ConnectionId;
import workshop.echo.StreamOptions;
import workshop.echo.TcpStream;
import workshop.tcp.SequenceNumber;
import workshop.testkit.Exercise;
import workshop.testkit.Given;
import workshop.testkit.SameBytes;

@Order(13)
@Given
@DisplayName("StackSide: between a connection and its socket")
class StackSideTest {
  private static final long SECOND = 1_000_000_000;

  /** A connection that writes down what is done to it. */
  private static final class Connection implements TcpStream {
    private final List<String> done = new ArrayList<>();
    private ByteBuffer received = ByteBuffer.allocate(0);
    private boolean atEnd;

    @Override
    public ConnectionId id() {
      throw new AssertionError("nobody needs it here");
    }

    @Override
    public ByteBuffer received() {
      return received.duplicate();
    }

    @Override
    public void consume(int count) {
      received.position(received.position() + count);
    }

    @Override
    public boolean atEnd() {
      return atEnd && !received.hasRemaining();
    }

    @Override
    public int write(ByteBuffer data) {
      return 0;
    }

    @Override
    public SequenceNumber unacknowledged() {
      throw new AssertionError("nobody needs it here");
    }

    @Override
    public boolean closeAcknowledged() {
      throw new AssertionError("nobody needs it here");
    }

    @Override
    public void close() {
      done.add("close");
    }

    @Override
    public void abort() {
      done.add("abort");
    }

    @Override
    public void wake() {
      done.add("wake");
    }

    @Override
    public void wakeAt(long time) {
      done.add("wake at " + time / SECOND + " s");
    }

    @Override
    public StreamOptions options() {
      throw new AssertionError("nobody needs it here");
    }
  }

  private final List<String> told = new ArrayList<>();
  private final StackThread thread = new StackThread(() -> told.add("woken"));
  private final StackSide side =
      new StackSide(thread, connected -> told.add("connected"), reason -> told.add("failed"));
  private final Connection connection = new Connection();

  /** A batch at this time, in seconds; the connection has a turn if it has asked for one. */
  private void batch(int time) {
    thread.startOfBatch(time * SECOND);
    thread.work();
  }

  @Test
  @Order(1)
  @DisplayName("its socket is told once that it is connected")
  void connected() {
    side.progress(connection);
    side.progress(connection);
    assertThat(told, contains("connected"));
    assertThat(connection.done, is(empty()));
  }

  @Test
  @Order(2)
  @DisplayName("however often a caller has something to do, the stack is woken once a batch")
  void wokenOnce() {
    side.progress(connection);
    told.clear();
    side.endOutput();
    side.endOutput();
    assertThat(told, contains("woken"));
    batch(1);
    assertThat(connection.done, contains("wake"));
    side.endOutput();
    assertThat(told, contains("woken", "woken"));
  }

  @Test
  @Order(3)
  @DisplayName("closed, and the peer does not close: it is given up after a minute")
  void peerDoesNotClose() {
    side.progress(connection);
    side.close();
    batch(5);
    connection.done.clear();
    side.progress(connection);
    assertThat(connection.done, contains("wake at 65 s", "close"));
    batch(64);
    side.progress(connection);
    assertThat(connection.done, contains("wake at 65 s", "close", "close"));
    batch(65);
    side.progress(connection);
    assertThat(connection.done.subList(3, 5), contains("abort", "close"));
  }

  @Test
  @Order(4)
  @DisplayName("closed, and something comes that nobody will read: a reset")
  void nobodyReads() {
    side.progress(connection);
    side.close();
    batch(5);
    connection.received = ByteBuffer.wrap(new byte[10]);
    connection.done.clear();
    side.progress(connection);
    assertThat(connection.done, contains("wake at 65 s", "abort", "close"));
  }

  @Test
  @Order(5)
  @DisplayName("what the socket has no room for stays in the connection: so the window closes")
  void noRoom() {
    connection.received = ByteBuffer.wrap(new byte[StackSide.CAPACITY + 1000]);
    side.progress(connection);
    assertThat("left in the connection", connection.received.remaining(), is(1000));
  }

  @Test
  @Order(5)
  @Exercise("7.10")
  @DisplayName("the connection is over before anybody has read: all that it had can still be read")
  void overBeforeItIsRead() throws Exception {
    byte[] data = new byte[StackSide.CAPACITY + 1000];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (i * 31 + (i >> 8));
    }
    connection.received = ByteBuffer.wrap(data);
    side.progress(connection);
    side.closed(connection);
    ByteBuffer read = ByteBuffer.allocate(2 * data.length);
    int reads = 0;
    while (side.in().read(read, 0) != BytePipe.END && reads < 10) {
      reads++;
    }
    byte[] came = Arrays.copyOf(read.array(), read.position());
    assertThat("the bytes that were read", came, SameBytes.sameBytes(data));
  }

  @Test
  @Order(6)
  @DisplayName("tasks: one that throws does not keep those behind it from having their turn")
  void taskThrows() {
    thread.run(
        () -> {
          throw new IllegalStateException("a mistake");
        });
    thread.run(() -> told.add("second"));
    try {
      batch(1);
    } catch (IllegalStateException e) {
      told.add(e.getMessage());
    }
    thread.run(() -> told.add("third"));
    batch(2);
    batch(3);
    assertThat(told, contains("woken", "woken", "a mistake", "woken", "second", "third"));
  }

  @Test
  @Order(7)
  @DisplayName("a call that would wait for its own thread is refused")
  void onTheStacksThread() {
    batch(1);
    assertThrows(IllegalStateException.class, side::refuseItself);
    assertThrows(IllegalStateException.class, () -> thread.run(side, () -> {}));
  }

  @Test
  @Order(8)
  @DisplayName("a task that fails for somebody who waits tells him, and is told itself")
  void taskFailsForSomebody() throws Exception {
    Caller.start(
            () -> {
              thread.run(
                  side,
                  () -> {
                    throw new IllegalStateException("a mistake");
                  });
              return null;
            })
        .result();
    assertThrows(IllegalStateException.class, () -> batch(1));
    assertThat(told, contains("woken", "failed"));
  }
}
