package workshop.live;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import workshop.echo.Connection;
import workshop.echo.ConnectionId;
import workshop.echo.State;
import workshop.echo.Tcp;

/** The data that the page shows: connections, the latest frames and samples. All has a limit. */
final class Stage {
  /** How many connections are shown. Further ones are only counted. */
  static final int MOST_CONNECTIONS = 48;

  static final int MOST_FRAMES = 512;
  private static final int MOST_SAMPLES = 2048;

  private final Map<ConnectionId, LiveConnection> connections = new LinkedHashMap<>();
  private final Ring<SeenFrame> frames = new Ring<>(MOST_FRAMES);
  private final Ring<Sample> samples = new Ring<>(MOST_SAMPLES);
  private Tcp tcp;
  private long version;
  private long generation;
  private long nextFrame;

  /** Shows the connections of this TCP. */
  void show(Tcp tcp) {
    this.tcp = tcp;
  }

  /** Forgets all, because no page is open any more. */
  void clear() {
    connections.clear();
    frames.clear();
    samples.clear();
    generation++;
  }

  /** How often all was forgotten. A page that knows another number starts again. */
  long generation() {
    return generation;
  }

  /**
   * The connection as it is shown. If it is not shown yet, this adds it.
   *
   * @param from the state of a connection that is added
   * @return null if there is no room for it
   */
  LiveConnection connection(ConnectionId id, State from) {
    LiveConnection shown = connections.get(id);
    if (shown != null && (!shown.isClosed() || from == State.CLOSED)) {
      return shown;
    }
    connections.remove(id); // the same addresses and ports, once more
    if (connections.size() >= MOST_CONNECTIONS && !removeOldestClosed()) {
      return null;
    }
    LiveConnection added = new LiveConnection(id, from);
    connections.put(id, added);
    return added;
  }

  /** The connection as it is shown; null if it is not. */
  LiveConnection find(ConnectionId id) {
    return connections.get(id);
  }

  /** The connection with this name on the page; null if it is not shown. */
  LiveConnection find(String name) {
    for (LiveConnection connection : connections.values()) {
      if (connection.name().equals(name)) {
        return connection;
      }
    }
    return null;
  }

  private boolean removeOldestClosed() {
    for (Iterator<LiveConnection> i = connections.values().iterator(); i.hasNext(); ) {
      if (i.next().isClosed()) {
        i.remove();
        return true;
      }
    }
    return false;
  }

  /** The stack's own, while it is there. */
  Connection inStack(ConnectionId id) {
    return tcp == null ? null : tcp.connections().find(id);
  }

  /** All that the stack has, shown or not. */
  Collection<Connection> inStack() {
    return tcp.connections().all();
  }

  /** How many connections of the stack are not shown. */
  int notShown(int ownPort) {
    int count = 0;
    for (Connection each : tcp.connections().all()) {
      if (each.id().localPort() != ownPort && !connections.containsKey(each.id())) {
        count++;
      }
    }
    return count;
  }

  Collection<LiveConnection> connections() {
    return connections.values();
  }

  Ring<SeenFrame> frames() {
    return frames;
  }

  Ring<Sample> samples() {
    return samples;
  }

  /** A number for the next frame. */
  long nextFrame() {
    return nextFrame++;
  }

  /** A connection has changed. */
  void changed(LiveConnection connection) {
    connection.changed(++version);
  }

  /** The version of the last change. */
  long version() {
    return version;
  }
}
