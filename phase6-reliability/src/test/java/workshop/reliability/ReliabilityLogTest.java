package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workshop.echo.ConnectionId;
import workshop.echo.State;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.testkit.Given;

@Given
@Order(63)
@DisplayName("The log of phase 6: what it took to send")
class ReliabilityLogTest {
  private static final long SECOND = 1_000_000_000;
  private static final long MILLISECOND = 1_000_000;
  private static final int NO_THRESHOLD = Integer.MAX_VALUE;
  private static final ConnectionId ID = id(40000);
  private static final String NAME = "[192.168.100.1:40000] ";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LoopClock clock = new LoopClock();
  private final ReliabilityLog log = new ReliabilityLog(false, clock);
  private PrintStream before;

  @BeforeEach
  void capture() {
    before = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setOut(before);
  }

  private static ConnectionId id(int port) {
    return new ConnectionId(new Ipv4Address(0xC0A8_6402), 8080, new Ipv4Address(0xC0A8_6401), port);
  }

  /** What has been printed since the last time. */
  private List<String> lines() {
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    out.reset();
    return lines;
  }

  private void stateChanged(ConnectionId id, State from, State to, long now) {
    clock.set(now);
    log.stateChanged(id, from, to);
  }

  private void cookieSent(long now) {
    clock.set(now);
    log.cookieSent(ID);
  }

  private void established(ConnectionId id, long now) {
    stateChanged(id, State.SYN_RECEIVED, State.ESTABLISHED, now);
  }

  /** A connection has sent so many segments, had so many time-outs, and has this RTO now. */
  private void worked(ConnectionId id, long segments, long timeouts, long rto, long now) {
    clock.set(now);
    log.worked(
        id,
        () ->
            new SenderFigures(
                1_000_000, segments, 62, timeouts, 12, 4096, NO_THRESHOLD, 0, 0, 41_500_000, rto));
  }

  @Test
  @Order(1)
  @DisplayName("at the end: a table, and the congestion window as a picture")
  void tableAndChart() {
    established(ID, 3 * SECOND);
    worked(ID, 100, 0, SECOND, 3 * SECOND);
    worked(ID, 500, 3, 8 * SECOND, 4 * SECOND);
    worked(ID, 700, 4, 200 * MILLISECOND, 4 * SECOND);
    worked(ID, 744, 4, 300 * MILLISECOND, 5 * SECOND - 1);
    stateChanged(ID, State.CLOSE_WAIT, State.LAST_ACK, 5 * SECOND);
    lines();
    stateChanged(ID, State.LAST_ACK, State.CLOSED, 5 * SECOND);
    List<String> lines = lines();
    assertThat(
        lines.subList(0, 10),
        contains(
            startsWith(NAME + "ACK of our FIN received, connection closed"),
            is(NAME + "what it took to send:"),
            is("    bytes acknowledged      1000000  in 2.000 s: 4.0 Mbit/s"), // 8 Mbit in 2 s
            is("    segments sent               744"),
            is("    sent again                   62  8.3%"), // 62 / 744
            is("    time-outs                     4"),
            is("    fast retransmits             12"),
            is("    RTO                       200.0  to 8000.0 ms"),
            is("    SRTT                       41.5  ms"),
            is("")));
    Chart chart = new Chart(3 * SECOND);
    chart.add(3 * SECOND, 4096, NO_THRESHOLD, false);
    chart.add(4 * SECOND, 4096, NO_THRESHOLD, true);
    chart.add(4 * SECOND, 4096, NO_THRESHOLD, true);
    chart.add(5 * SECOND - 1, 4096, NO_THRESHOLD, false);
    chart.add(5 * SECOND, 4096, NO_THRESHOLD, false);
    assertThat(lines.subList(10, lines.size() - 1), is(chart.draw().lines().toList()));
    assertThat("an empty line after it", lines.get(lines.size() - 1), is(""));
  }

  @Test
  @Order(2)
  @DisplayName("says when nothing is answered")
  void unanswered() {
    log.unanswered(ID);
    assertThat(
        lines(), contains(NAME + "no answer, however often it is sent; asking for the way again"));
  }

  @Test
  @Order(2)
  @DisplayName("counts the SYNs that get cookies, and tells once a second, and at the end")
  void cookies() {
    cookieSent(SECOND);
    assertThat(lines(), contains("SYNs without room for them, answered with cookies: 1"));
    for (int i = 0; i < 30; i++) {
      cookieSent(2 * SECOND - 1);
    }
    assertThat(lines(), empty());
    cookieSent(2 * SECOND);
    assertThat(lines(), contains("SYNs without room for them, answered with cookies: 31"));
    log.endAll();
    assertThat(lines(), empty());
    cookieSent(2 * SECOND + 1);
    cookieSent(2 * SECOND + 2);
    log.endAll();
    assertThat(lines(), contains("SYNs without room for them, answered with cookies: 2"));
  }

  @Test
  @Order(2)
  @DisplayName("less than 20 segments are not worth it: only the usual story")
  void notInteresting() {
    established(ID, SECOND);
    worked(ID, 19, 3, SECOND, 2 * SECOND);
    clock.set(2 * SECOND);
    log.textReceived(ID, ByteBuffer.wrap(new byte[] {'H', 'i'}));
    stateChanged(ID, State.ESTABLISHED, State.CLOSE_WAIT, 3 * SECOND);
    stateChanged(ID, State.LAST_ACK, State.CLOSED, 3 * SECOND);
    assertThat(
        lines(),
        contains(
            endsWith("ACK received, connection established"),
            is(NAME + "received 2 bytes: Hi"),
            containsString("FIN received"),
            endsWith("connection closed after 2 bytes")));

    established(ID, SECOND);
    stateChanged(ID, State.LAST_ACK, State.CLOSED, 3 * SECOND);
    assertThat("one that has never worked", lines(), hasSize(2));

    established(ID, SECOND);
    worked(ID, 20, 3, SECOND, 2 * SECOND);
    stateChanged(ID, State.LAST_ACK, State.CLOSED, 3 * SECOND);
    assertThat("20 are", lines(), not(hasSize(2)));
  }

  @Test
  @Order(3)
  @DisplayName("where we close first it is told with TIME-WAIT, and once")
  void timeWait() {
    established(ID, SECOND);
    worked(ID, 100, 0, SECOND, 2 * SECOND);
    stateChanged(ID, State.FIN_WAIT_2, State.TIME_WAIT, 3 * SECOND);
    List<String> lines = lines();
    assertThat(lines.get(1), is(NAME + "TIME-WAIT"));
    assertThat(lines.get(2), is(NAME + "what it took to send:"));
    worked(ID, 100, 0, SECOND, 4 * SECOND);
    stateChanged(ID, State.TIME_WAIT, State.CLOSED, 63 * SECOND);
    assertThat(lines(), is(empty()));
  }

  @Test
  @Order(3)
  @DisplayName("at the end of the program, those that are still there are told, and once")
  void endOfProgram() {
    established(ID, SECOND);
    established(id(40001), SECOND);
    established(id(40002), SECOND);
    worked(ID, 100, 0, SECOND, 2 * SECOND);
    worked(id(40001), 19, 0, SECOND, 2 * SECOND);
    worked(id(40002), 100, 0, SECOND, 2 * SECOND);
    stateChanged(id(40002), State.LAST_ACK, State.CLOSED, 3 * SECOND);
    lines();
    log.endAll();
    List<String> lines = lines();
    assertThat(
        lines.subList(0, 2),
        contains(
            NAME + "what it took to send:",
            "    bytes acknowledged      1000000  in 1.000 s: 8.0 Mbit/s"));
    assertThat(
        "no other", lines.stream().filter(line -> line.startsWith("[")).toList(), hasSize(1));
    log.endAll();
    assertThat(lines(), is(empty()));
  }

  @ParameterizedTest
  @Order(4)
  @EnumSource(names = {"ESTABLISHED", "FIN_WAIT_1", "CLOSE_WAIT", "LAST_ACK"})
  @DisplayName("where it is aborted it is told, too")
  void aborted(State state) {
    established(ID, SECOND);
    worked(ID, 100, 9, SECOND, 2 * SECOND);
    lines();
    stateChanged(ID, state, State.CLOSED, 3 * SECOND);
    log.aborted(ID, "the peer has not answered for 100 s");
    List<String> lines = lines();
    assertThat(lines.contains(NAME + "what it took to send:"), is(true));
    assertThat(lines.get(lines.size() - 1), is(NAME + "the peer has not answered for 100 s"));
  }

  @Test
  @Order(5)
  @DisplayName("each connection has its own figures, and the next with the same ports starts anew")
  void apart() {
    established(ID, SECOND);
    established(id(50000), SECOND);
    worked(ID, 100, 1, 7 * SECOND, 2 * SECOND);
    worked(id(50000), 30, 0, 2 * SECOND, 2 * SECOND);
    stateChanged(ID, State.ESTABLISHED, State.CLOSED, 3 * SECOND);
    lines();
    stateChanged(id(50000), State.ESTABLISHED, State.CLOSED, 3 * SECOND);
    List<String> other = lines();
    assertThat(other.get(0), is("[192.168.100.1:50000] what it took to send:"));
    assertThat(other.get(2), endsWith(" 30"));
    assertThat(other.get(6), endsWith(" 2000.0  to 2000.0 ms"));

    established(ID, 4 * SECOND);
    worked(ID, 25, 1, SECOND, 5 * SECOND);
    lines();
    stateChanged(ID, State.ESTABLISHED, State.CLOSED, 8 * SECOND);
    List<String> next = lines();
    assertThat(next.get(1), containsString("in 4.000 s"));
    assertThat(next.get(6), endsWith(" 1000.0  to 1000.0 ms"));
  }

  @Test
  @Order(6)
  @DisplayName("one that was never established is not told of")
  void neverEstablished() {
    stateChanged(ID, State.LISTEN, State.SYN_RECEIVED, SECOND);
    worked(ID, 100, 0, SECOND, SECOND);
    stateChanged(ID, State.SYN_RECEIVED, State.CLOSED, SECOND);
    assertThat(lines(), hasSize(1));
  }
}
