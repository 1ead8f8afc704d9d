package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Exercise;
import workshop.testkit.Scenario;

/**
 * What clients do to an echo server, written once and played on two wires: in memory, where the
 * clock is ours, and against the kernel's own TCP.
 */
@Scenario
abstract class Scenarios extends ScenarioBase {
  private static final int MEGABYTE = 1_000_000;
  private static final int KIB = 1024;

  @Test
  @Order(1)
  @Exercise("5.7")
  void oneByte() throws Throwable {
    play(() -> exchange(List.of(client(1))));
  }

  @Test
  @Order(2)
  @Exercise("5.7")
  void aTextInSeveralSmallWrites() throws Throwable {
    String[] pieces = {"H", "ello, ", "TCP", "!", "\n", "Grüße, ", "世界", "\r\n"};
    byte[] text = String.join("", pieces).getBytes(StandardCharsets.UTF_8);
    play(
        () -> {
          ScenarioClient client = connected();
          for (String piece : pieces) {
            ByteBuffer bytes = ByteBuffer.wrap(piece.getBytes(StandardCharsets.UTF_8));
            until(() -> !bytes.hasRemaining(), () -> client.write(bytes) > 0);
            wire().await(wire().now() + SECOND / 1000);
          }
          ByteBuffer echo = ByteBuffer.allocate(text.length + 1);
          until(() -> echo.position() >= text.length, () -> client.read(echo) > 0);
          assertThat(
              new String(echo.array(), 0, echo.position(), StandardCharsets.UTF_8),
              equalTo(String.join("", pieces)));
          client.shutdownOutput();
          awaitEnd(client);
          client.close();
        });
  }

  @Test
  @Order(3)
  @Exercise("5.7")
  void aClientThatSaysNothing() throws Throwable {
    play(
        () -> {
          ScenarioClient client = connected();
          until(() -> wire().connections() == 1, () -> false);
          pass(SECOND);
          assertThat("bytes from the server", client.read(ByteBuffer.allocate(1)), is(0));
          assertThat("the connection is still there", wire().connections(), is(1));
          client.close();
        });
  }

  @Test
  @Order(4)
  @Exercise("5.7")
  void aClientThatSendsAndClosesAtOnce() throws Throwable {
    play(
        () -> {
          for (int length : new int[] {1, 1460, 60_000}) {
            ScenarioExchange client = client(length);
            until(client::allSent, client::send);
            client.client().close();
          }
        });
  }

  /** All that was received is echoed before the server closes its side: CLOSE-WAIT. */
  @Test
  @Order(5)
  @Exercise("5.7")
  void aClientThatHalfCloses() throws Throwable {
    play(
        () -> {
          ScenarioExchange client = client(200_000);
          until(
              client::atEnd,
              () ->
                  client.send()
                      // It has heard of nothing yet but the first part of the echo.
                      | client.shutdownOutputWhenAllIsSent()
                      | (client.allSent() && client.receive()
                          || !client.allSent() && client.receive(100)));
          client.client().close();
        });
  }

  @Test
  @Order(6)
  @Exercise("5.8")
  void aClientThatResets() throws Throwable {
    play(
        () -> {
          List<ScenarioExchange> others = List.of(client(300_000), client(300_000));
          ScenarioExchange resetting = client(20 * MEGABYTE);
          until(
              () -> resetting.received() > 100_000,
              () ->
                  resetting.send()
                      | resetting.receive()
                      | others.get(0).send()
                      | others.get(0).receive());
          resetting.send();
          resetting.client().reset();
          exchange(others);
        });
  }

  /** Both windows close, and open again when the client wakes up. */
  @Test
  @Order(7)
  @Exercise("5.7")
  void aClientThatSendsAndDoesNotReadForASecond() throws Throwable {
    play(
        () -> {
          ScenarioExchange client = client(16 * MEGABYTE);
          until(() -> client.client().isConnected(), () -> false);
          long awake = wire().now() + SECOND;
          while (wire().now() < awake) {
            if (!client.send()) {
              wire().await(awake);
            }
          }
          assertThat("it could send all, although nobody read", client.allSent(), is(false));
          exchange(List.of(client));
        });
  }

  @Test
  @Order(8)
  @Exercise("5.7")
  void aClientThatReadsInLittleBites() throws Throwable {
    play(
        () -> {
          ScenarioExchange client = client(300_000);
          until(
              client::allReceived,
              () -> {
                // Only when nothing can be sent, so that both windows are full most of the time.
                boolean sent = client.send();
                return sent || client.receive(100);
              });
          exchange(List.of(client));
        });
  }

  @Test
  @Order(9)
  @Exercise("5.7")
  void tenThousandWritesOfOneByte() throws Throwable {
    play(
        () -> {
          ScenarioExchange client = client(10_000);
          client.client().setNoDelay();
          until(client::allReceived, () -> client.send(1) | client.receive());
          exchange(List.of(client));
        });
  }

  @Test
  @Order(10)
  @Exercise("5.7")
  void twoHundredAtOnce() throws Throwable {
    play(() -> exchange(clients(200, 64 * KIB)));
  }

  @Test
  @Order(11)
  @Exercise("5.7")
  void twoHundredThatSendAllBeforeTheyRead() throws Throwable {
    play(
        () -> {
          List<ScenarioExchange> clients = clients(200, 64 * KIB);
          for (ScenarioExchange client : clients) {
            until(client::allSent, client::send);
          }
          exchange(clients);
        });
  }

  @Test
  @Order(12)
  @Exercise("5.7")
  void manyOneAfterTheOther() throws Throwable {
    play(
        () -> {
          // Less than there are places: the client's ends wait in TIME-WAIT.
          for (int i = 0; i < 900; i++) {
            exchange(List.of(client(12)));
          }
        });
  }

  @Test
  @Order(13)
  @Exercise("5.7")
  void fiftyMegabytes() throws Throwable {
    play(() -> exchange(List.of(client(50 * MEGABYTE))));
  }
}
