package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import workshop.testkit.Scenario;

/**
 * What scenarios are made of. Every byte is compared; and whatever has happened, the server must
 * have forgotten the connections afterwards, and must go on serving.
 */
@Scenario
abstract class ScenarioBase {
  static final long SECOND = 1_000_000_000;

  private ScenarioWire wire;

  /** A new wire, with a new server at its far end. */
  abstract ScenarioWire openWire() throws Exception;

  @BeforeEach
  void open() throws Exception {
    wire = openWire();
  }

  /** The wire of this test. */
  final ScenarioWire wire() {
    return wire;
  }

  @AfterEach
  void close() throws Exception {
    if (wire != null) {
      wire.close();
    }
  }

  /** A scenario, or a part of one. */
  interface Part {
    void play() throws Exception;
  }

  interface Condition {
    boolean holds() throws Exception;
  }

  /** Does what can be done now, and tells whether that was anything. */
  interface Step {
    boolean go() throws Exception;
  }

  /** Plays a scenario, and checks what must hold after each. */
  final void play(Part scenario) throws Throwable {
    wire.showOnFailure(
        () -> {
          try {
            scenario.play();
            until(() -> wire.connections() == 0, () -> false);
            exchange(List.of(client(1))); // it is still there for the next one
            until(() -> wire.connections() == 0, () -> false);
          } catch (IOException e) {
            throw new AssertionError("the connection is broken: " + e.getMessage(), e);
          }
          wire.check();
        });
  }

  /** Does what can be done and waits for the wire, by turns, until the condition holds. */
  final void until(Condition condition, Step step) throws Exception {
    while (!condition.holds()) {
      if (!step.go()) {
        wire.await(ScenarioWire.FOREVER);
      }
    }
  }

  /** Lets time pass. */
  final void pass(long nanos) throws Exception {
    long end = wire.now() + nanos;
    while (wire.now() < end) {
      wire.await(end);
    }
  }

  /** A client whose connection is established. */
  final ScenarioClient connected() throws Exception {
    ScenarioClient client = wire.connect();
    until(client::isConnected, () -> false);
    return client;
  }

  /** A client with so many random bytes to send. */
  final ScenarioExchange client(long length) throws Exception {
    return new ScenarioExchange(wire.connect(), length, length);
  }

  /** Many of them, each with bytes of its own. */
  final List<ScenarioExchange> clients(int count, long length) throws Exception {
    List<ScenarioExchange> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clients.add(new ScenarioExchange(wire.connect(), i, length));
    }
    return clients;
  }

  /** Sends all and reads all, with all of them at the same time, until both sides have closed. */
  final void exchange(List<ScenarioExchange> clients) throws Exception {
    List<ScenarioExchange> going = new ArrayList<>(clients);
    until(
        going::isEmpty,
        () -> {
          boolean any = false;
          for (ScenarioExchange client : going) {
            any |= client.send() | client.shutdownOutputWhenAllIsSent() | client.receive();
          }
          for (ScenarioExchange client : going) {
            if (client.atEnd()) {
              client.client().close();
            }
          }
          going.removeIf(ScenarioExchange::atEnd);
          return any;
        });
  }

  /** Reads nothing more but the end. */
  final void awaitEnd(ScenarioClient client) throws Exception {
    ByteBuffer nothing = ByteBuffer.allocate(1);
    until(
        () -> {
          int count = client.read(nothing.clear());
          assertThat("bytes after the echo", Math.max(0, count), is(0));
          return count < 0;
        },
        () -> false);
  }
}
