package workshop.classroom.bench;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Connections of which some send a small request, and the next one when its echo is there. */
final class Requests extends Load {
  static final int SIZE = 64;

  private final int connections;
  private int active;

  Requests(InetSocketAddress server, int connections, int active) {
    super(server);
    this.connections = connections;
    this.active = active;
  }

  @Override
  int connections() {
    return connections;
  }

  @Override
  void turn(Flow flow) throws IOException {
    boolean first = flow.sent == 0;
    flow.receive();
    if (flow.echoed < flow.sent || first && active == 0) {
      return;
    }
    long now = System.nanoTime();
    if (first) {
      active--;
    } else {
      done(1);
      latencies.add(now - flow.since);
    }
    flow.since = now;
    flow.send(SIZE);
  }
}
