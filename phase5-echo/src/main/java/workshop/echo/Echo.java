package workshop.echo;

/** Sends back all that it receives (RFC 862). */
public final class Echo implements Application {
  @Override
  public void progress(TcpStream stream) {
    // Bytes that write does not take stay in the receiver: its window closes, and the peer waits.
    stream.consume(stream.write(stream.received()));
    if (stream.atEnd()) {
      stream.close();
    }
  }
}
