package workshop.classroom.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;

/** Sends as much as each connection takes, and counts what comes back. */
final class Bulk extends Load {
  private static final int CHUNK = 1 << 16;

  /**
   * The most bytes of a connection that are on their way: the server has to keep the bytes that we
   * do not read.
   */
  private static final int MOST_ON_ITS_WAY = 1 << 20;

  private final int connections;

  Bulk(InetSocketAddress server, int connections) {
    super(server);
    this.connections = connections;
  }

  @Override
  int connections() {
    return connections;
  }

  @Override
  void turn(Flow flow) throws IOException {
    for (int came = flow.receive(); came > 0; came = flow.receive()) {
      done(came);
    }
    boolean full = false;
    while (!full && flow.sent - flow.echoed <= MOST_ON_ITS_WAY - CHUNK) {
      full = flow.send(CHUNK) < CHUNK;
    }
    flow.key.interestOps(
        full ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }
}
