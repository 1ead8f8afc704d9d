package workshop.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameBytes;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
@DisplayName("Phase 7's main, and the Linux kernel's programs")
class ServicesMainIT {
  private static final int MILLIS = 5000;

  @ParameterizedTest(name = "port {0}")
  @Order(1)
  @ValueSource(ints = {7, 8080})
  @DisplayName("echoes datagrams of every kind of size, byte for byte")
  void echoesDatagrams(int port) throws IOException {
    try (RunningMain main = start().ready();
        UdpClient client = new UdpClient(port)) {
      for (int size : new int[] {0, 1, 1472, 1473, 2953, 9000, 65507}) {
        byte[] data = Udp.bytes(size);
        assertThat(size + " bytes", client.echoed(data), sameBytes(data));
      }
      assertEnds(main);
    }
  }

  @Test
  @Order(2)
  @DisplayName("echoes TCP on both ports, beside UDP")
  void echoesTcp() throws IOException {
    try (RunningMain main = start().ready()) {
      for (int port : new int[] {7, 8080}) {
        try (Socket client = new Socket()) {
          client.setSoTimeout(MILLIS);
          client.connect(new InetSocketAddress(Frames.STACK_IP, port), MILLIS);
          client.getOutputStream().write(Udp.bytes(5000));
          client.shutdownOutput();
          byte[] came = client.getInputStream().readAllBytes();
          assertThat("port " + port, came, sameBytes(Udp.bytes(5000)));
        }
      }
      assertEnds(main);
    }
  }

  @Test
  @Order(20)
  @DisplayName("--plot: a picture of the run, written at its end")
  void plots(@TempDir Path folder) throws IOException {
    Path picture = folder.resolve("run.svg");
    try (RunningMain main = start("--plot", picture.toString()).ready();
        Socket client = new Socket(Frames.STACK_IP, 8080)) {
      client.setSoTimeout(MILLIS);
      client.getOutputStream().write(Udp.bytes(5000));
      client.shutdownOutput();
      client.getInputStream().readAllBytes();
      assertEnds(main);
      String line = "What was sent to 192.168.100.1:" + client.getLocalPort();
      assertThat(Files.readString(picture), containsString(line));
    }
  }

  @Test
  @Order(3)
  @DisplayName("echoes what nc -u sends, and tells of it")
  void netcat() throws IOException {
    try (RunningMain main = start("--port", "9000").ready()) {
      String came =
          Command.of("nc", "-n", "-u", "-w", "1", Frames.STACK_IP, "9000")
              .input("hello\n")
              .run()
              .succeeded()
              .output();
      assertThat(came, is("hello\n"));
      main.awaitLine("^from 192.168.100.1: UDP \\d+ > 9000, 6 bytes of data$");
      main.awaitLine("^to   192.168.100.1: UDP 9000 > \\d+, 6 bytes of data$");
      assertEnds(main);
    }
  }

  @ParameterizedTest(name = "{0} bytes")
  @Order(4)
  @ValueSource(ints = {1472, 1473, 3000, 60000, 65507})
  @DisplayName("answers pings that are larger than a frame")
  void largePings(int size) throws IOException {
    try (RunningMain main = start().ready()) {
      String output = ping("-c", "2", "-i", "0.1", "-s", String.valueOf(size));
      assertThat(output, allOf(containsString(" 2 received"), not(containsString("wrong data"))));
      assertEnds(main);
    }
  }

  @ParameterizedTest(name = "{0} bytes")
  @Order(5)
  @ValueSource(ints = {56, 3000})
  @DisplayName("ping -R: our address is on the way")
  void recordRoute(int size) throws IOException {
    try (RunningMain main = start().ready()) {
      String output = ping("-c", "1", "-R", "-s", String.valueOf(size));
      assertThat(output, containsString("RR: \t192.168.100.1\n\t192.168.100.2\n\t192.168.100.1"));
      assertEnds(main);
    }
  }

  @Test
  @Order(6)
  @DisplayName("ping -T tsonly: our time is among the others'")
  void timeStamp() throws IOException {
    try (RunningMain main = start().ready()) {
      String output = ping("-c", "1", "-T", "tsonly");
      long times =
          output.lines().filter(line -> line.matches("(TS: \t\\d+ absolute|\t-?\\d+)")).count();
      assertThat("time stamps: the kernel's, ours, the kernel's again:\n" + output, times, is(3L));
      assertEnds(main);
    }
  }

  @Test
  @Order(7)
  @DisplayName("a datagram to a closed port: the kernel hears \"port unreachable\"")
  void closedPort() throws IOException {
    try (RunningMain main = start().ready();
        DatagramSocket client = new DatagramSocket()) {
      client.setSoTimeout(MILLIS);
      client.connect(new InetSocketAddress(Frames.STACK_IP, 33434));
      client.send(new DatagramPacket(new byte[32], 32));
      assertThrows(
          PortUnreachableException.class,
          () -> client.receive(new DatagramPacket(new byte[100], 100)),
          "a probe as traceroute sends it");
      main.awaitLine("^to   192.168.100.1: port unreachable, about its UDP$");
      assertEnds(main);
    }
  }

  @Test
  @Order(8)
  @DisplayName("nmap: UDP port 9 is closed, protocol 99 too")
  void nmap() throws IOException {
    RunningMain.need("nmap");
    try (RunningMain main = start().ready()) {
      assertThat(
          Command.run("nmap", "-n", "-sU", "-p", "9", Frames.STACK_IP).output(),
          containsString("9/udp closed"));
      assertThat(
          Command.run("nmap", "-n", "-Pn", "-sO", "-p", "99", Frames.STACK_IP).output(),
          containsString("closed"));
      assertEnds(main);
    }
  }

  @Test
  @Order(9)
  @DisplayName("a flood of datagrams to closed ports: few errors, few lines, and the echo goes on")
  void flood() throws IOException {
    try (RunningMain main = start().ready();
        UdpClient echo = new UdpClient(7);
        DatagramSocket flood = new DatagramSocket()) {
      InetAddress stack = InetAddress.getByName(Frames.STACK_IP);
      for (int i = 0; i < 20_000; i++) {
        flood.send(new DatagramPacket(new byte[32], 32, stack, 20_000 + i % 1000));
        if (i % 2000 == 0) {
          byte[] data = Udp.bytes(3000);
          assertThat("after " + i, echo.echoed(data), sameBytes(data));
        }
      }
      assertEnds(main);
      assertThat("lines told", main.output().lines().count(), lessThan(200L));
    }
  }

  @Test
  @Order(10)
  @DisplayName("fragments that overtake each other and come twice")
  void reorderedAndTwice() throws IOException {
    try (RunningMain main = start("--duplicate", "30%", "--reorder", "30%", "--seed", "7").ready();
        UdpClient client = new UdpClient(7)) {
      for (int i = 0; i < 20; i++) {
        byte[] data = Udp.bytes(5000 + i);
        byte[] came = client.echoed(data);
        while (came.length < data.length) { // a duplicate of the one before
          came = client.received("no answer to " + data.length + " bytes");
        }
        assertThat(came, sameBytes(data));
      }
      assertEnds(main);
    }
  }

  @Test
  @Order(11)
  @DisplayName("a page on port 80, the files of a folder, and one line a request")
  void web(@TempDir Path folder) throws IOException {
    RunningMain.need("curl");
    Files.writeString(folder.resolve("hello.txt"), "Hello, HTTP!");
    try (RunningMain main = start("--www", folder.toString()).ready()) {
      String url = "http://" + Frames.STACK_IP;
      assertThat(
          Command.run("curl", "-sS", url + "/").succeeded().output(), containsString("<h1>"));
      assertThat(
          Command.run("curl", "-sS", "-r", "7-10", url + "/files/hello.txt").succeeded().output(),
          is("HTTP"));
      main.awaitLine("^\\[192.168.100.1:\\d+] GET /: 200, \\d+ bytes$");
      main.awaitLine("^\\[192.168.100.1:\\d+] GET /files/hello.txt: 206, 4 bytes$");
      assertThat("lines of TCP", main.output(), not(containsString("established")));
      assertEnds(main);
    }
  }

  @Test
  @Order(12)
  @DisplayName("an echo on which nothing happens is ended, if one wants")
  void idleEcho() throws IOException {
    try (RunningMain main = start("--idle-timeout", "1s").ready();
        Socket client = new Socket()) {
      client.setSoTimeout(10 * MILLIS);
      client.connect(new InetSocketAddress(Frames.STACK_IP, 7), MILLIS);
      client.getOutputStream().write('x');
      assertThat("the echo", client.getInputStream().read(), is((int) 'x'));
      assertThat("then the end", client.getInputStream().read(), is(-1));
      assertEnds(main);
    }
  }

  private static String ping(String... options) {
    List<String> command = new ArrayList<>(List.of("ping", "-n", "-W", "5"));
    command.addAll(List.of(options));
    command.add(Frames.STACK_IP);
    return Command.run(command.toArray(new String[0])).succeeded().output();
  }

  private static RunningMain start(String... options) throws IOException {
    return RunningMain.start("workshop.server.Main", options);
  }

  private static void assertEnds(RunningMain main) {
    assertThat("exit code", main.stop(), is(143));
    assertThat("standard error", main.errors(), is(""));
  }
}
