package workshop.reliability;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import workshop.echo.ConnectionId;
import workshop.shared.Ipv4Address;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpSegment;

/**
 * Collects what {@code --plot} draws. It follows a few connections, and at the end draws the one
 * that has sent most.
 */
final class RunPlot {
  private static final int MOST_CONNECTIONS = 16;

  /** The peer, and our port. */
  private record Key(Ipv4Address peer, int peersPort, int port) {}

  private final Map<Key, RunHistory> histories = new LinkedHashMap<>();

  /** A segment of ours goes out. */
  void sent(Ipv4Address destination, TcpSegment segment, long now) {
    Key key = new Key(destination, segment.destinationPort(), segment.sourcePort());
    if (segment.has(TcpFlags.SYN)) {
      start(key, segment.seq().value() + 1); // the SYN takes up the first number
    }
    RunHistory history = histories.get(key);
    if (history != null && segment.payload().limit() > 0) {
      history.add(now, segment.seq().value(), segment.payload().limit());
    }
  }

  private void start(Key key, int first) {
    RunHistory before = histories.get(key);
    if (before != null && before.end() == 0 || before == null && !makeRoom()) {
      return;
    }
    histories.put(key, new RunHistory(key.peer + ":" + key.peersPort, first));
  }

  /** Drops the connection that has sent least: it would not be drawn anyway. */
  private boolean makeRoom() {
    if (histories.size() < MOST_CONNECTIONS) {
      return true;
    }
    Key least = null;
    for (Map.Entry<Key, RunHistory> each : histories.entrySet()) {
      if (least == null || each.getValue().end() < histories.get(least).end()) {
        least = each.getKey();
      }
    }
    return histories.remove(least) != null;
  }

  /** A connection has done its work. */
  void worked(ConnectionId id, Supplier<SenderFigures> figures, long now) {
    RunHistory history =
        histories.get(new Key(id.remoteAddress(), id.remotePort(), id.localPort()));
    if (history != null) {
      history.add(now, figures.get());
    }
  }

  /** The picture, as SVG. */
  String draw() {
    RunHistory most = null;
    for (RunHistory each : histories.values()) {
      most = most == null || each.end() > most.end() ? each : most;
    }
    return new RunPicture(most).draw();
  }
}
