package workshop.sockets.examples;

import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.Executor;
import workshop.sockets.TcpServerSocket;
import workshop.sockets.TcpSocket;

/** A server's work for one client. It may wait, because each client has its own thread. */
@FunctionalInterface
interface Conversation {
  /** Talks to a client; when this returns, the socket is closed. */
  void with(TcpSocket socket) throws IOException;

  /**
   * Accepts clients until the server socket is closed, or the stack ends.
   *
   * @param threads runs each conversation in a thread. From JDK 21 on, {@code
   *     Executors.newVirtualThreadPerTaskExecutor()} does it with virtual ones
   */
  static void serve(TcpServerSocket listening, Executor threads, Conversation conversation)
      throws IOException {
    while (true) {
      TcpSocket socket;
      try {
        socket = listening.accept();
      } catch (SocketException e) {
        return;
      }
      threads.execute(() -> talk(socket, conversation));
    }
  }

  private static void talk(TcpSocket socket, Conversation conversation) {
    try (socket) {
      try {
        conversation.with(socket);
      } catch (IOException e) {
        socket.abort(); // before close(): otherwise the client would see a normal end
      }
    }
  }
}
