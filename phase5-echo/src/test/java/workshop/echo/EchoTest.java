package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.tcp.SequenceNumber;
import workshop.testkit.Given;

@Order(10)
@Given
@DisplayName("The echo")
class EchoTest {

  /** A stream without TCP below it. */
  private static final class Stream implements TcpStream {
    String received = "";
    String written = "";
    int room = Integer.MAX_VALUE;
    boolean fin;
    boolean closed;

    @Override
    public ConnectionId id() {
      throw new AssertionError("an echo need not know who is there");
    }

    @Override
    public ByteBuffer received() {
      return ByteBuffer.wrap(received.getBytes(Script.CHARSET)).asReadOnlyBuffer();
    }

    @Override
    public void consume(int count) {
      received = received.substring(count);
    }

    @Override
    public boolean atEnd() {
      return fin && received.isEmpty();
    }

    @Override
    public int write(ByteBuffer data) {
      int count = closed ? 0 : Math.min(room, data.remaining());
      byte[] taken = new byte[count];
      data.get(taken);
      written += new String(taken, Script.CHARSET);
      room -= count;
      return count;
    }

    @Override
    public SequenceNumber unacknowledged() {
      throw new AssertionError("an echo need not know");
    }

    @Override
    public boolean closeAcknowledged() {
      throw new AssertionError("an echo need not know");
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public void abort() {
      throw new AssertionError("an echo has no reason to");
    }

    @Override
    public void wake() {}

    @Override
    public void wakeAt(long time) {}

    @Override
    public StreamOptions options() {
      throw new AssertionError("an echo leaves everything as it is");
    }
  }

  private final Stream stream = new Stream();
  private final Echo echo = new Echo();

  @Test
  @Order(1)
  @DisplayName("what is received is written, and consumed")
  void echoes() {
    stream.received = "Hello";
    echo.progress(stream);
    assertThat(stream.written, equalTo("Hello"));
    assertThat(stream.received, equalTo(""));
    echo.progress(stream);
    assertThat(stream.written, equalTo("Hello"));
    assertThat(stream.closed, equalTo(false));
  }

  @Test
  @Order(2)
  @DisplayName("bytes without room stay, and are written later")
  void keepsWhatThereIsNoRoomFor() {
    stream.received = "Hello, TCP!";
    stream.room = 5;
    echo.progress(stream);
    assertThat(stream.written, equalTo("Hello"));
    assertThat(stream.received, equalTo(", TCP!"));
    echo.progress(stream);
    assertThat(stream.received, equalTo(", TCP!"));
    stream.room = 100;
    echo.progress(stream);
    assertThat(stream.written, equalTo("Hello, TCP!"));
  }

  @Test
  @Order(3)
  @DisplayName("at the end it closes, but not before all is echoed")
  void closesAtTheEnd() {
    stream.received = "Hello";
    stream.fin = true;
    stream.room = 3;
    echo.progress(stream);
    assertThat(stream.closed, equalTo(false));
    stream.room = 100;
    echo.progress(stream);
    assertThat(stream.written, equalTo("Hello"));
    assertThat(stream.closed, equalTo(true));
  }

  @Test
  @Order(4)
  @DisplayName("without anything to echo it closes at once")
  void closesWithoutText() {
    stream.fin = true;
    echo.progress(stream);
    assertThat(stream.closed, equalTo(true));
  }
}
