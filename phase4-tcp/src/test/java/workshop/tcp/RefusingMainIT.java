package workshop.tcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Command;
import workshop.testkit.InNetworkNamespace;
import workshop.testkit.RunningMain;

/** Phase 4's main, and real clients: each is refused at once. */
@ExtendWith(InNetworkNamespace.class)
class RefusingMainIT {
  private static final String ADDRESS = "192.168.100.2";

  /**
   * The kernel sends the SYN again after 1 s, 3 s, 7 s ... A client that gets no answer, or an
   * answer that it does not believe, is still trying after this time.
   */
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  private RunningMain main;

  @BeforeEach
  void start() throws Exception {
    main = RunningMain.start("workshop.tcp.Main");
    main.awaitLine("^Ready");
  }

  @AfterEach
  void end() throws Exception {
    if (main != null) {
      main.close();
    }
  }

  @Test
  @Order(1)
  void ncIsRefusedAndTheLogShowsBothSegments() throws Exception {
    RunningMain.need("nc");
    Command.Result nc = Command.of("nc", "-v", ADDRESS, "8080").within(AT_ONCE).run();
    assertThat(nc.toString(), nc.exitCode(), is(1));
    assertThat(nc.output(), containsString("Connection refused"));

    String syn = main.awaitLine("^from 192.168.100.1: \\d+ > 8080 SYN");
    assertThat(syn, matchesPattern(".* SYN seq=\\d+ win=\\d+ len=0"));
    long seq = Long.parseLong(syn.replaceAll(".* seq=(\\d+) .*", "$1"));
    String clientPort = syn.replaceAll(".*: (\\d+) > .*", "$1");
    // The SYN takes up one sequence number, and the reset acknowledges it.
    long ack = (seq + 1) % (1L << 32);
    assertThat(
        main.awaitLine("^to   "),
        equalTo(
            "to   192.168.100.1: 8080 > %s RST,ACK seq=0 ack=%d win=0 len=0"
                .formatted(clientPort, ack)));
    assertThat(main.errors(), emptyString());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 22, 8080, 65535})
  @Order(2)
  void everyPortIsClosed(int port) throws Exception {
    try (SocketChannel client = SocketChannel.open()) {
      ConnectException refused =
          assertThrows(
              ConnectException.class,
              () ->
                  client
                      .socket()
                      .connect(new InetSocketAddress(ADDRESS, port), (int) AT_ONCE.toMillis()));
      assertThat(refused.getMessage(), containsString("refused"));
    }
  }

  @Test
  @Order(3)
  void socatIsRefused() throws Exception {
    RunningMain.need("socat");
    Command.Result socat =
        Command.of("socat", "-u", "TCP4:" + ADDRESS + ":9", "STDOUT").within(AT_ONCE).run();
    assertThat(socat.toString(), socat.exitCode(), is(1));
    assertThat(socat.output(), containsString("Connection refused"));
  }

  /** Connects to 200 ports, and sends to them what opens no connection. */
  @Test
  @Order(4)
  void aPortScanFindsNothingOpen() throws Exception {
    RunningMain.need("nmap");
    for (String scan : List.of("-sT", "-sA")) {
      Command.Result nmap =
          Command.of("nmap", "-n", "-Pn", scan, "-p", "1-200", "--max-retries", "3", ADDRESS)
              .within(Duration.ofSeconds(30))
              .run()
              .succeeded();
      // A closed port answers with a reset; "filtered" ones would not answer at all.
      assertThat(
          nmap.output(), containsString(scan.equals("-sT") ? "200 closed" : "200 unfiltered"));
      assertThat(nmap.output(), not(containsString("open")));
    }
  }

  @Test
  @Order(5)
  void theKernelFindsEveryChecksumRight() throws Exception {
    RunningMain.need("nstat");
    everyPortIsClosed(80);
    String counters = Command.run("nstat", "-az", "TcpInCsumErrors", "TcpInErrs").output();
    assertThat(counters, matchesPattern("(?s).*TcpInErrs +0 .*"));
    assertThat(counters, matchesPattern("(?s).*TcpInCsumErrors +0 .*"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 56, 1471, 1472})
  @Order(6)
  void pingStillWorks(int size) {
    RunningMain.need("ping");
    Command.run("ping", "-c", "2", "-i", "0.2", "-W", "5", "-s", "" + size, ADDRESS).succeeded();
  }

  @Test
  @Order(7)
  void ctrlCEndsItAndTheDeviceIsGone() throws Exception {
    assertThat(Command.run("ip", "link").output(), containsString("tap0"));
    int exitCode = main.signal("INT");
    assertThat(main.toString(), exitCode, is(128 + 2));
    assertThat(Command.run("ip", "link").output(), not(containsString("tap0")));
    assertThat(main.errors(), emptyString());
  }

  @Test
  @Order(8)
  void everyAddressCanBeChosen() throws Exception {
    try (RunningMain other =
        RunningMain.start(
            "workshop.tcp.Main",
            "--port",
            "7",
            "--device",
            "other",
            "--mac",
            "0a:1b:2c:3d:4e:5f",
            "--kernel",
            "10.9.8.1/30",
            "--address",
            "10.9.8.2")) {
      other.awaitLine("^Ready.* nc -v 10.9.8.2 7 ");
      assertThrows(
          ConnectException.class,
          () -> {
            try (SocketChannel client = SocketChannel.open()) {
              client
                  .socket()
                  .connect(new InetSocketAddress("10.9.8.2", 7), (int) AT_ONCE.toMillis());
            }
          });
      assertThat(
          Command.run("ip", "neigh", "show", "dev", "other").output(),
          containsString("10.9.8.2 lladdr 0a:1b:2c:3d:4e:5f"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port", "--port 0", "--port http", "--mac nonsense", "--nonsense"})
  @Order(9)
  void wrongOptionsAreToldInTwoLines(String options) throws Exception {
    try (RunningMain other = RunningMain.start("workshop.tcp.Main", options.split(" "))) {
      assertThat(other.toString(), other.exitCode(), is(2));
      assertThat(other.errors(), containsString(options.split(" ")[0]));
      assertThat(other.errors(), endsWith("\n--help shows the options.\n"));
      assertThat(other.errors().lines().count(), is(2L));
    }
  }

  @Test
  @Order(10)
  void helpNamesTheOptionsOfAllPhasesSoFar() throws Exception {
    try (RunningMain other = RunningMain.start("workshop.tcp.Main", "--help")) {
      assertThat(other.toString(), other.exitCode(), is(0));
      assertThat(other.output(), stringContainsInOrder("Phase 4", "--trace", "--mac ", "--port "));
      assertThat(other.errors(), emptyString());
    }
  }
}
