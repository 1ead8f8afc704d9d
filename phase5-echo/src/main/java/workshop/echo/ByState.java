package workshop.echo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many connections are in which state, and who has been there for longest: kept up to date, so
 * that nobody has to walk over all connections to find that out for one segment.
 */
final class ByState {
  private static final int STATES = State.values().length;

  /**
   * The connections in one state, which came from a LISTEN or from our own side, each with its
   * number. The one that has been there for longest comes first.
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

  /** It has gone on to the state that it is in now. One that is closed is forgotten. */
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

  /** From each state the one that has been there for longest; the oldest of these comes first. */
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
