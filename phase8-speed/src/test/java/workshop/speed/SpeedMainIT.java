package workshop.speed;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static workshop.testkit.SameBytes.sameBytes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Command;
import workshop.testkit.Frames;
import workshop.testkit.InNetworkNamespace;
import workshop.testkit.RunningMain;

@Order(100)
@ExtendWith(InNetworkNamespace.class)
@DisplayName("Phase 8's main, and the Linux kernel")
class SpeedMainIT {
  private static final int MILLIS = 20_000;
  private static final int PORT = 8080;
  private static final int MANY = 20_000_000;

  @Test
  @Order(1)
  @DisplayName("echoes 20 MB in super-segments, both ways, byte for byte")
  void withOffload() throws IOException {
    try (RunningMain main = start().ready()) {
      main.awaitLine("^Offload: checksums and segmentation.*$");
      echo(MANY);
      assertEnds(main);
      assertThat("super-segments in", superSegments(main, "Coming in"), greaterThan(100L));
      assertThat("super-segments out", superSegments(main, "Going out"), greaterThan(100L));
    }
  }

  @ParameterizedTest(name = "{0} bytes")
  @Order(2)
  @ValueSource(ints = {0, 1, 1460, 1461, 2921, 65_455, 65_536, 300_001})
  @DisplayName("echoes texts of all sizes, and closes")
  void sizes(int size) throws IOException {
    try (RunningMain main = start().ready()) {
      echo(size);
      assertEnds(main);
    }
  }

  @ParameterizedTest(name = "{0}")
  @Order(3)
  @ValueSource(strings = {"--no-offload", "--loss 2%", "--corrupt 2% --reorder 5%"})
  @DisplayName("the same stack without offload of the kernel's, and with a wire that fails")
  void without(String options) throws IOException {
    try (RunningMain main = start(options.split(" ")).ready()) {
      echo(1_000_000);
      assertEnds(main);
      assertThat(main.output(), not(containsString("Offload: ")));
      boolean card = !options.equals("--no-offload");
      assertThat("super-segments out", superSegments(main, "Going out") > 0, is(card));
    }
  }

  @ParameterizedTest(name = "an MTU of {0}")
  @Order(4)
  @ValueSource(ints = {600, 1280})
  @DisplayName("a client that takes small segments only, and reads slowly: the window closes")
  void smallSegmentsAndWindow(int mtu) throws IOException {
    try (RunningMain main = start().ready()) {
      Command.run("ip", "link", "set", "tap0", "mtu", String.valueOf(mtu)).succeeded();
      echo(500_000, 4096);
      assertEnds(main);
      assertThat("super-segments out", superSegments(main, "Going out"), greaterThan(0L));
    }
  }

  @Test
  @Order(4)
  @DisplayName("ping, UDP and packets in fragments are as in phase 7")
  void services() throws IOException {
    try (RunningMain main = start().ready()) {
      String ping =
          Command.run("ping", "-n", "-c", "2", "-i", "0.1", "-s", "3000", Frames.STACK_IP)
              .succeeded()
              .output();
      assertThat(ping, containsString(" 2 received"));
      String text = "x".repeat(2000);
      String came =
          Command.of("nc", "-n", "-u", "-w", "1", Frames.STACK_IP, "7")
              .input(text)
              .run()
              .succeeded()
              .output();
      assertThat(came, is(text));
      assertEnds(main);
    }
  }

  @Test
  @Order(5)
  @DisplayName("a device that stays: made by somebody else, used with offload, then without")
  void deviceStays() throws IOException {
    Command.run("ip", "tuntap", "add", "dev", "tap0", "mode", "tap").succeeded();
    for (String options : new String[] {"--port 8080", "--no-offload", "--port 8080"}) {
      try (RunningMain main = start(options.split(" ")).ready()) {
        echo(300_000);
        assertEnds(main);
      }
    }
    Command.run("ip", "tuntap", "del", "dev", "tap0", "mode", "tap").succeeded();
  }

  @Test
  @Order(6)
  @DisplayName("a file of 30 MB, by HTTP: curl gets it byte for byte, in super-segments")
  void servesFile(@TempDir Path folder) throws IOException {
    byte[] text = Vnet.text(0, 30_000_000);
    Files.write(folder.resolve("large.bin"), text);
    Path came = folder.resolve("came");
    try (RunningMain main = start("--www", folder.toString()).ready()) {
      String url = "http://%s/files/large.bin".formatted(Frames.STACK_IP);
      Command.run("curl", "-sS", "--max-time", "60", "-o", came.toString(), url).succeeded();
      assertThat(Files.mismatch(came, folder.resolve("large.bin")), is(-1L));
      assertEnds(main);
      assertThat("super-segments out", superSegments(main, "Going out"), greaterThan(100L));
    }
  }

  @ParameterizedTest(name = "{0}")
  @Order(7)
  @ValueSource(strings = {"--port 8080", "--loss 2%"})
  @DisplayName("the live page, and a page that is made of sockets: as in phase 7")
  void livePageAndSockets(String options) throws IOException {
    try (RunningMain main = start((options + " --page 8000").split(" ")).ready()) {
      String live = "http://%s/".formatted(Frames.STACK_IP);
      assertThat(fetch(live), containsString("<title>Your TCP/IP stack, live</title>"));
      assertThat(fetch("http://%s:8000/".formatted(Frames.STACK_IP)), containsString("My own"));
      String events = fetchFor(1, live + "live/events");
      assertThat("the live page hears of the stack", events, containsString("data:"));
      assertEnds(main);
    }
  }

  @Test
  @Order(8)
  @DisplayName("--idle-timeout ends an echo without work: as in phase 7")
  void idleTimeout() throws IOException {
    try (RunningMain main = start("--idle-timeout", "1s").ready();
        Socket client = new Socket(Frames.STACK_IP, PORT)) {
      client.setSoTimeout(MILLIS);
      assertThat("the end", client.getInputStream().read(), is(-1));
      assertEnds(main);
    }
  }

  private static String fetch(String url) {
    return Command.run("curl", "-sS", "--max-time", "20", url).succeeded().output();
  }

  /** What comes within some seconds, of a response that does not end. */
  private static String fetchFor(int seconds, String url) {
    return Command.run("curl", "-sS", "--max-time", String.valueOf(seconds), url).output();
  }

  @Test
  @Order(9)
  @DisplayName("--pcap: the frames as the stack sees them, without the ten bytes")
  void pcap(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("all.pcap");
    try (RunningMain main = start("--pcap", file.toString()).ready()) {
      echo(300_000);
      assertEnds(main);
    }
    RunningMain.need("tshark");
    String all =
        Command.run("tshark", "-n", "-r", file.toString(), "-T", "fields", "-e", "frame.len")
            .succeeded()
            .output();
    assertThat("a super-segment", Pattern.compile("(?m)^\\d{5}$").matcher(all).find(), is(true));
    String malformed =
        Command.run("tshark", "-n", "-r", file.toString(), "-Y", "_ws.malformed")
            .succeeded()
            .output();
    assertThat("what Wireshark complains about", malformed, not(containsString("TCP")));
    assertThat(Files.size(file), greaterThan(600_000L));
  }

  /** Sends a text from a thread of its own, closes, and compares what comes back. */
  private static void echo(int size) throws IOException {
    echo(size, 0);
  }

  /**
   * The same.
   *
   * @param buffer how much the client's socket takes, in bytes; 0: as much as the kernel likes
   */
  private static void echo(int size, int buffer) throws IOException {
    byte[] text = Vnet.text(0, size);
    try (Socket client = new Socket()) {
      if (buffer > 0) {
        client.setReceiveBufferSize(buffer);
      }
      client.setSoTimeout(MILLIS);
      client.connect(new InetSocketAddress(Frames.STACK_IP, PORT), MILLIS);
      OutputStream out = client.getOutputStream();
      Thread writer =
          new Thread(
              () -> {
                try {
                  out.write(text);
                  client.shutdownOutput();
                } catch (IOException e) {
                  // The reader sees it, too, and fails.
                }
              });
      writer.start();
      InputStream in = client.getInputStream();
      assertThat(size + " bytes", in.readAllBytes(), sameBytes(text));
    }
  }

  private static long superSegments(RunningMain main, String direction) {
    Matcher line =
        Pattern.compile(direction + ": .*; ([\\d,]+) super-segments").matcher(main.output());
    assertThat("a line about super-segments", line.find(), is(true));
    return Long.parseLong(line.group(1).replace(",", ""));
  }

  private static RunningMain start(String... options) throws IOException {
    return RunningMain.start("workshop.speed.Main", options);
  }

  private static void assertEnds(RunningMain main) {
    assertThat("exit code", main.stop(), is(143));
    assertThat("standard error", main.errors(), is(""));
    assertThat(main.output(), allOf(containsString("Coming in:"), containsString("The loop:")));
  }
}
