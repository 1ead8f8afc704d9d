package workshop.sockets.examples;

import java.io.IOException;
import workshop.sockets.TcpSocket;

/** Sends back all that it receives (RFC 862). With calls that wait, this takes two lines. */
final class Echo implements Conversation {
  @Override
  public void with(TcpSocket socket) throws IOException {
    socket.inputStream().transferTo(socket.outputStream());
  }
}
