package workshop.classroom.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import workshop.classroom.machine.Start;

/**
 * The outer half of the way into the demo's network, for {@code ./workshop demo --web}. It listens
 * on 127.0.0.1, which no other machine can reach. It carries all bytes to the inner half, a {@link
 * WebDemo}, over a Unix domain socket.
 *
 * <p>It ends with the script that has started it.
 */
public final class Doorway {
  private static final int USUAL_PORT = 8000;
  private static final int ANY_PORT = 0;
  private static final long LOOK_AGAIN = 50; // milliseconds

  private Doorway() {}

  /** The only word is the file. */
  public static void main(String[] words) {
    Demo.endWithOuterHalf();
    Start.main(() -> run(Path.of(words[0])));
  }

  private static int run(Path file) throws IOException {
    UnixDomainSocketAddress inside = UnixDomainSocketAddress.of(file);
    awaitInside(file);
    ServerSocketChannel door = open();
    int port = ((InetSocketAddress) door.getLocalAddress()).getPort();
    System.out.println(
        """

        Open this in your browser:  http://localhost:%d/
        A client talks to the stack all the time, so the page shows something.  (Ctrl-C ends this)"""
            .formatted(port));
    new Forwarder(door, () -> SocketChannel.open(inside)).run();
    return 0;
  }

  private static void awaitInside(Path file) {
    try {
      while (!Files.exists(file)) {
        Thread.sleep(LOOK_AGAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ServerSocketChannel open() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try {
      return ServerSocketChannel.open().bind(new InetSocketAddress(here, USUAL_PORT));
    } catch (BindException e) {
      return ServerSocketChannel.open().bind(new InetSocketAddress(here, ANY_PORT));
    }
  }
}
