package workshop.classroom.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import workshop.exercises.Problem;

/** One connection of the client: what it has sent, and what has come back so far. */
final class Flow {
  private static final ByteBuffer CAME = ByteBuffer.allocate(1 << 16);

  final SocketChannel channel;
  final SelectionKey key;
  private final int base;
  long sent;
  long echoed;

  /** When the last request went, in nanoseconds. */
  long since;

  /** Opens a connection, and does not wait for it. */
  Flow(Selector selector, InetSocketAddress server, int number) throws IOException {
    base = number * 7919;
    channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    channel.connect(server);
  }

  /** Sends as much of the next bytes as the kernel takes. */
  int send(int count) throws IOException {
    int took = channel.write(Pattern.from(base + sent, count));
    sent += took;
    return took;
  }

  /**
   * Takes what has come back, and compares it.
   *
   * @return how many bytes; 0 if there is nothing now, -1 at the end
   */
  int receive() throws IOException {
    CAME.clear();
    int count = channel.read(CAME);
    if (count > 0) {
      if (!Pattern.isRight(base + echoed, CAME)) {
        throw new Problem(
            ("The echo is wrong on connection %s, between byte %d and %d.\n"
                    + "The server has a defect, so there are no figures.")
                .formatted(channel.getLocalAddress(), echoed, echoed + count));
      }
      echoed += count;
    }
    return count;
  }
}
