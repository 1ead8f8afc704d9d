package workshop.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

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
import workshop.echo.ConnectionId;
import workshop.echo.State;
import workshop.http.Request;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.testkit.Frames;
import workshop.testkit.Given;

@Given
@Order(41)
@DisplayName("The log of phase 7: requests")
class ServerLogTest {
  private final PrintStream before = System.out;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LoopClock clock = new LoopClock();

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void listenNoLonger() {
    System.setOut(before);
  }

  private static ConnectionId id(int port) {
    return new ConnectionId(
        Ipv4Address.parse(Frames.STACK_IP), port, Ipv4Address.parse(Frames.KERNEL_IP), 40000);
  }

  private static Request get(String target) {
    return new Request("GET", target, target, null, "HTTP/1.1", null, new byte[0]);
  }

  private List<String> lines() {
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    out.reset();
    return lines;
  }

  /** What is told of a connection to this port. */
  private void story(ServerLog log, int port) {
    log.stateChanged(id(port), State.LISTEN, State.SYN_RECEIVED);
    log.stateChanged(id(port), State.SYN_RECEIVED, State.ESTABLISHED);
    log.textReceived(id(port), ByteBuffer.wrap("hello".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  @Order(1)
  @DisplayName("of the web server one line a request, of the others the story; all with --trace")
  void oneLine() {
    ServerLog log = new ServerLog(false, clock);
    story(log, 80);
    log.answered(id(80), get("/"), 200, 263);
    log.refused(id(80), 400, "this is no field");
    log.refused(id(80), 0, "closed in the middle of a request");
    assertThat(
        lines(),
        is(
            List.of(
                "[192.168.100.1:40000] GET /: 200, 263 bytes",
                "[192.168.100.1:40000] request refused with 400: this is no field",
                "[192.168.100.1:40000] request refused: closed in the middle of a request")));
    story(log, 7);
    assertThat("lines of an echo", lines().size(), is(3));
    story(new ServerLog(true, clock), 80);
    assertThat("lines with --trace", lines().size(), is(3));
  }

  @Test
  @Order(2)
  @DisplayName("a flood of requests is summed up; a long target is cut")
  void flood() {
    ServerLog log = new ServerLog(false, clock);
    for (int i = 0; i < 10_000; i++) {
      log.answered(id(80), get("/" + "a".repeat(5000)), 200, 5);
    }
    log.endAll();
    List<String> lines = lines();
    assertThat("lines", lines.size(), lessThan(30));
    assertThat("the longest", lines.get(0).length(), lessThan(120));
    assertThat(lines.get(lines.size() - 1), is("(9980 more lines like these)"));
  }
}
