package workshop.sockets.examples;

import java.io.IOException;
import workshop.sockets.TcpSocket;

/** Sends back all that it receives (RFC 862): two lines, if one may wait. */
final class Echo implements Conversation {
  @Override
  public void with(TcpSocket socket) throws IOException {
    socket.inputStream().transferTo(socket.outputStream());
  }
}
