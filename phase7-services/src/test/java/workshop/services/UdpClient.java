package workshop.services;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

/** A UDP socket of the kernel's, which talks to a port of the stack. */
final class UdpClient implements Closeable {
  private static final int MILLIS = 10_000;

  private final DatagramChannel channel;
  private final Selector selector;
  private final InetSocketAddress stack;

  UdpClient(int port) throws IOException {
    channel = DatagramChannel.open();
    channel.setOption(StandardSocketOptions.SO_SNDBUF, 1 << 20);
    // A large datagram in fragments takes a lot of room there.
    channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
    stack = new InetSocketAddress(Frames.STACK_IP, port);
    channel.bind(null);
    channel.configureBlocking(false);
    selector = Selector.open();
    channel.register(selector, SelectionKey.OP_READ);
  }

  /** Sends data, and returns what comes back. */
  byte[] echoed(byte[] data) throws IOException {
    // A channel that is connected sends no datagram without data, and a DatagramSocket receives
    // none.
    channel.send(ByteBuffer.wrap(data), stack);
    return received("no answer to " + data.length + " bytes");
  }

  byte[] received(String otherwise) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(65536);
    if (selector.select(MILLIS) == 0) {
      throw new AssertionError(otherwise);
    }
    selector.selectedKeys().clear();
    channel.receive(buffer);
    return Hex.bytes(buffer.flip());
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
