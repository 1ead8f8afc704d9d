package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tap.Link;
import workshop.testkit.Command;
import workshop.testkit.InNetworkNamespace;

/** Kernels that are set up in unusual ways, and clients that mean no good. */
@ExtendWith(InNetworkNamespace.class)
class KernelHardshipsIT extends ScenarioBase {
  /** Of Ethernet, IPv4 and TCP, in bytes. */
  private static final int HEADERS = 14 + 20 + 20;

  @Override
  ScenarioWire openWire() throws Exception {
    return new KernelWire();
  }

  @ParameterizedTest
  @CsvSource({"0,0,0", "0,0,1", "0,1,0", "1,0,0", "1,1,1"})
  @Order(1)
  void optionsThatTheKernelOffersOrNot(int timestamps, int sack, int windowScaling)
      throws Throwable {
    set("net.ipv4.tcp_timestamps", timestamps);
    set("net.ipv4.tcp_sack", sack);
    set("net.ipv4.tcp_window_scaling", windowScaling);
    set("net.ipv4.tcp_ecn", sack); // asks for it with flags that are new to us
    play(() -> exchange(clients(3, 300_000)));
  }

  /** The server must cut its segments to what the kernel has asked for. */
  @ParameterizedTest
  @ValueSource(ints = {88, 100, 536, 1459})
  @Order(2)
  void aSmallMaximumSegmentSize(int bytes) throws Throwable {
    KernelWire wire = (KernelWire) wire();
    Command.run(
            "ip",
            "route",
            "change",
            "192.168.100.0/24",
            "dev",
            "tap0",
            "src",
            "192.168.100.1",
            "advmss",
            "" + bytes)
        .succeeded();
    play(() -> exchange(clients(3, 300_000)));
    assertThat("the longest frame", wire.largestFrameSent(), is(HEADERS + bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {296, 576, 1280, 9000})
  @Order(3)
  void anotherMtu(int bytes) throws Throwable {
    KernelWire wire = (KernelWire) wire();
    Command.run("ip", "link", "set", "tap0", "mtu", "" + bytes).succeeded();
    play(() -> exchange(clients(3, 300_000)));
    int most = Math.min(bytes, Link.ETHERNET_MTU);
    assertThat("the longest frame", wire.largestFrameSent(), is(14 + most));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2048, 4096, 20_000})
  @Order(4)
  void smallBuffersInTheKernel(int bytes) throws Throwable {
    KernelWire wire = (KernelWire) wire();
    play(
        () -> {
          List<ScenarioExchange> clients = new ArrayList<>();
          for (int i = 0; i < 20; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(
                i % 2 == 0 ? StandardSocketOptions.SO_RCVBUF : StandardSocketOptions.SO_SNDBUF,
                bytes);
            clients.add(new ScenarioExchange(wire.connect(channel), i, 100_000));
          }
          exchange(clients);
        });
  }

  /** The second half resets in the middle, without a word. */
  @Test
  @Order(5)
  void halfOfManyClientsDie() throws Throwable {
    play(
        () -> {
          List<ScenarioExchange> honest = clients(100, 64 * 1024);
          List<ScenarioExchange> dying = clients(100, 1_000_000);
          for (ScenarioExchange client : dying) {
            until(() -> client.received() > 0, () -> client.send() | client.receive());
            client.client().reset();
          }
          exchange(honest);
        });
  }

  /** As many as there is room for, and one that has to wait until there is room again. */
  @Test
  @Order(6)
  void moreClientsThanThereIsRoomFor() throws Throwable {
    play(
        () -> {
          List<ScenarioClient> all = new ArrayList<>();
          for (int i = 0; i < Parts.IN_ORDER.mostConnections(); i++) {
            all.add(connected());
          }
          ScenarioExchange late = client(10_000);
          pass(SECOND / 10);
          for (ScenarioClient client : all.subList(0, 10)) {
            client.close();
          }
          exchange(List.of(late)); // the kernel knocks again after a second
          for (ScenarioClient client : all.subList(10, all.size())) {
            client.close();
          }
        });
    assertThat(
        ((KernelWire) wire()).drops().counts().get(SegmentDrop.NO_ROOM.toString()), greaterThan(0));
  }

  private static void set(String name, int value) {
    Command.run("sysctl", "-q", "-w", name + "=" + value).succeeded();
  }
}
