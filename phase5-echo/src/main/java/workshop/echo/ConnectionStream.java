package workshop.echo;

import java.nio.ByteBuffer;
import workshop.tap.FrameReceiver;
import workshop.tcp.SequenceNumber;

/** A connection as its application sees it: the application reads from and writes to the halves. */
final class ConnectionStream implements TcpStream {
  private final ConnectionId id;
  private final Receiver receiver;
  private final Sender sender;
  private final StreamOptions options;
  private final Runnable askForTurn;
  private boolean aborted;
  private long wakeAt = FrameReceiver.NEVER;

  /**
   * The stream of one connection.
   *
   * @param askForTurn gives the connection a turn at the end of the batch
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
  public SequenceNumber unacknowledged() {
    return sender.unacknowledged();
  }

  @Override
  public boolean closeAcknowledged() {
    return sender.finAcknowledged();
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
  public void wake() {
    askForTurn.run();
  }

  @Override
  public void wakeAt(long time) {
    wakeAt = time;
    askForTurn.run();
  }

  /** When the application wants its next turn; or {@link FrameReceiver#NEVER}. */
  long wakeAt() {
    return wakeAt;
  }

  /** The application gets its turn, so it is not called again for a time that is over. */
  void turnBegins(long now) {
    if (wakeAt <= now) {
      wakeAt = FrameReceiver.NEVER;
    }
  }

  @Override
  public StreamOptions options() {
    return options;
  }
}
