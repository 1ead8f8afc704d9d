package workshop.ethernet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.hamcrest.Matchers.stringContainsInOrder;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.testkit.Command;
import workshop.testkit.Frames;
import workshop.testkit.InNetworkNamespace;
import workshop.testkit.RunningMain;

@Order(100)
@ExtendWith(InNetworkNamespace.class)
@DisplayName("Phase 2's main, and the Linux kernel")
class MainIT {

  @Test
  @Order(1)
  @DisplayName("answers arping")
  void answersArping() throws IOException {
    assumeTrue(
        Command.exists("arping") || "required".equals(System.getProperty("integration")),
        "there is no arping here");
    try (RunningMain main = start().ready()) {
      // There are two kinds of arping, which say it in different words.
      assertThat(
          Command.run("arping", "-c", "2", "-w", "5", "-I", "tap0", Frames.STACK_IP)
              .succeeded()
              .output(),
          containsString(Frames.STACK_MAC));
      main.awaitOutput("ARP: who has 192.168.100.2? Tell 192.168.100.1");
      assertEnds(main);
    }
  }

  @Test
  @Order(2)
  @DisplayName("the kernel learns our Ethernet address (ip neigh)")
  void kernelLearns() throws IOException {
    try (RunningMain main = start().ready()) {
      // The ping itself is not answered before phase 3.
      Command.run("ping", "-n", "-c", "1", "-W", "0.2", Frames.STACK_IP);
      String neighbours =
          Command.run("ip", "neigh", "show", "dev", "tap0", Frames.STACK_IP).succeeded().output();
      assertThat(
          neighbours,
          allOf(containsString("lladdr " + Frames.STACK_MAC), containsString("REACHABLE")));
      main.awaitOutput("> 02:00:00:00:00:01 IPv4, 84 bytes"); // 20 + 8 + 56
      assertEnds(main);
      assertThat(main.output(), containsString(EthernetDrop.UNKNOWN_ETHER_TYPE.words()));
      assertThat("nobody asked for --trace", main.output(), not(containsString("trace: ")));
    }
  }

  @Test
  @Order(3)
  @DisplayName("answers for its own address only, and with the one that it is given")
  void answersForItself() throws IOException {
    try (RunningMain main =
        start("--mac", "02:00:5e:10:00:ff", "--address", "192.168.100.77").ready()) {
      Command.run("ping", "-n", "-c", "1", "-W", "0.2", "192.168.100.77");
      Command.run("ping", "-n", "-c", "1", "-W", "0.2", Frames.STACK_IP);
      String neighbours = Command.run("ip", "neigh", "show", "dev", "tap0").succeeded().output();
      assertThat(
          neighbours,
          allOf(
              containsString("192.168.100.77 lladdr 02:00:5e:10:00:ff"),
              not(containsString(Frames.STACK_IP + " lladdr"))));
      assertEnds(main);
    }
  }

  @Test
  @Order(4)
  @DisplayName("tells under --trace what it drops and why, and counts it at the end")
  void tellsDrops() throws IOException {
    try (RunningMain main = start("--trace").ready()) {
      // As a static entry, the kernel sends to an address that is not ours.
      Command.run(
              "ip", "neigh", "add", "192.168.100.9", "lladdr", "02:00:00:00:00:09", "dev", "tap0")
          .succeeded();
      Command.run("ping", "-n", "-c", "1", "-W", "0.1", "192.168.100.9");
      main.awaitOutput("trace: dropped 98 bytes: " + EthernetDrop.NOT_FOR_US.words());
      assertEnds(main);
      assertThat(
          main.output(),
          matchesPattern("(?s).*dropped \\d+ times: " + EthernetDrop.NOT_FOR_US.words() + "\\s.*"));
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @Order(5)
  @CsvSource({
    "--mac, nonsense",
    "--mac, ff:ff:ff:ff:ff:ff",
    "--address, 1.2.3",
    "--address, 224.0.0.1"
  })
  @DisplayName("refuses addresses that no machine has")
  void refusesAddresses(String option, String value) throws IOException {
    try (RunningMain main = start(option, value)) {
      assertThat("exit code", main.exitCode(), is(2));
      assertThat(main.errors(), allOf(startsWith(option), containsString(value)));
      assertThat("lines", main.errors().lines().count(), is(2L));
    }
  }

  @Test
  @Order(6)
  @DisplayName("refuses to have the kernel's own address")
  void refusesSameAddress() throws IOException {
    try (RunningMain main = start("--address", "192.168.100.1")) {
      assertThat("exit code", main.exitCode(), is(2));
      assertThat(main.errors(), startsWith("--address and --kernel must differ"));
      assertThat("lines", main.errors().lines().count(), is(2L));
    }
  }

  @Test
  @Order(7)
  @DisplayName("knows nothing of ports, which come with phase 4")
  void knowsNoPorts() throws IOException {
    try (RunningMain main = start("--port", "8080")) {
      assertThat("exit code", main.exitCode(), is(2));
      assertThat(main.errors(), startsWith("Unknown option: --port\n"));
      assertThat("lines", main.errors().lines().count(), is(2L));
    }
  }

  @Test
  @Order(8)
  @DisplayName("helps: after the options of every phase comes its own")
  void helps() throws IOException {
    try (RunningMain main = start("--help")) {
      assertThat("exit code", main.exitCode(), is(0));
      assertThat(main.output(), stringContainsInOrder("Phase 2", "--trace", "--mac MAC"));
      assertThat(main.output(), not(containsString("--port")));
      assertThat(main.errors(), is(""));
    }
  }

  private static RunningMain start(String... options) throws IOException {
    return RunningMain.start("workshop.ethernet.Main", options);
  }

  private static void assertEnds(RunningMain main) {
    assertThat("exit code", main.stop(), is(143));
    assertThat("standard error", main.errors(), is(""));
  }
}
