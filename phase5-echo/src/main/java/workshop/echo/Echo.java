package workshop.echo;

/** Sends back all that it receives (RFC 862). */
public final class Echo implements Application {
  @Override
  public void progress(TcpStream stream) {
    // Bytes without room stay in the receiver: then the window closes, and the peer has to wait.
    stream.consume(stream.write(stream.received()));
    if (stream.atEnd()) {
      stream.close();
    }
  }
}
