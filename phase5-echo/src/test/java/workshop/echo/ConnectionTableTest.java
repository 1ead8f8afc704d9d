package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
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
import workshop.shared.LoopClock;
import workshop.testkit.Given;

@Order(8)
@Given
@DisplayName("The table of connections")
class ConnectionTableTest {
  private static final int SEGMENT_SIZE = 1234;

  private final List<ConnectionId> asked = new ArrayList<>();
  private final List<String> made = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();
  private Connection givesWay;
  private final ConnectionTable table = table(3);

  private ConnectionTable table(int capacity) {
    Parts parts =
        new Parts() {
          @Override
          public Halves halves(ConnectionId id, int maximumSegmentSize, StreamOptions options) {
            made.add(id + " with " + maximumSegmentSize);
            return FakeParts.bothHalves().halves(id, maximumSegmentSize, options);
          }

          @Override
          public ListenQueue listenQueue() {
            return oldestFirst -> {
              asked.clear();
              oldestFirst.forEach(connection -> asked.add(connection.id()));
              return givesWay;
            };
          }
        };
    ConnectionObserver observer =
        new ConnectionObserver() {
          @Override
          public void stateChanged(ConnectionId id, State from, State to) {
            if (to == State.CLOSED) {
              ends.add(id + ": " + from);
            }
          }
        };
    Surroundings surroundings =
        new Surroundings(
            (destination, segment) -> {
              throw new AssertionError("the table sends nothing");
            },
            observer,
            new Agenda(),
            new LoopClock());
    return new ConnectionTable(capacity, parts, SEGMENT_SIZE, surroundings);
  }

  private static ConnectionId id(int local, int localPort, int remote, int remotePort) {
    return new ConnectionId(new Ipv4Address(local), localPort, new Ipv4Address(remote), remotePort);
  }

  private Connection open(ConnectionId id) {
    return table.open(id, true, Echo::new);
  }

  private Connection open(int remotePort) {
    return open(id(1, 8080, 2, remotePort));
  }

  @Test
  @Order(1)
  @DisplayName("a connection is found by all four of its addresses and ports")
  void foundByAllFour() {
    Connection connection = open(id(1, 8080, 2, 40000));
    assertThat(connection.id(), equalTo(id(1, 8080, 2, 40000)));
    assertThat(table.find(id(1, 8080, 2, 40000)), sameInstance(connection));
    assertThat(table.find(id(9, 8080, 2, 40000)), nullValue());
    assertThat(table.find(id(1, 8081, 2, 40000)), nullValue());
    assertThat(table.find(id(1, 8080, 9, 40000)), nullValue());
    assertThat(table.find(id(1, 8080, 2, 40001)), nullValue());
    assertThat(table.find(id(2, 40000, 1, 8080)), nullValue());
    assertThat(table.size(), equalTo(1));
  }

  @Test
  @Order(2)
  @DisplayName("what has ended is gone; to end it again does nothing to another of the same name")
  void removed() {
    Connection connection = open(40000);
    connection.finish();
    assertThat(table.find(connection.id()), nullValue());
    assertThat(table.size(), equalTo(0));
    Connection next = open(40000);
    connection.finish();
    assertThat(table.find(next.id()), sameInstance(next));
    assertThat(table.size(), equalTo(1));
  }

  @Test
  @Order(3)
  @DisplayName("as long as there is room, nobody is asked who gives way")
  void room() {
    for (int port = 1; port <= 3; port++) {
      assertThat(open(port), notNullValue());
    }
    assertThat(asked.isEmpty(), equalTo(true));
    assertThat(table.size(), equalTo(3));
  }

  @Test
  @Order(4)
  @DisplayName("where there is no room, and nobody gives way, the new one stays outside")
  void noRoom() {
    for (int port = 1; port <= 3; port++) {
      open(port);
    }
    made.clear();
    assertThat(open(4), nullValue());
    assertThat(table.find(id(1, 8080, 2, 4)), nullValue());
    assertThat(table.size(), equalTo(3));
    assertThat("made for who stays outside", made, empty());
  }

  @Test
  @Order(5)
  @DisplayName("who is asked sees who has been in each state for longest, the oldest first")
  void oldestFirst() {
    ConnectionTable six = table(6);
    Connection early = six.open(id(1, 8080, 2, 7), true, Echo::new);
    Connection late = six.open(id(1, 8080, 2, 3), true, Echo::new);
    Connection ours = six.open(id(1, 8080, 2, 5), false, Echo::new);
    six.open(id(1, 8080, 2, 9), true, Echo::new);
    six.open(id(1, 8080, 2, 2), true, Echo::new).enter(State.SYN_RECEIVED);
    six.open(id(1, 8080, 2, 6), true, Echo::new);
    late.enter(State.TIME_WAIT);
    early.enter(State.TIME_WAIT);
    ours.enter(State.SYN_RECEIVED);
    six.open(id(1, 8080, 2, 4), true, Echo::new);
    List<Integer> ports = asked.stream().map(ConnectionId::remotePort).toList();
    assertThat(
        "TIME-WAIT, ours in SYN-RECEIVED, LISTEN, SYN-RECEIVED", ports, contains(3, 5, 9, 2));
    late.enter(State.TIME_WAIT); // it begins anew to wait
    six.open(id(1, 8080, 2, 4), true, Echo::new);
    ports = asked.stream().map(ConnectionId::remotePort).toList();
    assertThat("the other one in TIME-WAIT", ports, contains(7, 5, 9, 2));
  }

  @Test
  @Order(6)
  @DisplayName("who gives way, as long as there is room: nobody; then who is the least missed")
  void givesWay() {
    Connection missed = null;
    for (int port = 1; port <= 3; port++) {
      assertThat(table.givesWay(), nullValue());
      missed = open(port);
      givesWay = missed;
    }
    assertThat(table.givesWay(), sameInstance(missed));
    givesWay = null;
    assertThat(table.givesWay(), nullValue());
    assertThat("to ask changes nothing", table.size(), equalTo(3));
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
    ConnectionTable four = table(4);
    for (String state : states.isEmpty() ? new String[0] : states.split(" ")) {
      Connection connection = four.open(id(1, 8080, 2, four.size()), true, Echo::new);
      connection.enter(State.valueOf(state.replace('-', '_')));
    }
    assertThat(four.isFlooded(), equalTo(flooded));
  }

  @Test
  @Order(8)
  @DisplayName("who gives way ends, and the new one has its place")
  void newOneInItsPlace() {
    open(1);
    givesWay = open(2);
    givesWay.enter(State.TIME_WAIT);
    open(3);
    Connection late = open(4);
    assertThat(table.find(late.id()), sameInstance(late));
    assertThat(table.find(id(1, 8080, 2, 2)), nullValue());
    assertThat(ends, contains("0.0.0.2:2: TIME-WAIT"));
    assertThat(table.size(), equalTo(3));
  }

  @Test
  @Order(9)
  @DisplayName("a new connection has its own halves, and comes from a LISTEN or from our own side")
  void opens() {
    Connection passive = open(1);
    Connection active = table.open(id(1, 8080, 2, 2), false, Echo::new);
    assertThat(made, contains("0.0.0.2:1 with 1234", "0.0.0.2:2 with 1234"));
    assertThat(passive.isPassive(), equalTo(true));
    assertThat(passive.state(), equalTo(State.LISTEN));
    assertThat(active.isPassive(), equalTo(false));
    assertThat(active.state(), equalTo(State.CLOSED));
  }
}
