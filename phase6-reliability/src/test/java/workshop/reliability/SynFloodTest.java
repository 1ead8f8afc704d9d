package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.echo.ConnectionId;
import workshop.echo.Echo;
import workshop.echo.State;
import workshop.shared.Ipv4Address;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;
import workshop.testkit.Exercise;
import workshop.testkit.Hex;
import workshop.testkit.Scenario;

/** RFC 4987: SYNs in the names of many machines, none of which answers. */
@Scenario
@Order(54)
@Exercise("6.9")
@DisplayName("A flood of SYNs")
class SynFloodTest {
  private static final int SYNS = 20_000;
  private static final int PER_SECOND = 1000;
  private static final int WINDOW = 60_000;

  private final TcpBench bench = new TcpBench(Settings.DEFAULTS);

  /** One SYN in the name of a machine in 10.0.0.0/8. */
  private void knock(int i) {
    TcpSegment syn =
        new TcpSegment(
            1024 + i % 50_000,
            8080,
            new SequenceNumber(i * 7919),
            new SequenceNumber(0),
            TcpFlags.SYN,
            WINDOW,
            0,
            ByteBuffer.wrap(Hex.bytes("02 04 05 b4 04 02 01 01 01 03 03 07 00 00 00 00")),
            TcpSegment.EMPTY);
    bench.input.receive(new Ipv4Address(0x0A00_0001 + i), syn);
    bench.endOfBatch();
  }

  private void flood(int from, int to) {
    for (int i = from; i < to; i++) {
      bench.at((double) i / PER_SECOND);
      knock(i);
      assertThat(
          "connections",
          bench.tcp.connections().size(),
          lessThanOrEqualTo(TcpBench.MOST_CONNECTIONS));
    }
  }

  /** The handshake of the true client, and its echo; both while the flood goes on. */
  private void clientEchoes(int port, int flooding) {
    TcpSegment synAck = exchange(port, TcpFlags.SYN, 100, 0, 0).get(0);
    assertThat(TcpFlags.toString(synAck.flags()), equalTo("SYN,ACK"));
    flood(flooding, flooding + 50); // the way there and back takes 50 ms
    int next = synAck.seq().value() + 1;
    assertThat("the handshake's end", exchange(port, TcpFlags.ACK, 101, next, 0), empty());
    TcpSegment echo = exchange(port, TcpFlags.ACK, 101, next, 500).get(0);
    assertThat("echo", echo.payload().limit(), equalTo(500));
    assertThat(echo.ack().value(), equalTo(601));
    exchange(port, TcpFlags.ACK, 601, next + 500, 0);
  }

  /** A segment of the client's, and the answers to it. */
  private List<TcpSegment> exchange(int port, int flags, int seq, int ack, int count) {
    bench.segments.clear();
    TcpSegment segment =
        new TcpSegment(
            port,
            8080,
            new SequenceNumber(seq),
            new SequenceNumber(ack),
            flags,
            WINDOW,
            0,
            TcpOptions.NONE,
            ByteBuffer.allocate(count));
    bench.input.receive(TcpBench.PEER, segment);
    bench.endOfBatch();
    return bench.segments.stream().filter(sent -> sent.destinationPort() == port).toList();
  }

  private State state(int port) {
    return bench
        .tcp
        .connections()
        .find(new ConnectionId(TcpBench.STACK, 8080, TcpBench.PEER, port))
        .state();
  }

  @Test
  @Order(1)
  @DisplayName("honest clients get through while it lasts and after it; in the end all is quiet")
  void flood() {
    bench.tcp.listen(8080, Echo::new);
    flood(0, SYNS / 2);
    clientEchoes(63_001, SYNS / 2);
    flood(SYNS / 2 + 50, SYNS);
    clientEchoes(63_002, SYNS);
    assertThat("kept through the flood", state(63_001), equalTo(State.ESTABLISHED));
    bench.at(400);
    assertThat("only the true ones are left", bench.tcp.connections().size(), equalTo(2));
    assertThat(state(63_001), equalTo(State.ESTABLISHED));
    assertThat(state(63_002), equalTo(State.ESTABLISHED));
    assertThat("nothing is left to do", bench.deadline(), equalTo("never"));
  }

  @Test
  @Order(2)
  @Exercise("6.2")
  @DisplayName("it is no amplifier: few segments for each SYN, and not many alarms")
  void noAmplifier() {
    bench.tcp.listen(8080, Echo::new);
    bench.wakes();
    for (int second = 0; second < SYNS / PER_SECOND; second++) {
      bench.segments.clear();
      flood(second * PER_SECOND, (second + 1) * PER_SECOND);
      // An answer for each, and one more where it has not given way after a second.
      assertThat("sent in a second", bench.segments.size(), lessThanOrEqualTo(2 * PER_SECOND));
      assertThat("alarms in a second", bench.wakes(), lessThanOrEqualTo(PER_SECOND));
    }
    int halfOpen = bench.tcp.connections().size();
    bench.segments.clear();
    bench.at(SYNS / PER_SECOND + 320);
    // After 1, 3, 7, 15, 31, 63, 123, 183 and 243 s, and then it is given up.
    assertThat("sent afterwards", bench.segments.size(), lessThanOrEqualTo(10 * halfOpen));
    assertThat("alarms afterwards", bench.wakes(), lessThanOrEqualTo(10 * halfOpen));
    assertThat("connections", bench.tcp.connections().size(), equalTo(0));
  }

  @Test
  @Order(3)
  @Exercise("6.2")
  @DisplayName("what is kept for each is small: nothing is stored before there is text")
  void memory() {
    bench.tcp.listen(8080, Echo::new);
    long before = used();
    flood(0, SYNS);
    long each = (used() - before) / bench.tcp.connections().size();
    assertThat("bytes for each half-open connection", each, lessThan(20_000L));
  }

  private long used() {
    bench.segments.clear();
    bench.sent();
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
