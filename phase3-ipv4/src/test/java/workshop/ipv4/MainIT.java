package workshop.ipv4;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
@DisplayName("Phase 3's main, and the Linux kernel's ping")
class MainIT {
  @TempDir Path folder;

  @Test
  @Order(1)
  @DisplayName("answers ping, and shows it")
  void answersPing() throws IOException {
    try (RunningMain main = start().ready()) {
      assertThat(ping("-c", "3", "-i", "0.01"), containsString("3 received"));
      main.awaitOutput("192.168.100.1 > 192.168.100.2 ICMP, ttl 64, 64 bytes"); // 8 + 56
      main.awaitOutput("ICMP echo request");
      assertEnds(main);
    }
  }

  @Test
  @Order(2)
  @DisplayName("answers every size from 0 to 1472 bytes, byte for byte")
  void answersEverySize() throws IOException {
    try (RunningMain main = start().ready()) {
      // One ping for each size: it compares what comes back, and tells of a "wrong data byte".
      String everySize =
          "for size in $(seq 0 1472); do"
              + " ping -n -c 1 -W 5 -p a5 -s $size 192.168.100.2 ||"
              + " { echo \"no answer to $size bytes\"; exit 1; }; done";
      String output =
          Command.of("sh", "-c", everySize)
              .within(Duration.ofSeconds(60))
              .run()
              .succeeded()
              .output();
      assertThat(
          "answers",
          output.lines().filter(line -> line.contains(" 1 received")).count(),
          is(1473L));
      assertThat(output, not(containsString("wrong data")));
      assertEnds(main);
    }
  }

  @Test
  @Order(3)
  @DisplayName("answers a thousand pings in a row, each once")
  void answersMany() throws IOException {
    try (RunningMain main = start().ready()) {
      String output = ping("-c", "1000", "-i", "0.001", "-s", "1472");
      assertThat(
          output,
          allOf(
              containsString("1000 packets transmitted, 1000 received, 0% packet loss"),
              not(containsString("wrong data")),
              not(containsString("DUP"))));
      assertEnds(main);
    }
  }

  @ParameterizedTest(name = "{0} bytes")
  @Order(4)
  @ValueSource(ints = {1473, 1480, 3000, 65507})
  @DisplayName("never answers fragments, as if they were the whole; and lives on")
  void dropsFragments(int size) throws IOException {
    try (RunningMain main = start("--trace").ready()) {
      String unanswered =
          Command.run(
                  "ping", "-n", "-c", "1", "-W", "0.3", "-s", String.valueOf(size), Frames.STACK_IP)
              .output();
      assertThat(unanswered, containsString(" 0 received"));
      main.awaitOutput("bytes: " + Ipv4Drop.FRAGMENT.words());
      assertThat(ping("-c", "1"), containsString(" 1 received"));
      assertEnds(main);
      assertThat(main.output(), containsString("times: " + Ipv4Drop.FRAGMENT.words()));
    }
  }

  @Test
  @Order(5)
  @DisplayName("answers pings with IPv4 options")
  void answersWithOptions() throws IOException {
    try (RunningMain main = start().ready()) {
      assertThat("time stamps", ping("-c", "1", "-T", "tsonly"), containsString(" 1 received"));
      assertThat("record route", ping("-c", "1", "-R"), containsString(" 1 received"));
      assertEnds(main);
    }
  }

  @Test
  @Order(6)
  @DisplayName("answers somebody elsewhere by way of the kernel")
  void answersViaRouter() throws IOException {
    Path pcap = folder.resolve("x.pcap");
    try (RunningMain main = start("--pcap", pcap.toString()).ready()) {
      Command.run("ip", "addr", "add", "10.9.8.7/32", "dev", "lo").succeeded();
      assertThat(ping("-c", "1", "-I", "10.9.8.7"), containsString(" 1 received"));
      assertEnds(main);
    }
    // The kernel would tell us the Ethernet address of 10.9.8.7, too. But we must ask the router.
    byte[] question =
        Frames.arpRequest()
            .sender(Frames.STACK_MAC, Frames.STACK_IP)
            .whoHas(Frames.KERNEL_IP)
            .frame();
    String written = Files.readString(pcap, StandardCharsets.ISO_8859_1);
    assertThat(
        "our question is in the capture",
        written.contains(new String(question, StandardCharsets.ISO_8859_1)));
  }

  @Test
  @Order(7)
  @DisplayName("does not answer a broadcast ping")
  void ignoresBroadcast() throws IOException {
    try (RunningMain main = start("--trace").ready()) {
      String unanswered =
          Command.run("ping", "-n", "-b", "-c", "1", "-W", "0.3", "192.168.100.255").output();
      assertThat(unanswered, containsString(" 0 received"));
      main.awaitOutput(Ipv4Drop.NOT_FOR_US.words());
      assertEnds(main);
    }
  }

  @Test
  @Order(8)
  @DisplayName("goes on after the interface was down")
  void survivesDownAndUp() throws IOException {
    try (RunningMain main = start().ready()) {
      assertThat(ping("-c", "1"), containsString(" 1 received"));
      Command.run("ip", "link", "set", "dev", "tap0", "down").succeeded();
      Command.run("ip", "link", "set", "dev", "tap0", "up").succeeded();
      assertThat(ping("-c", "1"), containsString(" 1 received"));
      assertEnds(main);
    }
  }

  @Test
  @Order(9)
  @DisplayName("refuses to have the kernel's own address")
  void refusesSameAddress() throws IOException {
    try (RunningMain main = start("--address", "192.168.100.1")) {
      assertThat("exit code", main.exitCode(), is(2));
      assertThat(main.errors(), startsWith("--address and --kernel must differ"));
      assertThat("lines", main.errors().lines().count(), is(2L));
    }
  }

  @Test
  @Order(10)
  @DisplayName("answers from the Ethernet address that it is given")
  void answersFromItsAddress() throws IOException {
    try (RunningMain main = start("--mac", "02:00:5e:10:00:ff").ready()) {
      assertThat(ping("-c", "1"), containsString(" 1 received"));
      assertThat(
          Command.run("ip", "neigh", "show", "dev", "tap0").succeeded().output(),
          containsString(Frames.STACK_IP + " lladdr 02:00:5e:10:00:ff"));
      assertEnds(main);
    }
  }

  @Test
  @Order(11)
  @DisplayName("knows nothing of ports, which come with phase 4")
  void knowsNoPorts() throws IOException {
    try (RunningMain main = start("--port", "8080")) {
      assertThat("exit code", main.exitCode(), is(2));
      assertThat(main.errors(), startsWith("Unknown option: --port\n"));
      assertThat("lines", main.errors().lines().count(), is(2L));
    }
  }

  private static String ping(String... options) {
    String[] command = new String[options.length + 5];
    System.arraycopy(new String[] {"ping", "-n", "-W", "5"}, 0, command, 0, 4);
    System.arraycopy(options, 0, command, 4, options.length);
    command[command.length - 1] = Frames.STACK_IP;
    return Command.run(command).succeeded().output();
  }

  private static RunningMain start(String... options) throws IOException {
    return RunningMain.start("workshop.ipv4.Main", options);
  }

  private static void assertEnds(RunningMain main) {
    assertThat("exit code", main.stop(), is(143));
    assertThat("standard error", main.errors(), is(""));
  }
}
