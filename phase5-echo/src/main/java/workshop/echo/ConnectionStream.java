package workshop.echo;

import java.nio.ByteBuffer;

/** A connection as its application sees it: what it reads and writes goes to the two halves. */
final class ConnectionStream implements TcpStream {
  private final ConnectionId id;
  private final Receiver receiver;
  private final Sender sender;
  private final StreamOptions options;
  private final Runnable askForTurn;
  private boolean aborted;

  /**
   * The stream of one connection.
   *
   * @param askForTurn has the connection work at the end of the batch
   */
  ConnectionStream(
      ConnectionId id,
      Receiver receiver,
      Sender sender,
      StreamOptions options,
      Runnable askForTurn) {
    this.id = id;
    this.receiver = receiver;
    this.sender = sender;
    this.options = options;
    this.askForTurn = askForTurn;
  }

  @Override
  public ConnectionId id() {
    return id;
  }

  @Override
  public ByteBuffer received() {
    return receiver.received();
  }

  @Override
  public void consume(int count) {
    receiver.consume(count);
    askForTurn.run();
  }

  @Override
  public boolean atEnd() {
    return receiver.finReached() && !receiver.received().hasRemaining();
  }

  @Override
  public int write(ByteBuffer data) {
    askForTurn.run();
    return sender.write(data);
  }

  @Override
  public void close() {
    sender.close();
    askForTurn.run();
  }

  @Override
  public void abort() {
    aborted = true;
    askForTurn.run();
  }

  /** Whether the application wants the connection to end at once. */
  boolean isAborted() {
    return aborted;
  }

  @Override
  public StreamOptions options() {
    return options;
  }
}
