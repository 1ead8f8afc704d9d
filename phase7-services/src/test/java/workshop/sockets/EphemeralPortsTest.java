package workshop.sockets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.echo.ConnectionId;
import workshop.echo.KeyedHash;
import workshop.shared.Ipv4Address;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;

@Order(9)
@Exercise("7.9")
@DisplayName("EphemeralPorts: a port for our end")
class EphemeralPortsTest {
  private static final Ipv4Address US = Ipv4Address.parse(Frames.STACK_IP);
  private static final Ipv4Address KERNEL = Ipv4Address.parse(Frames.KERNEL_IP);
  private static final Ipv4Address OTHER = Ipv4Address.parse("192.168.100.3");

  private final List<ConnectionId> hashed = new ArrayList<>();
  private final List<Integer> asked = new ArrayList<>();
  private final Set<Integer> inThisCall = new HashSet<>();
  private final Set<Integer> used = new HashSet<>();

  private EphemeralPorts withHash(int hash) {
    return new EphemeralPorts(
        US,
        id -> {
          hashed.add(id);
          return hash;
        });
  }

  private int choose(EphemeralPorts ports) {
    inThisCall.clear();
    return ports.choose(KERNEL, 80, this::isFree);
  }

  private boolean isFree(int port) {
    if (!inThisCall.add(port)) {
      throw new AssertionError("port " + port + " is in use, and the same call asks for it again");
    }
    asked.add(port);
    return !used.contains(port);
  }

  @Test
  @Order(1)
  @DisplayName("the first port: 49152 plus the hash")
  void first() {
    assertThat("the port, with the hash 5", choose(withHash(5)), is(49157));
  }

  @Test
  @Order(2)
  @DisplayName("the next ones: the counter goes on, from call to call")
  void next() {
    EphemeralPorts ports = withHash(5);
    List<Integer> chosen = List.of(choose(ports), choose(ports), choose(ports));
    assertThat("three ports, with the hash 5", chosen, contains(49157, 49158, 49159));
  }

  @ParameterizedTest(name = "hash {0}: port {1}")
  @Order(3)
  @CsvSource({
    "0, 49152",
    "16383, 65535",
    "16384, 49152",
    "40000, 56384",
    "2147483647, 65535",
    "-1, 65535",
    "-16383, 49153",
    "-2147483648, 49152"
  })
  @DisplayName("any hash gives a port from 49152 to 65535")
  void anyHash(int hash, int port) {
    assertThat("the port, with the hash " + hash, choose(withHash(hash)), is(port));
  }

  @Test
  @Order(4)
  @DisplayName("after 65535 comes 49152")
  void wraps() {
    EphemeralPorts ports = withHash(16382);
    List<Integer> chosen = List.of(choose(ports), choose(ports), choose(ports));
    assertThat("three ports, with the hash 16382", chosen, contains(65534, 65535, 49152));
  }

  @Test
  @Order(5)
  @DisplayName("the sum of hash and counter may pass the largest int")
  void sumOverflows() {
    EphemeralPorts ports = withHash(Integer.MAX_VALUE);
    List<Integer> chosen = List.of(choose(ports), choose(ports));
    assertThat("two ports, with the hash 2147483647", chosen, contains(65535, 49152));
  }

  @Test
  @Order(6)
  @DisplayName("a port that is in use is left out, and the next call goes on after it")
  void inUse() {
    used.addAll(List.of(49157, 49158));
    EphemeralPorts ports = withHash(5);
    List<Integer> chosen = List.of(choose(ports), choose(ports));
    assertThat("49157 and 49158 are in use: two ports", chosen, contains(49159, 49160));
    assertThat("asked for, one after the other", asked, contains(49157, 49158, 49159, 49160));
  }

  @Test
  @Order(7)
  @DisplayName("the hash is over both addresses and the other port; our own port counts as 0")
  void whatIsHashed() {
    choose(withHash(5));
    assertThat("hashed", hashed, not(hasSize(0)));
    ConnectionId id = hashed.get(0);
    assertThat("our address", id.localAddress(), is(US));
    assertThat("our port", id.localPort(), is(0));
    assertThat("the other address", id.remoteAddress(), is(KERNEL));
    assertThat("the other port", id.remotePort(), is(80));
  }

  @Test
  @Order(8)
  @DisplayName("the ports to one end say nothing about those to another")
  void otherEnds() {
    EphemeralPorts ports =
        new EphemeralPorts(US, id -> id.remoteAddress().equals(KERNEL) ? 100 : 9000);
    List<Integer> chosen =
        List.of(
            ports.choose(KERNEL, 80, port -> true),
            ports.choose(OTHER, 80, port -> true),
            ports.choose(KERNEL, 80, port -> true));
    assertThat("hash 100, hash 9000, hash 100", chosen, contains(49252, 58153, 49254));
  }

  @Test
  @Order(9)
  @DisplayName("all are in use: each is asked for once, and there is none")
  void noneLeft() {
    for (int port = 49152; port <= 65535; port++) {
      used.add(port);
    }
    assertThat("the port, if all are in use", choose(withHash(5)), is(EphemeralPorts.NONE));
    assertThat("how many were asked for", asked, hasSize(16384));
    assertThat("how many different ones", new HashSet<>(asked), hasSize(16384));
  }

  @Test
  @Order(10)
  @DisplayName("the last one that is left is found")
  void oneLeft() {
    for (int port = 49152; port <= 65535; port++) {
      used.add(port);
    }
    used.remove(49156);
    assertThat("only 49156 is free; the hash is 5", choose(withHash(5)), is(49156));
  }

  @Test
  @Order(11)
  @DisplayName("with a real hash: all ports in range, no two the same")
  void realHash() {
    EphemeralPorts ports = new EphemeralPorts(US, new KeyedHash(new byte[16])::of);
    Set<Integer> chosen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      int port = choose(ports);
      assertThat("in range: " + port, port >= 49152 && port <= 65535, is(true));
      chosen.add(port);
    }
    assertThat("different ports of 1000", chosen, hasSize(1000));
  }
}
