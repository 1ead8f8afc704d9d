package workshop.echo;

import java.util.LinkedHashMap;
import java.util.Map;

/** All connections there are: found by all four of their addresses and ports, and bounded. */
final class ConnectionTable {
  private final int capacity;

  /** The oldest comes first. */
  private final Map<ConnectionId, Connection> connections = new LinkedHashMap<>();

  /**
   * An empty table.
   *
   * @param capacity how many connections there may be at most
   */
  ConnectionTable(int capacity) {
    this.capacity = capacity;
  }

  /** The connection, or null. */
  Connection find(ConnectionId id) {
    return connections.get(id);
  }

  /**
   * Takes in a new connection; where the table is full, one that nobody will miss gives way.
   *
   * @return false if there is no room
   */
  boolean add(Connection connection, long now) {
    if (connections.size() >= capacity) {
      Connection victim = leastMissed();
      if (victim == null) {
        return false;
      }
      victim.finish(now); // it removes itself
    }
    connections.put(connection.id(), connection);
    return true;
  }

  /** Forgets a connection. */
  void remove(Connection connection) {
    connections.remove(connection.id(), connection);
  }

  int size() {
    return connections.size();
  }

  /**
   * The oldest that only waits, or else the oldest that has not got beyond its SYN: a flood of
   * SYNs, or many clients that vanished, must not keep honest ones out (RFC 4987 section 3.3).
   */
  private Connection leastMissed() {
    Connection halfOpen = null;
    for (Connection connection : connections.values()) {
      if (connection.state() == State.TIME_WAIT) {
        return connection;
      }
      if (halfOpen == null && connection.state() == State.SYN_RECEIVED) {
        halfOpen = connection;
      }
    }
    return halfOpen;
  }
}
