package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static workshop.testkit.SameBytes.sameBytes;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tcp.TcpSegment;
import workshop.testkit.Exercise;
import workshop.testkit.Hex;
import workshop.testkit.Scenario;

@Order(45)
@Scenario
@DisplayName("Two stacks that talk to each other")
class TwoStacksTest {
  private static final int MOST_SEGMENTS = 100_000;

  /** One of the two. */
  private final class Stack {
    final Ipv4Address address;
    final Queue<TcpSegment> incoming = new ArrayDeque<>();
    final List<String> transitions = new ArrayList<>();
    final LoopClock clock = new LoopClock();
    final Tcp tcp;

    Stack(int bits, String secret) {
      address = new Ipv4Address(bits);
      tcp =
          new Tcp(
              (destination, segment) -> {
                segments++;
                lines.add(address + " sends " + segment);
                if (segments > MOST_SEGMENTS) {
                  throw new AssertionError(
                      "they never stop:\n"
                          + String.join("\n", lines.subList(lines.size() - 20, lines.size())));
                }
                other().incoming.add(Script.copy(segment));
              },
              address,
              1460,
              clock,
              secret.getBytes(Script.CHARSET),
              Parts.IN_ORDER,
              new ConnectionObserver() {
                @Override
                public void stateChanged(ConnectionId id, State from, State to) {
                  transitions.add(to.toString());
                }
              });
    }

    private Stack other() {
      return this == left ? right : left;
    }

    /** Takes in what has come, at most so many segments of it. */
    boolean works(int batch) {
      clock.set(now);
      boolean some = !incoming.isEmpty();
      for (int i = 0; i < batch && !incoming.isEmpty(); i++) {
        tcp.receive(other().address, incoming.remove());
      }
      tcp.endOfBatch();
      return some;
    }
  }

  private final List<String> lines = new ArrayList<>();
  private int segments;
  private final Stack left = new Stack(0xC0A8_6401, "left");
  private final Stack right = new Stack(0xC0A8_6402, "right");
  private long now = 1;

  private void untilQuiet(int batch) {
    while (left.works(batch) | right.works(batch)) {
      // again
    }
  }

  /** Sends all that it has, and keeps what comes back. */
  private static final class Client implements Application {
    final ByteBuffer text;
    final ByteArrayOutputStream echoed = new ByteArrayOutputStream();
    boolean ended;

    Client(byte[] text) {
      this.text = ByteBuffer.wrap(text);
    }

    @Override
    public void progress(TcpStream stream) {
      ByteBuffer received = stream.received();
      echoed.writeBytes(Hex.bytes(received));
      stream.consume(received.remaining());
      stream.write(text);
      if (!text.hasRemaining()) {
        stream.close();
      }
      ended |= stream.atEnd();
    }
  }

  @ParameterizedTest(name = "batches of {0}")
  @Order(1)
  @Exercise("5.7")
  @DisplayName("a megabyte there and back, byte by byte")
  @ValueSource(ints = {1, 2, 7, 256})
  void echo(int batch) {
    right.tcp.listen(7, Echo::new);
    Client client = new Client(Exchange.stream(0, 1_000_000));
    assertThat(left.tcp.connect(50000, right.address, 7, client), notNullValue());
    untilQuiet(batch);
    assertThat(
        "the bytes that came",
        client.echoed.toByteArray(),
        sameBytes(Exchange.stream(0, 1_000_000)));
    assertThat(client.ended, equalTo(true));
    Told.assertTold(
        "states of the left one",
        left.transitions,
        "SYN-SENT",
        "ESTABLISHED",
        "FIN-WAIT-1",
        "FIN-WAIT-2",
        "TIME-WAIT");
    assertThat(right.tcp.connections().size(), equalTo(0));
  }

  @Test
  @Order(2)
  @Exercise("5.7")
  @DisplayName("both open at the same time (RFC 9293 section 3.5, figure 8)")
  void simultaneousOpen() {
    ManualApplication one = new ManualApplication();
    ManualApplication two = new ManualApplication();
    left.tcp.connect(5000, right.address, 6000, one);
    right.tcp.connect(6000, left.address, 5000, two);
    untilQuiet(256);
    Told.assertTold(
        "states of the left one", left.transitions, "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED");
    Told.assertTold(
        "states of the right one", right.transitions, "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED");
    ManualApplication.write(one.stream, "from the left");
    ManualApplication.write(two.stream, "from the right");
    untilQuiet(256);
    assertThat(ManualApplication.received(two.stream), equalTo("from the left"));
    assertThat(ManualApplication.received(one.stream), equalTo("from the right"));
    assertThat(segments, lessThanOrEqualTo(14));
  }

  @Test
  @Order(3)
  @Exercise("5.7")
  @DisplayName("both close at the same time (RFC 9293 section 3.6, figure 13)")
  void simultaneousClose() {
    ManualApplication one = new ManualApplication();
    ManualApplication two = new ManualApplication();
    right.tcp.listen(7, () -> two);
    left.tcp.connect(5000, right.address, 7, one);
    untilQuiet(256);
    one.stream.close();
    two.stream.close();
    left.tcp.endOfBatch();
    right.tcp.endOfBatch();
    untilQuiet(256);
    Told.assertTold(
        "states of the left one",
        left.transitions,
        "SYN-SENT",
        "ESTABLISHED",
        "FIN-WAIT-1",
        "CLOSING",
        "TIME-WAIT");
    Told.assertTold(
        "states of the right one",
        right.transitions,
        "SYN-RECEIVED",
        "ESTABLISHED",
        "FIN-WAIT-1",
        "CLOSING",
        "TIME-WAIT");
  }

  @Test
  @Order(4)
  @Exercise("5.7")
  @DisplayName("two that disagree do not acknowledge each other for ever (RFC 5961 section 7)")
  void noAckStorm() {
    ManualApplication one = new ManualApplication();
    ManualApplication two = new ManualApplication();
    right.tcp.listen(7, () -> two);
    left.tcp.connect(5000, right.address, 7, one);
    untilQuiet(256);
    // What the left one says, and what somebody else says in its name after that: the right one
    // is ahead from now on.
    ManualApplication.write(one.stream, "true");
    left.tcp.endOfBatch();
    TcpSegment said = right.incoming.peek();
    untilQuiet(256);
    TcpSegment forged =
        new TcpSegment(
            said.sourcePort(),
            said.destinationPort(),
            FakeParts.plus(said.seq(), said.payload().limit()),
            said.ack(),
            said.flags(),
            said.window(),
            0,
            said.options(),
            ByteBuffer.wrap("forged".getBytes(Script.CHARSET)));
    segments = 0;
    right.incoming.add(forged);
    untilQuiet(256);
    assertThat("segments until they are quiet", segments, lessThanOrEqualTo(25));
    // And each time it is not worse.
    for (int i = 0; i < 10; i++) {
      now += 100_000_000;
      segments = 0;
      right.incoming.add(forged);
      untilQuiet(256);
      assertThat("segments until they are quiet", segments, lessThanOrEqualTo(25));
    }
  }
}
