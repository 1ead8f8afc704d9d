package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.hamcrest.Matchers.stringContainsInOrder;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Command;
import workshop.testkit.InNetworkNamespace;
import workshop.testkit.RunningMain;

/** Phase 5's main, started as a user starts it, and real programs that talk to it. */
@ExtendWith(InNetworkNamespace.class)
class EchoMainIT {
  private static final String MAIN = "workshop.echo.Main";
  private static final String ADDRESS = "192.168.100.2";
  private static final String HELLO = "Hello, TCP!\n";
  private static final Duration SOON = Duration.ofSeconds(20);

  private final List<RunningMain> programs = new ArrayList<>();

  @AfterEach
  void end() throws IOException {
    for (RunningMain program : programs) {
      program.close();
    }
  }

  // --- The main job.

  @Test
  @Order(1)
  void ncGetsItsLineBackAndTheLogTellsTheStory() throws Exception {
    RunningMain server = listening();
    assertThat(nc(ADDRESS, 8080, HELLO), equalTo(HELLO));
    String last = server.awaitLine("connection closed");

    String client = last.replaceAll("^(\\[192\\.168\\.100\\.1:\\d+\\] ).*", "$1");
    assertThat(client, startsWith("[192.168.100.1:"));
    assertThat(
        server.output(),
        stringContainsInOrder(
            "tap0",
            "192.168.100.1/24",
            "Listening on 192.168.100.2:8080\n",
            "nc 192.168.100.2 8080",
            client + "SYN received",
            client + "ACK received, connection established\n",
            client + "received 12 bytes: Hello, TCP!\n",
            client + "FIN received",
            client + "ACK of our FIN received, connection closed after 12 bytes\n"));
    assertThat(server.errors(), emptyString());
  }

  @Test
  @Order(2)
  void twoClientsAtATimeEachGetTheirOwn() throws Exception {
    RunningMain server = listening();
    try (Socket one = new Socket(ADDRESS, 8080);
        Socket other = new Socket(ADDRESS, 8080)) {
      one.getOutputStream().write("one".getBytes(StandardCharsets.UTF_8));
      other.getOutputStream().write("other".getBytes(StandardCharsets.UTF_8));
      one.shutdownOutput();
      other.shutdownOutput();
      assertThat(text(other), equalTo("other"));
      assertThat(text(one), equalTo("one"));
    }
    server.awaitLine("connection closed after 3 bytes");
    server.awaitLine("connection closed after 5 bytes");
  }

  @Test
  @Order(3)
  void pingIsAnsweredInEverySizeThatFitsIntoAFrame() throws Exception {
    RunningMain.need("ping");
    listening();
    Command.Result pings =
        Command.of(
                "bash",
                "-c",
                "for size in {0..66} {100..1450..75} {1460..1472}; do"
                    + " ping -q -c 1 -W 5 -s $size "
                    + ADDRESS
                    + " || exit 1; done")
            .within(SOON)
            .run()
            .succeeded();
    assertThat(pings.output(), not(containsString("wrong")));
    // What does not fit comes in fragments: not answered, and survived.
    assertThat(
        Command.run("ping", "-q", "-c", "1", "-W", "1", "-s", "1473", ADDRESS).exitCode(), is(1));
    Command.run("ping", "-q", "-c", "1", "-W", "5", ADDRESS).succeeded();
  }

  /** Tricks of a port scanner: flags that make no sense, and connections left half open. */
  @Test
  @Order(4)
  void aPortScannerDoesNotDisturbIt() throws Exception {
    RunningMain.need("nmap");
    RunningMain server = listening();
    for (String scan : List.of("-sS", "-sN", "-sF", "-sX", "-sA", "-sT")) {
      Command.Result nmap =
          Command.of("nmap", "-n", "-Pn", scan, "-p", "8075-8085", ADDRESS)
              .within(Duration.ofSeconds(30))
              .run()
              .succeeded();
      switch (scan) {
        case "-sA" -> assertThat(nmap.output(), containsString("8080/tcp unfiltered "));
        case "-sS", "-sT" -> assertThat(nmap.output(), containsString("8080/tcp open "));
        // RFC 9293: an open port says nothing to these, and a closed one resets.
        default -> assertThat(nmap.output(), containsString("8080/tcp open|filtered "));
      }
    }
    assertThat(nc(ADDRESS, 8080, HELLO), equalTo(HELLO));
    assertThat(server.errors(), emptyString());
  }

  @Test
  @Order(5)
  void aClientThatIsKilledIsForgotten() throws Exception {
    RunningMain.need("nc");
    RunningMain server = listening();
    Process nc = new ProcessBuilder("nc", ADDRESS, "8080").start();
    try {
      nc.getOutputStream().write(HELLO.getBytes(StandardCharsets.UTF_8));
      nc.getOutputStream().flush();
      server.awaitLine("received 12 bytes");
    } finally {
      nc.destroyForcibly().onExit().join();
    }
    server.awaitLine("connection closed after 12 bytes|connection reset by peer");
    assertThat(nc(ADDRESS, 8080, HELLO), equalTo(HELLO));
  }

  // --- Options.

  @Test
  @Order(10)
  void everyAddressCanBeChosen() throws Exception {
    RunningMain server =
        start(
            "--device",
            "workshop0",
            "--kernel",
            "10.9.8.1/30",
            "--address",
            "10.9.8.2",
            "--mac",
            "0a:1b:2c:3d:4e:5f",
            "--port",
            "7");
    server.awaitLine("^Listening on 10.9.8.2:7$");
    assertThat(nc("10.9.8.2", 7, HELLO), equalTo(HELLO));
    assertThat(
        Command.run("ip", "neigh", "show", "dev", "workshop0").output(),
        containsString("10.9.8.2 lladdr 0a:1b:2c:3d:4e:5f"));
    assertThat(
        Command.of("nc", "-v", "10.9.8.2", "8080").within(SOON).run().output(),
        containsString("refused"));
  }

  @Test
  @Order(11)
  void theCaptureIsRightInTsharksEyes(@TempDir Path folder) throws Exception {
    RunningMain.need("tshark");
    RunningMain.need("ping");
    String capture = folder.resolve("frames.pcap").toString();
    RunningMain server = start("--pcap", capture);
    server.awaitLine("^Listening");
    String text = "All that glitters is not gold.\n".repeat(1000);
    assertThat(nc(ADDRESS, 8080, text), equalTo(text));
    Command.run("ping", "-c", "1", "-s", "1472", ADDRESS).succeeded();
    Command.of("nc", ADDRESS, "1").within(SOON).run(); // refused
    server.awaitLine("connection closed");
    assertExit(server, server.signal("TERM"), 128 + 15);

    String ours = "eth.src == 02:00:00:00:00:01";
    assertThat(tshark(capture, ours + " && tcp.flags.syn == 1 && tcp.flags.ack == 1"), hasSize(1));
    assertThat(tshark(capture, ours + " && tcp.flags.reset == 1"), hasSize(1));
    assertThat(tshark(capture, ours + " && icmp.type == 0"), hasSize(1));
    assertThat(tshark(capture, ours + " && arp.opcode == 2").isEmpty(), is(false));
    // Every checksum, and whatever else the analysis finds wrong with a frame of ours.
    assertThat(
        tshark(
            capture,
            ours
                + " && (tcp.checksum.status == 0 || ip.checksum.status == 0"
                + " || icmp.checksum.status == 0 || _ws.malformed || tcp.analysis.flags"
                + " && !tcp.analysis.window_update)"),
        hasSize(0));
  }

  @Test
  @Order(12)
  void traceTellsWhyAPacketIsDropped() throws Exception {
    RunningMain.need("ping");
    RunningMain server = start("--trace");
    server.awaitLine("^Listening");
    Command.run("ping", "-q", "-c", "1", "-W", "1", "-s", "1473", ADDRESS);
    server.awaitLine("^trace: dropped \\d+ bytes: the packet is a fragment");
    assertExit(server, server.signal("TERM"), 128 + 15);
    assertThat(server.output(), containsString("dropped 2 times: the packet is a fragment"));
  }

  @Test
  @Order(13)
  void helpNeedsNothing() throws Exception {
    RunningMain server = start("--help");
    assertExit(server, server.exitCode(), 0);
    assertThat(
        server.output(),
        stringContainsInOrder(
            "--device", "--kernel", "--address", "--pcap", "--trace", "--mac", "--port"));
    assertThat(server.errors(), emptyString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--nonsense; --nonsense",
        "8080; 8080",
        "--port; --port",
        "--port 0; --port",
        "--port 65536; --port",
        "--port http; --port",
        "--kernel 192.168.100.1; --kernel",
        "--kernel 192.168.300.1/24; --kernel",
        "--address 192.168.100; --address",
        "--address 224.0.0.1; --address",
        "--address 192.168.100.1; --address",
        "--mac 02:00:00:00:00; --mac",
        "--mac 01:00:5e:00:00:01; --mac",
      })
  @Order(14)
  void wrongOptionsAreToldInOneOrTwoLines(String options, String word) throws Exception {
    RunningMain server = start(options.split(" "));
    assertExit(server, server.exitCode(), 2);
    assertMessage(server, word);
  }

  // --- The device.

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  @Order(20)
  void aSignalEndsItCleanly(String signal, int exitCode) throws Exception {
    RunningMain server = listening();
    try (Socket first = new Socket(ADDRESS, 8080);
        Socket second = new Socket(ADDRESS, 8080)) {
      second.getOutputStream().write(1);
      assertThat(second.getInputStream().read(), is(1));
      assertExit(server, server.signal(signal), exitCode);
      assertThat(first.isConnected(), is(true)); // the kernel has not been told anything
    }
    assertThat(server.errors(), emptyString());
    assertThat(Command.run("ip", "link").output(), not(containsString("tap0")));
  }

  @Test
  @Order(21)
  void theSameDeviceCannotBeOpenedTwice() throws Exception {
    listening();
    RunningMain second = start();
    assertExit(second, second.exitCode(), 1);
    assertMessage(second, "tap0");
    assertThat(nc(ADDRESS, 8080, HELLO), equalTo(HELLO)); // the first goes on
  }

  @Test
  @Order(22)
  void twoServersOnTwoDevices() throws Exception {
    listening();
    RunningMain second =
        start("--device", "tap1", "--kernel", "192.168.101.1/24", "--address", "192.168.101.2");
    second.awaitLine("^Listening");
    assertThat(nc(ADDRESS, 8080, "first\n"), equalTo("first\n"));
    assertThat(nc("192.168.101.2", 8080, "second\n"), equalTo("second\n"));
  }

  @Test
  @Order(23)
  void aDeviceThatIsTakenAwayEndsIt() throws Exception {
    RunningMain server = listening();
    Command.run("ip", "link", "del", "tap0").succeeded();
    assertExit(server, server.exitCode(), 1);
    assertMessage(server, "tap0");
  }

  @Test
  @Order(24)
  void aDeviceThatIsDownForAWhileDoesNot() throws Exception {
    listening();
    Command.run("ip", "link", "set", "tap0", "down").succeeded();
    Command.run("ip", "link", "set", "tap0", "up").succeeded();
    assertThat(nc(ADDRESS, 8080, HELLO), equalTo(HELLO));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--device a-name-that-is-too-long", "--device lo", "--pcap /no/such/file"})
  @Order(25)
  void whatCannotBeOpenedIsToldInOneOrTwoLines(String options) throws Exception {
    RunningMain server = start(options.split(" "));
    assertExit(server, server.exitCode(), 1);
    assertMessage(server, options.split(" ")[0]);
  }

  @Test
  @Order(26)
  void withoutPrivilegeItSaysWhatToDo(@TempDir Path folder) throws Exception {
    RunningMain server = asNobody(RunningMain.copyClassPath(folder), "--device", "tap0");
    assertExit(server, server.exitCode(), 1);
    assertMessage(server, "sudo");
  }

  @Test
  @Order(27)
  void aDeviceOfTheUsersOwnNeedsNoPrivilege(@TempDir Path folder) throws Exception {
    Command.run("ip", "tuntap", "add", "dev", "mine0", "mode", "tap", "user", RunningMain.NOBODY)
        .succeeded();
    Command.run("ip", "addr", "add", "192.168.100.1/24", "dev", "mine0").succeeded();
    Command.run("ip", "link", "set", "mine0", "up").succeeded();

    RunningMain server = asNobody(RunningMain.copyClassPath(folder), "--device", "mine0");
    server.awaitLine("^Listening");
    assertThat(
        Command.run("ps", "-o", "uid=", "-p", "" + server.pid()).output().strip(),
        equalTo(RunningMain.NOBODY));
    assertThat(nc(ADDRESS, 8080, HELLO), equalTo(HELLO));
    assertExit(server, server.signal("TERM"), 128 + 15);
    assertThat(server.errors(), emptyString());
    assertThat(Command.run("ip", "link").output(), containsString("mine0")); // it is persistent
  }

  @Test
  @Order(28)
  void aDeviceOfTheUsersOwnMustBeSetUpByRoot(@TempDir Path folder) throws Exception {
    Command.run("ip", "tuntap", "add", "dev", "mine0", "mode", "tap", "user", RunningMain.NOBODY)
        .succeeded();
    RunningMain server = asNobody(RunningMain.copyClassPath(folder), "--device", "mine0");
    assertExit(server, server.exitCode(), 1);
    assertMessage(server, "sudo");
    assertThat(server.errors(), startsWith("\"ip addr replace"));
  }

  // --- What tests are made of.

  private RunningMain start(String... options) throws IOException {
    RunningMain program = RunningMain.start(MAIN, options);
    programs.add(program);
    return program;
  }

  private RunningMain asNobody(String classPath, String... options) throws IOException {
    RunningMain program = RunningMain.startAsNobody(classPath, MAIN, options);
    programs.add(program);
    return program;
  }

  private RunningMain listening() throws Exception {
    RunningMain server = start();
    server.awaitLine("^Listening on 192.168.100.2:8080$");
    return server;
  }

  /** Sends a text with nc, closes, and returns what comes back until the server closes. */
  private static String nc(String address, int port, String text) {
    RunningMain.need("nc");
    return Command.of("nc", "-N", address, "" + port)
        .input(text)
        .within(SOON)
        .run()
        .succeeded()
        .output();
  }

  private static String text(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static List<String> tshark(String capture, String filter) {
    Command.Result result =
        Command.run(
                "tshark",
                "-r",
                capture,
                "-o",
                "tcp.check_checksum:TRUE",
                "-o",
                "ip.check_checksum:TRUE",
                "-Y",
                filter)
            .succeeded();
    return result
        .output()
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("Running as user"))
        .toList();
  }

  private static void assertExit(RunningMain program, int exitCode, int expected) {
    assertThat("the exit code; " + program, exitCode, is(expected));
  }

  /** One or two lines for a person, with this word in them, and no stack trace. */
  private static void assertMessage(RunningMain program, String word) throws IOException {
    Stream<String> lines = program.errors().lines();
    assertThat(program.toString(), (int) lines.count(), is(lessThanOrEqualTo(2)));
    assertThat(program.errors(), containsString(word));
    assertThat(program.errors(), not(containsString("Exception")));
  }
}
