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
    if (connections.size() >= capacity) {
      Connection victim = listenQueue.leastMissed(connections.values());
      if (victim == null) {
        return false;
      }
      victim.finish(now); // it removes itself
    }
    connections.put(connection.id(), connection);
    return true;
  }

  /** Whether a new connection would push one out that waits for the end of its handshake. */
  boolean isFlooded() {
    if (connections.size() < capacity) {
      return false;
    }
    Connection victim = listenQueue.leastMissed(connections.values());
    return victim != null && victim.state() == State.SYN_RECEIVED;
  }

  /** Forgets a connection. */
  void remove(Connection connection) {
    connections.remove(connection.id(), connection);
  }

  int size() {
    return connections.size();
  }
}
