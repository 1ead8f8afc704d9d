package workshop.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static workshop.testkit.SameBytes.sameBytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

@Order(104)
@ExtendWith(InNetworkNamespace.class)
@DisplayName("Phase 7's main, and socat, traceroute and nmap")
class ProgramsIT {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @Order(1)
  @ValueSource(strings = {"UDP4", "TCP4"})
  @DisplayName("socat has its bytes back, of every kind of size")
  void socat(String protocol) throws IOException {
    RunningMain.need("socat");
    try (RunningMain main = start()) {
      for (int size : new int[] {1, 1472, 1473, 9000, 65507}) {
        Path sent = Files.write(folder.resolve("sent"), Udp.bytes(size));
        Path came = folder.resolve("came");
        // One read is one datagram: so the blocks must be as large as that.
        Command.run(
                "socat",
                "-b",
                "65536",
                "-t",
                "1",
                "GOPEN:%s,ignoreeof=0!!CREATE:%s".formatted(sent, came),
                "%s:%s:8080,sndbuf=262144,rcvbuf=262144".formatted(protocol, Frames.STACK_IP))
            .succeeded();
        assertThat(size + " bytes", Files.readAllBytes(came), sameBytes(Udp.bytes(size)));
      }
      assertThat(main.stop(), is(143));
    }
  }

  @Test
  @Order(2)
  @DisplayName("traceroute arrives, in one hop")
  void traceroute() throws IOException {
    RunningMain.need("traceroute");
    try (RunningMain main = start()) {
      String output =
          Command.run("traceroute", "-n", "-w", "5", "-m", "3", Frames.STACK_IP)
              .succeeded()
              .output();
      assertThat(output, containsString("\n 1  192.168.100.2 "));
      assertThat(output, allOf(not(containsString("*")), not(containsString("\n 2 "))));
      assertThat(main.stop(), is(143));
    }
  }

  @Test
  @Order(3)
  @DisplayName("nmap -sU: our ports are open, all others closed")
  void nmap() throws IOException {
    RunningMain.need("nmap");
    try (RunningMain main = start()) {
      String output =
          Command.run("nmap", "-n", "-sU", "-p", "7,9,19,53,161,8080", Frames.STACK_IP)
              .succeeded()
              .output();
      for (int port : new int[] {9, 19, 53, 161}) {
        assertThat(output, containsString("\n" + port + "/udp"));
        assertThat(output.replaceAll("(?s).*\n" + port + "/udp +", ""), startsWith("closed"));
      }
      for (int port : new int[] {7, 8080}) {
        assertThat(output.replaceAll("(?s).*\n" + port + "/udp +", ""), startsWith("open"));
      }
      assertThat(main.stop(), is(143));
    }
  }

  private static RunningMain start() throws IOException {
    return RunningMain.start("workshop.server.Main").ready();
  }
}
