package workshop.echo;

/** Sends back all that it receives (RFC 862). */
public final class Echo implements Application {
  @Override
  public void progress(TcpStream stream) {
    // What there is no room for stays where it is: the window closes, and the peer waits.
    stream.consume(stream.write(stream.received()));
    if (stream.atEnd()) {
      stream.close();
    }
  }
}
