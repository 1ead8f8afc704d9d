package workshop.echo;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import workshop.tap.FrameReceiver;

/** All connections, found by their addresses and ports. Makes new ones, up to a limit. */
public final class ConnectionTable {
  private final int capacity;
  private final Parts parts;
  private final ListenQueue listenQueue;
  private final int maximumSegmentSize;
  private final Surroundings surroundings;

  /** The oldest comes first. */
  private final Map<ConnectionId, Connection> connections = new LinkedHashMap<>();

  private final ByState byState = new ByState();

  private final Connection.StateListener listener =
      new Connection.StateListener() {
        @Override
        public void entered(Connection connection, State previous) {
          byState.move(connection, previous);
        }

        @Override
        public void gone(Connection connection) {
          connections.remove(connection.id(), connection);
        }
      };

  /**
   * An empty table.
   *
   * @param capacity how many connections there may be at most
   * @param parts what connections are made of
   * @param maximumSegmentSize the largest text that fits into a segment on our link, in bytes
   */
  ConnectionTable(int capacity, Parts parts, int maximumSegmentSize, Surroundings surroundings) {
    this.capacity = capacity;
    this.parts = parts;
    this.maximumSegmentSize = maximumSegmentSize;
    this.surroundings = surroundings;
    listenQueue = parts.listenQueue();
  }

  /** The connection, or null. */
  public Connection find(ConnectionId id) {
    return connections.get(id);
  }

  /**
   * Makes a connection. If the table is full, removes one that nobody needs.
   *
   * @param id must not be in the table yet
   * @param passive whether the peer has opened it
   * @param applications makes an application as soon as the connection is established
   * @return null if there is no room
   */
  Connection open(ConnectionId id, boolean passive, Supplier<Application> applications) {
    Connection victim = givesWay();
    if (victim != null) {
      victim.finish(); // it leaves the table
    } else if (connections.size() >= capacity) {
      endIdlest();
    }
    if (connections.size() >= capacity) {
      return null;
    }
    StreamOptions options = new StreamOptions();
    Halves halves = parts.halves(id, maximumSegmentSize, options);
    Connection connection =
        new Connection(id, passive, applications, halves, options, surroundings, listener);
    connections.put(id, connection);
    byState.add(connection);
    return connection;
  }

  /**
   * Ends the connection that its application has not needed for the longest time, if there is one.
   * TCP itself notices only with keep-alive that a peer has disappeared, and keep-alive is off
   * unless an application wants it (RFC 9293 section 3.8.4, MUST-25).
   */
  private void endIdlest() {
    Connection idlest = null;
    long since = FrameReceiver.NEVER;
    for (Connection connection : connections.values()) {
      if (connection.idleSince() < since) {
        idlest = connection;
        since = connection.idleSince();
      }
    }
    if (idlest != null) {
      idlest.abort("idle for longest, and a new connection needs the place");
    }
  }

  /** The one that a new connection would replace; null if there is room, or none has to go. */
  public Connection givesWay() {
    return connections.size() < capacity ? null : listenQueue.leastMissed(byState.oldest());
  }

  /** Whether more connections are in SYN-RECEIVED than there are places left. */
  public boolean isFlooded() {
    // A new connection may replace one in TIME-WAIT.
    int left = capacity - connections.size() + byState.count(State.TIME_WAIT);
    return byState.count(State.SYN_RECEIVED) > left;
  }

  /** All connections, the oldest first: a view that only allows reading. */
  public Collection<Connection> all() {
    return Collections.unmodifiableCollection(connections.values());
  }

  /** How many connections there are, in all states. */
  public int size() {
    return connections.size();
  }
}
