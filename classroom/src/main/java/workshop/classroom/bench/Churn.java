package workshop.classroom.bench;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Connections that send one request and close when its echo is there; then comes the next one. */
final class Churn extends Load {
  private final int connections;

  Churn(InetSocketAddress server, int connections) {
    super(server);
    this.connections = connections;
  }

  @Override
  int connections() {
    return connections;
  }

  @Override
  void turn(Flow flow) throws IOException {
    if (flow.sent == 0) {
      flow.send(Requests.SIZE);
      return;
    }
    boolean echoing = flow.echoed < Requests.SIZE;
    int came = flow.receive();
    if (echoing && flow.echoed == Requests.SIZE) {
      flow.channel.shutdownOutput();
      came = flow.receive();
    }
    if (came < 0) { // the server has closed, too
      done(1);
      latencies.add(System.nanoTime() - flow.since);
      close(flow);
      open();
    }
  }
}
