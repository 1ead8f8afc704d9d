package workshop.sockets.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Executor;
import workshop.sockets.TcpSocket;

/** Does what nc does: sends what the user types, and shows what comes. */
final class Talk {
  private Talk() {}

  /**
   * Talks until the other end has closed.
   *
   * @param threads runs the half that sends
   * @param in its end closes our side
   */
  static void over(TcpSocket socket, InputStream in, OutputStream out, Executor threads)
      throws IOException {
    threads.execute(() -> send(socket, in));
    byte[] bytes = new byte[8192];
    for (int count = socket.read(bytes); count >= 0; count = socket.read(bytes)) {
      out.write(bytes, 0, count);
      out.flush();
    }
  }

  private static void send(TcpSocket socket, InputStream in) {
    try {
      in.transferTo(socket.outputStream());
      socket.shutdownOutput();
    } catch (IOException e) {
      socket.abort(); // the half that reads tells why
    }
  }
}
