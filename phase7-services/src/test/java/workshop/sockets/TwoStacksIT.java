package workshop.sockets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workshop.reliability.Faults;
import workshop.testkit.InNetworkNamespace;
import workshop.testkit.RunningMain;

@Order(101)
@ExtendWith(InNetworkNamespace.class)
@DisplayName("Two stacks on one bridge")
class TwoStacksIT {
  private static final int PART = 1 << 16;

  @Test
  @Order(1)
  @DisplayName("50 MB from one to the other, byte for byte")
  void fiftyMegabytes() throws Exception {
    transfer(50_000_000, Faults.NONE);
  }

  @Test
  @Order(2)
  @DisplayName("2 MB over wires that lose, reorder, double and corrupt")
  void failingWires() throws Exception {
    transfer(2_000_000, new Faults(0.02, 0.01, 0.01, 0.005, 0, 0, 7));
  }

  private static void transfer(int size, Faults faults) throws Exception {
    OnTap.bridge();
    try (StackLoop server = OnTap.inBridge("tap0", 2, faults);
        StackLoop client = OnTap.inBridge("tap1", 3, faults)) {
      TcpServerSocket listening = server.sockets.listen(80);
      listening.setAcceptTimeout(TwoStacks.LONG);
      Caller<String> sender = Caller.start(() -> send(client, server, size));
      try (TcpSocket socket = listening.accept()) {
        socket.setReadTimeout(TwoStacks.LONG);
        assertThat("the digest of what came", receive(socket, size), is(sender.result()));
      }
      assertThat("what has ended the server", server.failure(), is((Throwable) null));
      assertThat("what has ended the client", client.failure(), is((Throwable) null));
    }
  }

  private static String send(StackLoop from, StackLoop to, int size) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Random random = new Random(7);
    byte[] part = new byte[PART];
    try (TcpSocket socket = from.sockets.connect(to.address, 80, TwoStacks.LONG)) {
      socket.setWriteTimeout(TwoStacks.LONG);
      for (int left = size; left > 0; left -= part.length) {
        part = left < PART ? new byte[left] : part;
        random.nextBytes(part);
        digest.update(part);
        socket.write(part);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String receive(TcpSocket socket, int size) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] part = new byte[PART];
    int received = 0;
    for (int count = socket.read(part); count >= 0; count = socket.read(part)) {
      digest.update(part, 0, count);
      received += count;
    }
    assertThat("bytes", received, is(size));
    return HexFormat.of().formatHex(digest.digest());
  }

  @Test
  @Order(3)
  @DisplayName("two mains: one fetches the other's page, over a wire that loses")
  void twoMains() throws IOException {
    OnTap.bridge();
    try (RunningMain server =
            RunningMain.start("workshop.server.Main", "--page", "8000", "--loss", "5%").ready();
        RunningMain client =
            RunningMain.start(
                "workshop.server.Main",
                "--device",
                "tap1",
                "--address",
                "192.168.100.3",
                "--mac",
                "02:00:00:00:00:02",
                "--fetch",
                "http://192.168.100.2:8000/")) {
      server.awaitLine("^Listening on port 8000, page$");
      client.awaitLine("^http://192.168.100.2:8000/: 200, \\d+ bytes$");
      client.awaitLine("^<p>This page came over my own TCP.$");
      assertThat("it ends by itself: exit code", client.exitCode(), is(0));
      assertThat(client.errors(), is(""));
      assertThat(server.stop(), is(143));
    }
  }
}
