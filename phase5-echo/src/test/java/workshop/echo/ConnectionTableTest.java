package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.shared.Ipv4Address;
import workshop.testkit.Given;

@Order(5)
@Given
@DisplayName("The table of connections")
class ConnectionTableTest {
  private static final long NOW = 1;

  private final List<ConnectionId> asked = new ArrayList<>();
  private Connection givesWay;
  private final ConnectionTable table =
      new ConnectionTable(
          3,
          oldestFirst -> {
            asked.clear();
            oldestFirst.forEach(connection -> asked.add(connection.id()));
            return givesWay;
          });

  private final Tcp tcp =
      new Tcp(
          (destination, segment, now) -> {},
          new Ipv4Address(1),
          1460,
          new InitialSequenceNumbers(new byte[16]),
          Parts.IN_ORDER,
          ConnectionObserver.NOBODY);

  private Connection connection(int local, int localPort, int remote, int remotePort) {
    ConnectionId id =
        new ConnectionId(new Ipv4Address(local), localPort, new Ipv4Address(remote), remotePort);
    return new Connection(tcp, id, Echo::new, true);
  }

  @Test
  @Order(1)
  @DisplayName("a connection is found by all four of its addresses and ports")
  void foundByAllFour() {
    Connection connection = connection(1, 8080, 2, 40000);
    table.add(connection, NOW);
    assertThat(table.find(connection(1, 8080, 2, 40000).id()), sameInstance(connection));
    assertThat(table.find(connection(9, 8080, 2, 40000).id()), nullValue());
    assertThat(table.find(connection(1, 8081, 2, 40000).id()), nullValue());
    assertThat(table.find(connection(1, 8080, 9, 40000).id()), nullValue());
    assertThat(table.find(connection(1, 8080, 2, 40001).id()), nullValue());
    assertThat(table.find(connection(2, 40000, 1, 8080).id()), nullValue());
    assertThat(table.size(), equalTo(1));
  }

  @Test
  @Order(2)
  @DisplayName("what is removed is gone; removing it again, or another in its name, does nothing")
  void removed() {
    Connection connection = connection(1, 8080, 2, 40000);
    Connection next = connection(1, 8080, 2, 40000);
    table.add(connection, NOW);
    table.remove(connection);
    assertThat(table.find(connection.id()), nullValue());
    table.add(next, NOW);
    table.remove(connection);
    assertThat(table.find(next.id()), sameInstance(next));
    assertThat(table.size(), equalTo(1));
  }

  @Test
  @Order(3)
  @DisplayName("as long as there is room, nobody is asked who gives way")
  void room() {
    for (int port = 1; port <= 3; port++) {
      assertThat(table.add(connection(1, 8080, 2, port), NOW), equalTo(true));
    }
    assertThat(asked.isEmpty(), equalTo(true));
    assertThat(table.size(), equalTo(3));
  }

  @Test
  @Order(4)
  @DisplayName("where there is no room, and nobody gives way, the new one stays outside")
  void noRoom() {
    for (int port = 1; port <= 3; port++) {
      table.add(connection(1, 8080, 2, port), NOW);
    }
    Connection late = connection(1, 8080, 2, 4);
    assertThat(table.add(late, NOW), equalTo(false));
    assertThat(table.find(late.id()), nullValue());
    assertThat(table.size(), equalTo(3));
  }

  @Test
  @Order(5)
  @DisplayName("who is asked sees the oldest first")
  void oldestFirst() {
    List<ConnectionId> ids = new ArrayList<>();
    for (int port : new int[] {7, 3, 5}) {
      Connection connection = connection(1, 8080, 2, port);
      table.add(connection, NOW);
      ids.add(connection.id());
    }
    table.add(connection(1, 8080, 2, 4), NOW);
    assertThat(asked, equalTo(ids));
  }

  @Test
  @Order(6)
  @DisplayName("who gives way, as long as there is room: nobody; then who is the least missed")
  void givesWay() {
    givesWay = connection(1, 8080, 2, 1);
    for (int port = 1; port <= 3; port++) {
      assertThat(table.givesWay(), nullValue());
      table.add(connection(1, 8080, 2, port), NOW);
    }
    assertThat(table.givesWay(), sameInstance(givesWay));
    givesWay = null;
    assertThat(table.givesWay(), nullValue());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @Order(7)
  @DisplayName("a flood of SYNs: more half-open ones than places left, of 4")
  @CsvSource({
    "'', false",
    "SYN-RECEIVED, false",
    "SYN-RECEIVED SYN-RECEIVED, false",
    "SYN-RECEIVED SYN-RECEIVED SYN-RECEIVED, true",
    "ESTABLISHED SYN-RECEIVED CLOSE-WAIT, false",
    "ESTABLISHED SYN-RECEIVED SYN-RECEIVED, true",
    "ESTABLISHED FIN-WAIT-2 SYN-RECEIVED LAST-ACK, true",
    "ESTABLISHED FIN-WAIT-1 CLOSING SYN-SENT, false",
    "TIME-WAIT TIME-WAIT TIME-WAIT SYN-RECEIVED, false",
    "TIME-WAIT SYN-RECEIVED TIME-WAIT SYN-RECEIVED, false",
    "ESTABLISHED SYN-RECEIVED TIME-WAIT SYN-RECEIVED, true",
  })
  void flooded(String states, boolean flooded) {
    ConnectionTable four = new ConnectionTable(4, oldestFirst -> null);
    for (String state : states.isEmpty() ? new String[0] : states.split(" ")) {
      Connection connection = connection(1, 8080, 2, four.size());
      connection.enter(State.valueOf(state.replace('-', '_')), NOW);
      four.add(connection, NOW);
    }
    assertThat(four.isFlooded(), equalTo(flooded));
  }
}
