package workshop.classroom.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/**
 * An echo server on the kernel's own TCP, with one thread, as ours. We compare our server with it.
 */
public final class KernelEcho {
  private static final int BACKLOG = 4096;

  private KernelEcho() {}

  /** The word is the port. It prints a line as soon as it listens. */
  public static void main(String[] words) throws IOException {
    Locale.setDefault(Locale.ROOT); // some languages have digits of their own
    ServerSocketChannel listener = listen(Integer.parseInt(words[0]));
    System.out.println("Listening on " + listener.socket().getLocalPort());
    serve(listener);
  }

  /** Waits for clients at this port; 0: at any that is free. */
  static ServerSocketChannel listen(int port) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    return listener.bind(new InetSocketAddress(port), BACKLOG);
  }

  /** Serves them, and does not come back. */
  static void serve(ServerSocketChannel listener) throws IOException {
    Selector selector = Selector.open();
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
    while (true) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        if (key.isAcceptable()) {
          accept(selector, listener);
        } else {
          echo(key);
        }
      }
      selector.selectedKeys().clear();
    }
  }

  private static void accept(Selector selector, ServerSocketChannel listener) throws IOException {
    for (SocketChannel client = listener.accept(); client != null; client = listener.accept()) {
      client.configureBlocking(false);
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      ByteBuffer kept = ByteBuffer.allocateDirect(1 << 16);
      client.register(selector, SelectionKey.OP_READ, kept);
    }
  }

  private static void echo(SelectionKey key) throws IOException {
    SocketChannel client = (SocketChannel) key.channel();
    ByteBuffer kept = (ByteBuffer) key.attachment();
    try {
      int came = client.read(kept);
      client.write(kept.flip());
      boolean rest = kept.compact().position() > 0;
      key.interestOps(rest ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
      if (came < 0 && !rest) {
        client.close();
      }
    } catch (IOException e) {
      client.close(); // this client is gone
    }
  }
}
