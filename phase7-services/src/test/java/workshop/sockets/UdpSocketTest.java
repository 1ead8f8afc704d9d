package workshop.sockets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameBytes;

import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Exercise;

@Order(12)
@Exercise("7.9")
@DisplayName("UdpSocket: two stacks talk to each other")
class UdpSocketTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  @Test
  @Order(1)
  @DisplayName("from a port of its own to the echo and back, of every kind of size")
  void echo() throws Exception {
    TwoStacks.test(
        stacks -> {
          try (UdpSocket socket = stacks.client.sockets.bind()) {
            socket.setReceiveTimeout(TwoStacks.LONG);
            assertThat(socket.port(), greaterThanOrEqualTo(49152));
            for (int size : new int[] {0, 1, 1472, 1473, 9000, UdpSocket.LARGEST}) {
              byte[] data = new byte[size];
              new Random(size).nextBytes(data);
              socket.send(stacks.server.address, 7, data);
              Datagram came = socket.receive();
              assertThat(size + " bytes", came.data(), sameBytes(data));
              assertThat("from", came.address(), is(stacks.server.address));
              assertThat("from port", came.port(), is(7));
            }
          }
        });
  }

  @Test
  @Order(2)
  @DisplayName("a port has one socket; it is free again after close")
  void portInUse() throws Exception {
    TwoStacks.test(
        stacks -> {
          Sockets sockets = stacks.server.sockets;
          UdpSocket first = sockets.bind(53);
          assertThrows(BindException.class, () -> sockets.bind(53));
          assertThrows(BindException.class, () -> sockets.bind(7), "the echo is there");
          first.close();
          assertThat(sockets.bind(53).port(), is(53));
          assertThat("two ports of their own", sockets.bind().port(), not(sockets.bind().port()));
        });
  }

  @Test
  @Order(3)
  @DisplayName("receive: a time-out, an interrupt, a close")
  void receiveEnds() throws Exception {
    TwoStacks.test(
        stacks -> {
          UdpSocket socket = stacks.client.sockets.bind();
          socket.setReceiveTimeout(MOMENT);
          assertThrows(SocketTimeoutException.class, socket::receive);
          socket.setReceiveTimeout(Duration.ZERO);
          Caller<Datagram> caller = Caller.waiting(socket::receive);
          caller.interrupt();
          caller.failure(InterruptedIOException.class);
          Caller<Datagram> another = Caller.waiting(socket::receive);
          socket.close();
          assertThat(another.failure(SocketException.class).getMessage(), is("socket closed"));
          assertThrows(
              SocketException.class, () -> socket.send(stacks.server.address, 7, new byte[1]));
          assertThat("who is to be told of the end", stacks.client.sockets.waiting(), is(0));
        });
  }

  @Test
  @Order(4)
  @DisplayName("nobody receives: so many wait, the others are lost, and the stack goes on")
  void bounded() throws Exception {
    TwoStacks.test(
        stacks -> {
          UdpSocket deaf = stacks.server.sockets.bind(53);
          UdpSocket client = stacks.client.sockets.bind();
          client.setReceiveTimeout(TwoStacks.LONG);
          client.send(stacks.server.address, 7, new byte[1]);
          client.receive(); // now ARP is done: while it is not, only the last datagram waits
          for (int i = 0; i < UdpSocket.WAITING + 20; i++) {
            client.send(stacks.server.address, 53, new byte[] {(byte) i});
          }
          client.send(stacks.server.address, 7, new byte[1]);
          client.receive(); // the echo: so the others have arrived, too
          deaf.setReceiveTimeout(MOMENT);
          for (int i = 0; i < UdpSocket.WAITING; i++) {
            assertThat("the oldest are kept", deaf.receive().data()[0], is((byte) i));
          }
          assertThrows(SocketTimeoutException.class, deaf::receive);
        });
  }

  @Test
  @Order(5)
  @DisplayName("more than fits into a datagram is refused")
  void tooLarge() throws Exception {
    TwoStacks.test(
        stacks -> {
          UdpSocket socket = stacks.client.sockets.bind();
          assertThrows(
              IllegalArgumentException.class,
              () -> socket.send(stacks.server.address, 7, new byte[UdpSocket.LARGEST + 1]));
        });
  }
}
