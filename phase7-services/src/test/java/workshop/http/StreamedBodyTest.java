package workshop.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Exercise;

@Order(32)
@Exercise("7.7")
@DisplayName("A body that comes bit by bit")
class StreamedBodyTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String OLD_GET = "GET / HTTP/1.0\r\n\r\n";
  private static final String TYPE = "Content-Type: text/plain";

  /** Events, as a page would be told of them. */
  private static final class Events implements Body {
    private final long length;
    private String next = "";
    private boolean more = true;
    private Runnable wake;
    int reads;
    int closed;
    boolean endless;
    int wakesItselfAt;

    Events(long length) {
      this.length = length;
    }

    void tell(String text) {
      next += text;
      if (wake != null) {
        wake.run();
      }
    }

    void end() {
      more = false;
      wake.run();
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public void opened(Runnable wake) {
      this.wake = wake;
    }

    @Override
    public boolean read(ByteBuffer target) {
      reads++;
      if (reads == wakesItselfAt) {
        next = "later";
        wake.run();
        return true;
      }
      if (endless) {
        target.position(target.limit());
        return true;
      }
      int count = Math.min(next.length(), target.remaining());
      target.put(next.substring(0, count).getBytes(StandardCharsets.US_ASCII));
      next = next.substring(count);
      return more || !next.isEmpty();
    }

    @Override
    public void closed() {
      closed++;
    }
  }

  private Events events = new Events(Body.UNKNOWN);
  private final Bench bench = new Bench(request -> Response.stream("text/plain", events));
  private final FakeStream client = bench.connects();

  private void tell(String text) {
    events.tell(text);
    client.turn();
  }

  @Test
  @Order(1)
  @DisplayName("of unknown length: in chunks, each as soon as it is there; then the next request")
  void chunks() {
    client.sends(GET);
    assertThat(client.got(), is(Bench.head("200 OK", TYPE, "Transfer-Encoding: chunked")));
    tell("one");
    assertThat(client.got(), is("0003\r\none\r\n"));
    tell("and two");
    assertThat(client.got(), is("0007\r\nand two\r\n"));
    bench.later(1000);
    assertThat("given up while there was nothing to tell", client.isOver(), is(false));
    events.end();
    client.turn();
    assertThat(client.got(), is("0\r\n\r\n"));
    assertThat("closed() calls", events.closed, is(1));
    events = new Events(Body.UNKNOWN);
    events.next = "again";
    events.more = false;
    Events second = events;
    client.sends(GET);
    assertThat(client.got(), endsWith("\r\n\r\n0005\r\nagain\r\n0\r\n\r\n"));
    client.closes();
    assertThat("closed() calls, at the end of the connection", second.closed, is(1));
  }

  @Test
  @Order(2)
  @DisplayName("of unknown length, for HTTP/1.0: until the connection is closed, without chunks")
  void untilClose() {
    events.next = "one";
    client.sends(OLD_GET);
    assertThat(client.got(), is(Bench.head("200 OK", TYPE, "Connection: close") + "one"));
    tell("two");
    assertThat(client.got(), is("two"));
    events.end();
    client.turn();
    assertThat("closed", client.isOver(), is(true));
  }

  @Test
  @Order(3)
  @DisplayName("it is asked only when there is room")
  void backPressure() {
    events.endless = true;
    client.reads(false);
    client.sends(GET);
    int reads = events.reads;
    assertThat("reads until the send buffer is full", reads, lessThan(10));
    bench.later(10);
    client.turn();
    assertThat("reads while there is no room", events.reads, is(reads));
    bench.later(11);
    assertThat("given up", client.aborted, is(true));
    assertThat("closed() calls", events.closed, is(1));
  }

  @Test
  @Order(4)
  @DisplayName("of known length: as it is, and the next request")
  void known() {
    events = new Events(6);
    client.sends(GET);
    assertThat(client.got(), is(Bench.head("200 OK", TYPE, "Content-Length: 6")));
    tell("abc");
    assertThat(client.got(), is("abc"));
    tell("def");
    assertThat(client.got(), is("def"));
    assertThat("closed() calls", events.closed, is(1));
    assertThat(bench.told, hasItem("GET / 200 6"));
  }

  @Test
  @Order(5)
  @DisplayName("one that ends before the length that it has told: a reset, never a short answer")
  void tooShort() {
    events = new Events(6);
    client.sends(GET);
    tell("abc");
    events.end();
    client.turn();
    assertThat("reset", client.aborted, is(true));
    assertThat("closed() calls", events.closed, is(1));
    assertThat(bench.told, hasItem("failed the body has 3 bytes less than it said"));
  }

  @Test
  @Order(6)
  @DisplayName("for HEAD it is never asked, and closed")
  void head() {
    client.sends("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(client.got(), is(Bench.head("200 OK", TYPE, "Transfer-Encoding: chunked")));
    assertThat("reads", events.reads, is(0));
    assertThat("closed() calls", events.closed, is(1));
  }

  @Test
  @Order(7)
  @DisplayName("the client is gone: closed, once")
  void clientGone() {
    client.sends(GET);
    client.isReset();
    events.tell("late");
    assertThat("closed() calls", events.closed, is(1));
    assertThat("connections", bench.server.connections(), is(0));
  }

  @Test
  @Order(7)
  @DisplayName("it may wake the connection while it is asked")
  void wakesWhileAsked() {
    events.wakesItselfAt = 2;
    client.reads(false); // no acknowledgment gives it one more turn
    client.sends(GET);
    assertThat("reads: with the head, woken, again, nothing more", events.reads, is(4));
    client.reads(true);
    assertThat(client.got(), endsWith("\r\n\r\n0005\r\nlater\r\n"));
  }

  @Test
  @Order(8)
  @Exercise("7.6")
  @DisplayName("a field with a line end in it is refused: it would begin a field of its own")
  void noFieldsSmuggledIn() {
    for (String value : new String[] {"a\r\nSet-Cookie: b", "a\nb", "a\rb", "a\0b"}) {
      assertThrows(IllegalArgumentException.class, () -> Response.empty(200).with("X", value));
    }
    assertThat(Response.empty(200).with("X", "a b").fields().first("x"), is("a b"));
    assertThat(client.got(), not(containsString("HTTP")));
  }
}
