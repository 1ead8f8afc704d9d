package workshop.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static workshop.testkit.SameBytes.sameBytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import workshop.echo.TcpStack;
import workshop.ethernet.Addresses;
import workshop.reliability.ReliabilityObserver;
import workshop.reliability.ReliableStack;
import workshop.reliability.Settings;
import workshop.shared.LoopClock;
import workshop.tap.Loop;
import workshop.tap.NativeLibC;
import workshop.tap.Options;
import workshop.tap.TapDevice;
import workshop.testkit.Command;
import workshop.testkit.Frames;
import workshop.testkit.InNetworkNamespace;
import workshop.testkit.RunningMain;

@Order(102)
@ExtendWith(InNetworkNamespace.class)
@DisplayName("The web server, and real clients over a real TAP")
class HttpKernelIT {
  private static final String URL = "http://" + Frames.STACK_IP;
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final int MILLIS = 10_000;

  @TempDir Path folder;
  private TapDevice device;
  private Thread loop;
  private HttpServer server;
  private volatile boolean running = true;
  private volatile Throwable failure;

  @BeforeEach
  void serve() throws Exception {
    device = TapDevice.open(new NativeLibC(), "tap0");
    Command.run("ip", "addr", "add", Options.DEFAULTS.kernel(), "dev", "tap0").succeeded();
    Command.run("ip", "link", "set", "dev", "tap0", "up").succeeded();
    LoopClock clock = new LoopClock();
    TcpStack stack =
        ReliableStack.create(
            device,
            Addresses.DEFAULTS,
            Settings.DEFAULTS,
            clock,
            new byte[16],
            ReliabilityObserver.NOBODY);
    server =
        new HttpServer(
            Bench.files(folder),
            Limits.DEFAULTS,
            clock,
            System::currentTimeMillis,
            HttpObserver.NOBODY);
    stack.tcp().listen(80, server::connection);
    loop =
        new Thread(
            () -> {
              try {
                Loop.run(device, stack, () -> running);
              } catch (Throwable e) {
                failure = e; // the test's own thread tells
              }
            },
            "the server's loop");
    loop.start();
  }

  @AfterEach
  void end() throws Exception {
    running = false;
    loop.join();
    device.close();
    assertThat("what the loop has thrown", failure, is(nullValue()));
  }

  private static String curl(String... options) {
    List<String> command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "60"));
    command.addAll(List.of(options));
    return Command.of(command.toArray(new String[0]))
        .within(Duration.ofSeconds(90))
        .run()
        .succeeded()
        .output();
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(MILLIS);
    socket.connect(new InetSocketAddress(Frames.STACK_IP, 80), MILLIS);
    return socket;
  }

  /** Sends, and returns all that comes until the server closes. */
  private static String exchange(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  @Order(1)
  @DisplayName("curl: three pages over one connection; HEAD; 404")
  void curl() {
    RunningMain.need("curl");
    String three = curl("-w", " %{num_connects}\n", URL + "/", URL + "/query?a=b", URL + "/");
    assertThat(three, is("hello 1\na=b 0\nhello 0\n"));
    assertThat(
        curl("-I", URL + "/"),
        allOf(startsWith("HTTP/1.1 200 OK\r\n"), containsString("Content-Length: 5\r\n")));
    assertThat(curl("-o", "/dev/null", "-w", "%{http_code}", URL + "/none"), is("404"));
  }

  @Test
  @Order(2)
  @DisplayName("curl: a large body, with a length, in chunks, and with Expect: 100-continue")
  void upload() throws IOException {
    RunningMain.need("curl");
    byte[] data = new byte[1_000_000];
    new Random(2).nextBytes(data);
    Path file = Files.write(folder.resolve("up"), data);
    Path back = folder.resolve("back");
    for (String field :
        new String[] {"X: y", "Transfer-Encoding: chunked", "Expect: 100-continue"}) {
      curl("-X", "POST", "--data-binary", "@" + file, "-H", field, "-o", "" + back, URL + "/echo");
      assertThat(field, Files.readAllBytes(back), sameBytes(data));
    }
    Files.write(file, new byte[5_000_000]);
    assertThat(
        "a body that is too large",
        curl("-X", "POST", "-T", "" + file, "-o", "/dev/null", "-w", "%{http_code}", URL + "/echo"),
        is("413"));
  }

  @Test
  @Order(3)
  @DisplayName("curl and wget: files, parts of files, and only if newer")
  void files() throws IOException {
    RunningMain.need("curl");
    RunningMain.need("wget");
    byte[] data = new byte[20_000_000];
    new Random(3).nextBytes(data);
    Path file = Files.write(folder.resolve("data.bin"), data);
    Path got = folder.resolve("got");
    curl("-o", "" + got, URL + "/files/data.bin");
    assertThat(Files.readAllBytes(got), sameBytes(data));
    // A download that has broken off goes on.
    Files.write(got, Arrays.copyOf(data, 7_000_001));
    Command.run("wget", "-q", "-c", "-O", "" + got, URL + "/files/data.bin").succeeded();
    assertThat(Files.readAllBytes(got), sameBytes(data));
    assertThat(
        curl("-z", "" + file, "-o", "/dev/null", "-w", "%{http_code}", URL + "/files/data.bin"),
        is("304"));
    assertThat(
        curl("--path-as-is", "-w", " %{http_code}", URL + "/files/../../../etc/passwd"),
        is("404 Not Found: there is no such file\n 404"));
  }

  @Test
  @Order(4)
  @DisplayName("a gigabyte goes through, and is never in memory")
  void gigabyte() throws IOException {
    RunningMain.need("curl");
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("large").toFile(), "rw")) {
      file.setLength(1L << 30); // a hole: it takes no room on the disk
    }
    assertThat(
        curl("-o", "/dev/null", "-w", "%{size_download}", URL + "/files/large"), is("1073741824"));
  }

  @Test
  @Order(5)
  @DisplayName("500 requests in one write: 500 answers, in their order")
  void pipelining() throws IOException {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      requests.append("GET /query?").append(i).append(" HTTP/1.1\r\nHost: a\r\n");
      requests.append(i == 499 ? "Connection: close\r\n\r\n" : "\r\n");
    }
    String[] answers = exchange(requests.toString()).split("HTTP/1.1 200 OK\r\n");
    assertThat("answers, and nothing before the first", answers.length, is(501));
    for (int i = 0; i < 500; i++) {
      assertThat(answers[i + 1], endsWith("\r\n\r\n" + i));
    }
  }

  @Test
  @Order(6)
  @DisplayName("an error while the client still sends: the answer is not lost in a reset")
  void errorIsNotLost() throws IOException {
    for (int i = 0; i < 20; i++) {
      String got = exchange("nonsense\r\n" + "x".repeat(300_000));
      assertThat("try " + i, got, startsWith("HTTP/1.1 400 Bad Request\r\n"));
    }
  }

  @Test
  @Order(7)
  @DisplayName("1,000 connections at once, with a request on each, and 1,100 that say nothing")
  void manyConnections() throws IOException {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 1000; i++) {
        sockets.add(connect());
      }
      for (Socket socket : sockets) {
        socket.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
      }
      for (Socket socket : sockets) {
        assertThat(readTo("hello", socket), endsWith("\r\n\r\nhello"));
      }
      for (int i = 0; i < 1100; i++) { // more than TCP has places for
        sockets.add(connect());
      }
      assertThat(
          "the next client",
          exchange(GET.replace("a\r\n", "a\r\nConnection: close\r\n")),
          endsWith("\r\n\r\nhello"));
      assertThat("connections", server.connections(), lessThan(1001));
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static String readTo(String end, Socket socket) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new SocketException("closed after " + bytes.size() + " bytes");
      }
      bytes.write(next);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  @Order(8)
  @DisplayName("ab: with and without keep-alive, no request fails")
  void apacheBench() {
    RunningMain.need("ab");
    for (String option : new String[] {"-k", "-r"}) {
      String output =
          Command.of("ab", "-q", option, "-n", "3000", "-c", "100", URL + "/")
              .within(Duration.ofSeconds(60))
              .run()
              .succeeded()
              .output();
      assertThat(output, containsString("Complete requests:      3000\n"));
      assertThat(output, containsString("Failed requests:        0\n"));
    }
  }

  @Test
  @Order(9)
  @DisplayName("wrk: 1,000 connections for three seconds, no error")
  void wrk() {
    RunningMain.need("wrk");
    String output =
        Command.of(
                "sh", "-c", "ulimit -n 4096; exec wrk -t 1 -c 1000 -d 3 --timeout 30 " + URL + "/")
            .within(Duration.ofSeconds(60))
            .run()
            .succeeded()
            .output();
    assertThat(output, containsString(" requests in "));
    assertThat(output.contains("Socket errors") || output.contains("Non-2xx"), is(false));
  }
}
