package workshop.classroom.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import workshop.exercises.Problem;

/**
 * One way to load a server with an echo: connections, and what they do when there is something to
 * do. It counts what is done, and compares every byte that comes back.
 */
abstract class Load {
  /** The work that was done while it was measured. */
  record Done(long count, double seconds, Latencies latencies) {}

  private static final long SILENCE = 5_000_000_000L;
  private static final int PROGRESS_MILLIS = 20;

  private final InetSocketAddress server;
  private final List<Flow> flows = new ArrayList<>();
  private int opened;
  private long count;
  final Latencies latencies = new Latencies();
  Selector selector;

  Load(InetSocketAddress server) {
    this.server = server;
  }

  /** How many connections there are from the start. */
  abstract int connections();

  /** The connection is established, or there is something to read, or room to write again. */
  abstract void turn(Flow flow) throws IOException;

  /** Counts work that is done. */
  final void done(long more) {
    count += more;
  }

  final Flow open() throws IOException {
    Flow flow = new Flow(selector, server, opened++);
    flow.since = System.nanoTime();
    flows.add(flow);
    return flow;
  }

  final void close(Flow flow) throws IOException {
    flow.channel.close();
    flows.remove(flow);
  }

  /** Loads the server: first without counting, then with. */
  final Done run(double warmUp, double seconds, Runnable measured) throws IOException {
    try (Selector open = Selector.open()) {
      selector = open;
      for (int i = 0; i < connections(); i++) {
        open();
        if (i % 100 == 99) {
          select(); // the server's queue of new connections is not endless
        }
      }
      work(warmUp);
      count = 0;
      latencies.clear();
      measured.run();
      long start = System.nanoTime();
      work(seconds);
      double took = (System.nanoTime() - start) / 1e9;
      measured.run();
      return new Done(count, took, latencies);
    } finally {
      for (Flow flow : flows) {
        flow.channel.close();
      }
    }
  }

  /** Works for this time, and longer if nothing is done yet. */
  private void work(double seconds) throws IOException {
    long now = System.nanoTime();
    long end = now + (long) (seconds * 1e9);
    long heard = now;
    long start = count;
    long before = count;
    while (now < end || count == start) {
      select();
      now = System.nanoTime();
      if (count > before) {
        heard = now;
        before = count;
      } else if (now - heard > SILENCE) {
        throw new Problem(
            "The server has sent nothing for five seconds.\n"
                + "Try it by hand: ./workshop run, and nc.");
      }
    }
  }

  private void select() throws IOException {
    selector.select(PROGRESS_MILLIS);
    for (SelectionKey key : selector.selectedKeys()) {
      Flow flow = (Flow) key.attachment();
      if (key.isValid() && key.isConnectable()) {
        flow.channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
      }
      if (key.isValid()) {
        turn(flow);
      }
    }
    selector.selectedKeys().clear();
  }
}
