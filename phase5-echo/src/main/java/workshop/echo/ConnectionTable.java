package workshop.echo;

import java.util.LinkedHashMap;
import java.util.Map;

/** All connections there are: found by all four of their addresses and ports, and bounded. */
final class ConnectionTable {
  private final int capacity;
  private final ListenQueue listenQueue;

  /** The oldest comes first. */
  private final Map<ConnectionId, Connection> connections = new LinkedHashMap<>();

  /**
   * An empty table.
   *
   * @param capacity how many connections there may be at most
   * @param listenQueue decides who gives way when there is no room
   */
  ConnectionTable(int capacity, ListenQueue listenQueue) {
    this.capacity = capacity;
    this.listenQueue = listenQueue;
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
    Connection victim = givesWay();
    if (victim != null) {
      victim.finish(now); // it removes itself
    }
    boolean room = connections.size() < capacity;
    if (room) {
      connections.put(connection.id(), connection);
    }
    return room;
  }

  /** Whom one more would push out; null if there is room without that, or none at all. */
  Connection givesWay() {
    return connections.size() < capacity ? null : listenQueue.leastMissed(connections.values());
  }

  /** Whether more wait for the end of their handshake than there are places left. */
  boolean isFlooded() {
    int halfOpen = 0;
    int left = capacity;
    for (Connection connection : connections.values()) {
      if (connection.state() == State.SYN_RECEIVED) {
        halfOpen++;
      }
      if (connection.state() != State.TIME_WAIT) {
        left--; // who is in TIME-WAIT gives way
      }
    }
    return halfOpen > left;
  }

  /** Forgets a connection. */
  void remove(Connection connection) {
    connections.remove(connection.id(), connection);
  }

  int size() {
    return connections.size();
  }
}
