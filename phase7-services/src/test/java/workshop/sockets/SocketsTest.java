package workshop.sockets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameBytes;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.shared.Ipv4Address;
import workshop.sockets.TwoStacks.Pair;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

@Order(11)
@Exercise("7.10")
@DisplayName("Sockets: two stacks talk to each other")
class SocketsTest {
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final int BOTH_ENDS = 4 << 20;

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @Test
  @Order(1)
  @DisplayName("connect, accept, and a line in each direction")
  void lines() throws Exception {
    TwoStacks.test(
        stacks -> {
          TcpServerSocket listening = stacks.server.sockets.listen(80);
          Pair pair = stacks.connect(listening);
          pair.client().write("ping".getBytes());
          assertThat(new String(pair.server().inputStream().readNBytes(4)), is("ping"));
          pair.server().write("pong".getBytes());
          assertThat(new String(pair.client().inputStream().readNBytes(4)), is("pong"));
          assertThat(
              "the client's address", pair.server().remoteAddress(), is(stacks.client.address));
          assertThat("its port", pair.server().remotePort(), is(pair.client().localPort()));
          assertThat("its port", pair.client().localPort(), greaterThanOrEqualTo(49152));
          assertThat("the server's port", pair.client().remotePort(), is(80));
        });
  }

  @Test
  @Order(2)
  @DisplayName("half-close: the peer sees the end, and may still answer")
  void halfClose() throws Exception {
    TwoStacks.test(
        stacks -> {
          Pair pair = stacks.connect(stacks.server.sockets.listen(80));
          pair.client().write("question".getBytes());
          pair.client().shutdownOutput();
          assertThat(new String(pair.server().inputStream().readAllBytes()), is("question"));
          SocketException thrown =
              assertThrows(SocketException.class, () -> pair.client().write(new byte[1]));
          assertThat(thrown.getMessage(), containsString("closed"));
          pair.server().write("answer".getBytes());
          pair.server().close();
          assertThat(new String(pair.client().inputStream().readAllBytes()), is("answer"));
          pair.client().close();
        });
  }

  @Test
  @Order(3)
  @DisplayName("half a megabyte each way at once, byte for byte")
  void bothWays() throws Exception {
    byte[] data = random(1 << 19);
    TwoStacks.test(
        stacks -> {
          Pair pair = stacks.connect(stacks.server.sockets.listen(80));
          List<Caller<?>> writers = new ArrayList<>();
          List<Caller<byte[]>> readers = new ArrayList<>();
          for (TcpSocket socket : new TcpSocket[] {pair.client(), pair.server()}) {
            readers.add(Caller.start(() -> socket.inputStream().readAllBytes()));
            writers.add(
                Caller.start(
                    () -> {
                      socket.write(data);
                      socket.shutdownOutput();
                      return null;
                    }));
          }
          for (Caller<byte[]> reader : readers) {
            assertThat(reader.result(), sameBytes(data));
          }
          for (Caller<?> writer : writers) {
            writer.result();
          }
        });
  }

  @Test
  @Order(4)
  @DisplayName("back-pressure: nobody reads, so the writer waits; then all arrives")
  void backPressure() throws Exception {
    byte[] data = random(BOTH_ENDS);
    TwoStacks.test(
        stacks -> {
          Pair pair = stacks.connect(stacks.server.sockets.listen(80));
          Caller<?> writer =
              Caller.waiting(
                  () -> {
                    pair.client().write(data);
                    pair.client().close();
                    return null;
                  });
          assertThat(pair.server().inputStream().readAllBytes(), sameBytes(data));
          writer.result();
        });
  }

  @Test
  @Order(5)
  @Exercise("7.9")
  @DisplayName("a port where nobody listens: connection refused")
  void refused() throws Exception {
    TwoStacks.test(
        stacks -> {
          ConnectException thrown =
              assertThrows(
                  ConnectException.class,
                  () -> stacks.client.sockets.connect(stacks.server.address, 81, TwoStacks.LONG));
          assertThat(thrown.getMessage(), is("connection refused"));
          assertThat("who is to be told of the end", stacks.client.sockets.waiting(), is(0));
        });
  }

  @Test
  @Order(6)
  @Exercise("7.9")
  @DisplayName("a machine that is not there: the time is over, and nothing is left of it")
  void connectTimesOut() throws Exception {
    TwoStacks.test(
        stacks -> {
          Ipv4Address nobody = Ipv4Address.parse("192.168.100.99");
          Sockets sockets = stacks.client.sockets;
          assertThrows(SocketTimeoutException.class, () -> sockets.connect(nobody, 80, MOMENT));
          stacks.refusedBy(sockets); // after it, all that was asked for before is done
          assertThat(
              "connections that are left", stacks.client.stack.tcp().connections().size(), is(0));
          assertThat("who is to be told of the end", sockets.waiting(), is(0));
        });
  }

  @Test
  @Order(7)
  @Exercise("7.9")
  @DisplayName("an interrupt ends connect, and nothing is left of it")
  void connectInterrupted() throws Exception {
    TwoStacks.test(
        stacks -> {
          Ipv4Address nobody = Ipv4Address.parse("192.168.100.99");
          Sockets sockets = stacks.client.sockets;
          Caller<TcpSocket> caller =
              Caller.waiting(() -> sockets.connect(nobody, 80, TwoStacks.LONG));
          caller.interrupt();
          caller.failure(InterruptedIOException.class);
          stacks.refusedBy(sockets);
          assertThat(
              "connections that are left", stacks.client.stack.tcp().connections().size(), is(0));
          assertThat("who is to be told of the end", sockets.waiting(), is(0));
        });
  }

  @Test
  @Order(8)
  @DisplayName("read and accept: a time-out, and afterwards all goes on")
  void timeOuts() throws Exception {
    TwoStacks.test(
        stacks -> {
          TcpServerSocket listening = stacks.server.sockets.listen(80);
          listening.setAcceptTimeout(MOMENT);
          assertThrows(SocketTimeoutException.class, listening::accept);
          Pair pair = stacks.connect(listening);
          pair.server().setReadTimeout(MOMENT);
          assertThrows(SocketTimeoutException.class, () -> pair.server().read(new byte[10]));
          pair.client().write("late".getBytes());
          pair.server().setReadTimeout(TwoStacks.LONG);
          assertThat(new String(pair.server().inputStream().readNBytes(4)), is("late"));
        });
  }

  @Test
  @Order(9)
  @DisplayName("an interrupt ends read and accept; the connection stays")
  void interrupts() throws Exception {
    TwoStacks.test(
        stacks -> {
          TcpServerSocket listening = stacks.server.sockets.listen(80);
          Caller<TcpSocket> accept = Caller.waiting(listening::accept);
          accept.interrupt();
          accept.failure(InterruptedIOException.class);
          Pair pair = stacks.connect(listening);
          Caller<Integer> read = Caller.waiting(() -> pair.server().read(new byte[10]));
          read.interrupt();
          read.failure(InterruptedIOException.class);
          pair.client().write("after it".getBytes());
          assertThat(new String(pair.server().inputStream().readNBytes(8)), is("after it"));
        });
  }

  @Test
  @Order(10)
  @DisplayName("a reset: the peer reads what has come, then hears of it")
  void reset() throws Exception {
    TwoStacks.test(
        stacks -> {
          Pair pair = stacks.connect(stacks.server.sockets.listen(80));
          Caller<Integer> read = Caller.waiting(() -> pair.server().read(new byte[10]));
          pair.client().abort();
          assertThat(
              read.failure(SocketException.class).getMessage(), is("connection reset by peer"));
          assertThrows(SocketException.class, () -> pair.server().write(new byte[1]));
        });
  }

  @Test
  @Order(11)
  @DisplayName("close with something unread: the peer sees a reset (RFC 9293 section 3.6.1)")
  void closedUnread() throws Exception {
    TwoStacks.test(
        stacks -> {
          Pair pair = stacks.connect(stacks.server.sockets.listen(80));
          pair.client().write("two parts".getBytes());
          assertThat(pair.server().read(new byte[3]), is(3));
          pair.server().close();
          SocketException thrown =
              assertThrows(SocketException.class, () -> pair.client().read(new byte[10]));
          assertThat(thrown.getMessage(), is("connection reset by peer"));
        });
  }

  @Test
  @Order(12)
  @DisplayName("close ends the calls of other threads on the same socket")
  void closeWhileWaiting() throws Exception {
    TwoStacks.test(
        stacks -> {
          TcpServerSocket listening = stacks.server.sockets.listen(80);
          Pair pair = stacks.connect(listening);
          Caller<Integer> read = Caller.waiting(() -> pair.server().read(new byte[10]));
          Caller<TcpSocket> accept = Caller.waiting(listening::accept);
          pair.server().close();
          listening.close();
          assertThat(read.failure(SocketException.class).getMessage(), is("socket closed"));
          assertThat(
              accept.failure(SocketException.class).getMessage(), is("server socket closed"));
        });
  }

  @Test
  @Order(13)
  @DisplayName("the stack ends: all that wait get an exception, and so do later calls")
  void stackEnds() throws Exception {
    TwoStacks.test(
        stacks -> {
          Sockets sockets = stacks.server.sockets;
          TcpServerSocket listening = sockets.listen(80);
          Pair pair = stacks.connect(listening);
          UdpSocket udp = sockets.bind(53);
          Ipv4Address nobody = Ipv4Address.parse("192.168.100.99");
          List<Caller<?>> waiting =
              List.of(
                  Caller.waiting(listening::accept),
                  Caller.waiting(() -> pair.server().read(new byte[10])),
                  Caller.waiting(udp::receive),
                  Caller.waiting(() -> sockets.connect(nobody, 80, Duration.ZERO)));
          stacks.server.stop();
          for (Caller<?> caller : waiting) {
            assertThat(
                caller.failure(SocketException.class).getMessage(), is("the stack has ended"));
          }
          assertThat(
              assertThrows(SocketException.class, () -> sockets.listen(81)).getMessage(),
              is("the stack has ended"));
          assertThrows(SocketException.class, () -> sockets.connect(nobody, 80, Duration.ZERO));
          assertThrows(SocketException.class, () -> pair.server().write(new byte[1]));
        });
  }

  @Test
  @Order(14)
  @Exercise("7.9")
  @DisplayName("a port has one listener; it is free again after close, and nobody's by mistake")
  void portInUse() throws Exception {
    TwoStacks.test(
        stacks -> {
          Sockets sockets = stacks.server.sockets;
          TcpServerSocket first = sockets.listen(80);
          assertThrows(BindException.class, () -> sockets.listen(80));
          stacks.connect(first);
          first.close();
          stacks.connect(sockets.listen(80));
        });
  }

  @Test
  @Order(15)
  @DisplayName("close of a server socket resets the connections that nobody has accepted")
  void notAccepted() throws Exception {
    TwoStacks.test(
        stacks -> {
          TcpServerSocket listening = stacks.server.sockets.listen(80);
          TcpSocket client =
              stacks.client.sockets.connect(stacks.server.address, 80, TwoStacks.LONG);
          client.setReadTimeout(TwoStacks.LONG);
          // The next one that is accepted comes after it: so the first has arrived by now.
          TcpSocket second =
              stacks.client.sockets.connect(stacks.server.address, 80, TwoStacks.LONG);
          listening.accept();
          second.write(new byte[1]);
          listening.close();
          List<TcpSocket> clients = List.of(client, second);
          int reset = 0;
          for (TcpSocket socket : clients) {
            socket.setReadTimeout(Duration.ofMillis(300));
            try {
              socket.read(new byte[1]);
            } catch (SocketTimeoutException e) {
              assertThat("the accepted one goes on", socket, is(client));
            } catch (SocketException e) {
              reset++;
            }
          }
          assertThat("how many were reset", reset, is(1));
        });
  }

  @Test
  @Order(16)
  @DisplayName("many callers at once: each gets its own bytes")
  void manyCallers() throws Exception {
    TwoStacks.test(
        stacks -> {
          TcpServerSocket listening = stacks.server.sockets.listen(80);
          Caller<?> server = Caller.start(() -> echoAll(listening, 40));
          List<Caller<byte[]>> clients = new ArrayList<>();
          for (int i = 0; i < 40; i++) {
            byte[] data = Arrays.copyOfRange(random(20_000), i * 100, 10_000 + i * 200);
            clients.add(Caller.start(() -> echoed(stacks, data)));
          }
          for (int i = 0; i < 40; i++) {
            byte[] data = Arrays.copyOfRange(random(20_000), i * 100, 10_000 + i * 200);
            assertThat("client " + i, clients.get(i).result(), sameBytes(data));
          }
          server.result();
        });
  }

  private static Object echoAll(TcpServerSocket listening, int count) throws Exception {
    List<Caller<?>> echoes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TcpSocket socket = listening.accept();
      echoes.add(
          Caller.start(
              () -> {
                socket.inputStream().transferTo(socket.outputStream());
                socket.close();
                return null;
              }));
    }
    for (Caller<?> echo : echoes) {
      echo.result();
    }
    return null;
  }

  private static byte[] echoed(TwoStacks stacks, byte[] data) throws IOException {
    try (TcpSocket socket =
        stacks.client.sockets.connect(stacks.server.address, 80, TwoStacks.LONG)) {
      socket.setReadTimeout(TwoStacks.LONG);
      socket.write(data);
      socket.shutdownOutput();
      return socket.inputStream().readAllBytes();
    }
  }

  @Test
  @Order(17)
  @Exercise("7.9")
  @DisplayName("two connections to the same end have two ports, one after the other")
  void portsGoOn() throws Exception {
    TwoStacks.test(
        stacks -> {
          TcpServerSocket listening = stacks.server.sockets.listen(80);
          int first = stacks.connect(listening).client().localPort();
          int second = stacks.connect(listening).client().localPort();
          assertThat(
              "the second port, after " + first, second, is(first == 65535 ? 49152 : first + 1));
        });
  }

  @Test
  @Order(19)
  @Given
  @DisplayName("arguments that cannot be")
  void arguments() {
    Ipv4Address server = Ipv4Address.parse("192.168.100.2");
    Ipv4Address broadcast = Ipv4Address.parse("255.255.255.255");
    Sockets sockets = new Sockets(null, Cable.create(), server, new byte[16]); // needs no stack yet
    assertThrows(IllegalArgumentException.class, () -> sockets.listen(0));
    assertThrows(IllegalArgumentException.class, () -> sockets.listen(65536));
    assertThrows(IllegalArgumentException.class, () -> sockets.connect(server, 0, MOMENT));
    assertThrows(IllegalArgumentException.class, () -> sockets.connect(broadcast, 80, MOMENT));
    assertThrows(
        IllegalArgumentException.class, () -> sockets.connect(server, 80, Duration.ofNanos(-1)));
  }
}
