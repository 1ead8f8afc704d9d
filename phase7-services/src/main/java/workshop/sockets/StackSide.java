package workshop.sockets;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import workshop.echo.Application;
import workshop.echo.ConnectionId;
import workshop.echo.TcpStream;

/**
 * The stack's side of a TCP socket. Each time that the connection has a turn, it moves bytes
 * between the connection and the two pipes. The methods of {@link Application} run on the stack's
 * thread.
 */
final class StackSide implements Application, StackThread.Waiting {
  /** The size of the pipe for each direction, in bytes. The connection has its own buffers, too. */
  static final int CAPACITY = 1 << 16;

  /** How long a closed socket waits for the peer to close, too, in nanoseconds. */
  static final long LINGER = 60_000_000_000L;

  private static final Supplier<IOException> CLOSED = () -> new SocketException("socket closed");

  private final StackThread thread;
  private final Consumer<StackSide> whenConnected;
  private final Consumer<Supplier<IOException>> whenFailed;
  private final BytePipe in = new BytePipe(CAPACITY, this::askForTurn);
  private final BytePipe out = new BytePipe(CAPACITY, this::askForTurn);

  /** Whether we have told the stack's thread already that there is something to do. */
  private final AtomicBoolean asked = new AtomicBoolean();

  /** Nobody will read any more bytes. */
  private volatile boolean closed;

  /** There were bytes that nobody has read. */
  private boolean lost;

  /** Nobody wants the connection any more. */
  private volatile boolean unwanted;

  /** Null until the connection is there, or at least on its way. */
  private volatile TcpStream stream;

  private boolean connected;
  private long giveUpAt;

  /**
   * A side without a connection yet.
   *
   * @param whenConnected is called once, on the stack's thread
   * @param whenFailed is called with the reason why the connection is gone, or will never exist
   */
  StackSide(
      StackThread thread,
      Consumer<StackSide> whenConnected,
      Consumer<Supplier<IOException>> whenFailed) {
    this.thread = thread;
    this.whenConnected = whenConnected;
    this.whenFailed = whenFailed;
  }

  /** The bytes that the peer sends. */
  BytePipe in() {
    return in;
  }

  /** The bytes that we send. */
  BytePipe out() {
    return out;
  }

  /** The two ends; only after the connection is established. */
  ConnectionId id() {
    return stream.id();
  }

  // --- For any thread.

  /** Refuses to wait on the stack's own thread. */
  void refuseItself() {
    thread.refuseItself();
  }

  /** No more bytes will be written. The peer gets our FIN after those that were written. */
  void endOutput() {
    out.end();
    askForTurn();
  }

  /** Nobody will use the socket any more. The bytes that were written are still sent. */
  void close() {
    in.fail(CLOSED);
    lost |= in.discard();
    closed = true; // last: the stack's thread looks at "lost" after it
    endOutput();
  }

  /** Ends the connection at once, if there is one. */
  void abort() {
    unwanted = true;
    fail(CLOSED);
    askForTurn();
  }

  @Override
  public void fail(Supplier<IOException> reason) {
    out.fail(reason); // first: nobody who has read of the end may still write
    in.fail(reason);
    whenFailed.accept(reason);
  }

  private void askForTurn() {
    if (!asked.getAndSet(true)) {
      thread.run(this::turn);
    }
  }

  // --- The stack's thread.

  private void turn() {
    asked.set(false); // first: later requests need a turn of their own
    if (unwanted && stream != null) {
      stream.abort();
    } else if (stream != null) {
      stream.wake();
    }
  }

  /** Our SYN is on its way. */
  void opening(TcpStream opened) {
    stream = opened;
    askForTurn();
  }

  @Override
  public void progress(TcpStream turned) {
    stream = turned;
    if (!connected) {
      connected = true;
      whenConnected.accept(this);
    }
    if (unwanted) {
      stream.abort(); // its turn may come later: no end must go out before
      return;
    }
    if (closed) {
      refuseMore();
    } else {
      stream.consume(in.put(stream.received()));
      if (stream.atEnd()) {
        in.end();
      }
    }
    out.take(stream::write);
    if (out.isDrained()) {
      stream.close();
    }
  }

  /**
   * A reset tells the peer that nobody has read its last bytes (RFC 9293 section 3.6.1, SHLD-3).
   */
  private void refuseMore() {
    if (giveUpAt == 0) {
      giveUpAt = thread.now() + LINGER;
      stream.wakeAt(giveUpAt);
    }
    if (lost || stream.received().hasRemaining() || thread.now() >= giveUpAt) {
      stream.abort();
    }
  }

  @Override
  public void closed(TcpStream gone) {
    thread.forget(this);
    in.putLast(gone.received()); // the last ACK may come before anybody has read all
    out.fail(CLOSED);
  }

  @Override
  public void aborted(TcpStream gone, String reason) {
    thread.forget(this);
    boolean before = !connected;
    fail(() -> before ? new ConnectException(reason) : new SocketException(reason));
  }
}
