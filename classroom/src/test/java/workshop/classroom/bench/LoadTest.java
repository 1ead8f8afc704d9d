package workshop.classroom.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workshop.exercises.Problem;

@DisplayName("The client of ./workshop bench")
class LoadTest {
  private interface Body {
    void run() throws IOException;
  }

  private static void inBackground(Body body) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (IOException e) {
                // The client has gone.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  @DisplayName("each mode gets its echo from a server that is right")
  void eachMode(Mode mode) throws IOException {
    try (ServerSocketChannel listener = KernelEcho.listen(0)) {
      inBackground(() -> KernelEcho.serve(listener));
      Load load = mode.load(loopback(listener.socket().getLocalPort()));
      int[] measured = {0};
      Load.Done done = load.run(0.1, 0.3, () -> measured[0]++);
      assertThat("what is done", done.count(), greaterThan(0L));
      assertThat("before and after", measured[0], is(2));
      assertThat(
          "latencies, where nobody counts bytes", done.latencies().isEmpty(), is(mode.bytes));
    }
  }

  @Test
  @DisplayName("a byte that is wrong is noticed, wherever it is")
  void wrongByte() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      inBackground(() -> lie(listener));
      Load load = Mode.BULK1.load(loopback(listener.getLocalPort()));
      Problem problem = assertThrows(Problem.class, () -> load.run(0.1, 10, () -> {}));
      assertThat(problem.getMessage(), containsString("The echo is wrong"));
    }
  }

  /** Echoes a million bytes, and then a wrong one. */
  private static void lie(ServerSocket listener) throws IOException {
    try (Socket client = listener.accept()) {
      byte[] bytes = new byte[1000];
      for (int i = 0; i <= 1000; i++) {
        int count = client.getInputStream().readNBytes(bytes, 0, bytes.length);
        bytes[500] ^= (byte) (i == 1000 ? 1 : 0);
        client.getOutputStream().write(bytes, 0, count);
      }
      // A close before all is read would be a reset, and the client would lose the wrong byte.
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  @Test
  @DisplayName("the median of the rounds, and of their ratios")
  void medians() {
    Figures ours = new Figures("ours", Mode.REQUESTS1);
    Figures others = new Figures("others", Mode.REQUESTS1);
    long[][] counts = {{100, 200}, {30, 10}, {50, 50}};
    for (long[] count : counts) {
      ours.add(new Load.Done(count[0], 2, new Latencies()), new Server.Cpu(0.001, 0.003));
      others.add(new Load.Done(count[1], 2, new Latencies()), new Server.Cpu(0, 0));
    }
    assertThat(ours.median(Figures.Figure::value), is(25.0));
    assertThat(ours.ratio(others), closeTo(1.0, 1e-9));
    assertThat("of a million", ours.median(Figures.Figure::user), closeTo(20, 1e-9));
    assertThat(
        others.json(),
        containsString("\"server\":\"others\",\"mode\":\"rr1\",\"unit\":\"requests/s\""));
  }

  @Test
  @DisplayName("latencies: half took at most this long, 99 of 100 at most that long")
  void percentiles() {
    Latencies latencies = new Latencies();
    for (int i = 10_000; i > 0; i--) {
      latencies.add(i * 1000L);
    }
    assertThat(latencies.percentile(50), is(5001.0));
    assertThat(latencies.percentile(99), is(9901.0));
    latencies.clear();
    assertThat(latencies.percentile(50), is(0.0));
  }

  @Test
  @DisplayName("a plan is read as it was written")
  void plan(@TempDir Path folder) throws IOException {
    Plan plan =
        new Plan(
            1.5,
            3,
            "",
            List.of(Mode.BULK1, Mode.CHURN32),
            true,
            List.of("phase6", "before"),
            List.of(List.of("java", "-cp", "a b"), List.of("java")));
    plan.write(folder.resolve("plan"));
    assertThat(Plan.read(folder.resolve("plan")), equalTo(plan));
  }

  @Test
  @DisplayName("from phase 8 on, the stack is measured before and after")
  void beforeAndAfter() {
    List<String> command = List.of("java", "Main");
    assertThat(Stacks.of(7, command), equalTo(Map.of("phase7", command)));
    Map<String, List<String>> ofPhase8 = Stacks.of(8, command);
    assertThat("in this order", List.copyOf(ofPhase8.keySet()), contains("no-offload", "phase8"));
    assertThat(ofPhase8.get("no-offload"), contains("java", "Main", "--no-offload"));
    assertThat(ofPhase8.get("phase8"), equalTo(command));
    assertThat("and the kernel, too", Stacks.haveOffload(7), is(false));
    assertThat("and the kernel, too", Stacks.haveOffload(8), is(true));
  }

  @Test
  @DisplayName("demo --speed: one line for each server")
  void lineOfDemo() {
    Figures figures = new Figures("phase8", Mode.BULK1);
    figures.add(new Load.Done(2_000_000_000L, 2, new Latencies()), new Server.Cpu(0.8, 0.4));
    assertThat(
        SpeedDemo.row("after: super-segments, offload", figures),
        is("after: super-segments, offload           8000   0.6"));
  }
}
