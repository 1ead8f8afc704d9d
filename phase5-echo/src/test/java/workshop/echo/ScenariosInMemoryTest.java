package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;

/** The scenarios between two stacks of ours: no kernel, no root, no waiting. */
class ScenariosInMemoryTest extends Scenarios {
  @Override
  ScenarioWire openWire() throws Exception {
    return new MemoryWire();
  }

  /** Longer than anything is remembered for, the peer's Ethernet address among it. */
  @Test
  @Order(20)
  @Exercise("5.7")
  void aClientThatIsSilentForAnHour() throws Throwable {
    play(
        () -> {
          ScenarioExchange client = client(200_000);
          until(() -> client.client().isConnected(), () -> false);
          pass(3600 * SECOND);
          exchange(List.of(client));
        });
  }

  /** SYNs from many machines that never answer do not keep an honest client out. */
  @Test
  @Order(21)
  @Exercise("5.9")
  void aFloodOfSyns() throws Throwable {
    MemoryWire wire = (MemoryWire) wire();
    wire.showOnFailure(
        () -> {
          for (int i = 0; i < 5000; i++) {
            wire.send(
                Frames.tcp()
                    .from("10.0.%d.%d".formatted(i / 250, i % 250 + 1), 1024 + i)
                    .to(Frames.STACK_IP, Frames.PORT)
                    .flags("SYN")
                    .seq(i)
                    .frame());
          }
          wire.await(ScenarioWire.FOREVER);
          assertThat(wire.connections(), is(lessThanOrEqualTo(Parts.IN_ORDER.mostConnections())));
          ScenarioExchange honest = client(100_000);
          exchange(List.of(honest));
          assertThat(honest.allReceived(), is(true));
        });
  }

  /**
   * A peer whose buffer has become small, and stays so. It takes 1,000 bytes at a time: less than a
   * full segment, and less than half of what it took before. As nothing is on its way then, and no
   * timer runs, nothing else will ever wake the server (RFC 9293 section 3.8.6.2.1, case 4).
   */
  @Test
  @Order(22)
  @Exercise("5.7")
  void aPeerWhoseWindowStaysSmall() throws Throwable {
    MemoryPeer peer = new MemoryPeer();
    peer.showOnFailure(
        () -> {
          int window = 1000 + 6 * 1460; // what is echoed at once, and full segments
          peer.connect(window);
          for (int sent = 0; sent < 14_000; sent += 1000) {
            peer.send("x".repeat(1000), window);
          }
          assertThat("bytes echoed, with the window full", peer.received(), is(window));
          peer.acknowledge(1000);
          assertThat("bytes echoed, with room for more", peer.received(), is(window + 1000));
        });
  }
}
