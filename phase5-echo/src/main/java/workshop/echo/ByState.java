package workshop.echo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many connections are in each state, and which one has been there for the longest time. These
 * numbers are always up to date, so no segment has to wait until all connections are counted.
 */
final class ByState {
  private static final int STATES = State.values().length;

  /**
   * For each state two maps, one for the connections that the peer has opened, and one for ours.
   * Each map has the connections and their numbers. The one that has been in the state for the
   * longest time comes first.
   */
  private final List<Map<Connection, Long>> members = new ArrayList<>();

  private long lastNumber;

  ByState() {
    for (int i = 0; i < 2 * STATES; i++) {
      members.add(new LinkedHashMap<>());
    }
  }

  /** A new connection. */
  void add(Connection connection) {
    lastNumber++;
    with(connection, connection.state()).put(connection, lastNumber);
  }

  /** The connection has another state now. Forgets a connection that is closed. */
  void move(Connection connection, State previous) {
    Long number = with(connection, previous).remove(connection);
    if (number != null && connection.state() != State.CLOSED) {
      with(connection, connection.state()).put(connection, number);
    }
  }

  /** How many are in this state. */
  int count(State state) {
    return members.get(state.ordinal()).size() + members.get(STATES + state.ordinal()).size();
  }

  /** The first connection of each map; the oldest of these comes first. */
  List<Connection> oldest() {
    List<Map.Entry<Connection, Long>> first = new ArrayList<>();
    for (Map<Connection, Long> some : members) {
      some.entrySet().stream().limit(1).forEach(first::add);
    }
    first.sort(Map.Entry.comparingByValue());
    return first.stream().map(Map.Entry::getKey).toList();
  }

  private Map<Connection, Long> with(Connection connection, State state) {
    return members.get(connection.isPassive() ? state.ordinal() : STATES + state.ordinal());
  }
}
