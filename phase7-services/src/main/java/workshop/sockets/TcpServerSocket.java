package workshop.sockets;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Supplier;
import workshop.echo.Tcp;

/** A port of our stack on which connections come in. Any thread may call any method. */
public final class TcpServerSocket implements Closeable, StackThread.Waiting {
  /** How many connections may wait for {@link #accept}. Further ones are reset. */
  static final int BACKLOG = 1024;

  private static final Supplier<IOException> CLOSED =
      () -> new SocketException("server socket closed");

  private final int port;
  private final StackThread thread;
  private final Tcp tcp;
  private final Mailbox<TcpSocket> arrived = new Mailbox<>(BACKLOG);
  private volatile Duration acceptTimeout = Duration.ZERO;

  /** Whether the port is ours; for the stack's thread. */
  private boolean listening;

  /** A socket that does not have its port yet. */
  TcpServerSocket(int port, StackThread thread, Tcp tcp) {
    this.port = port;
    this.thread = thread;
    this.tcp = tcp;
  }

  // --- The stack's thread.

  /** Takes the port. Returns false if somebody has it already. */
  boolean open() {
    if (tcp.isListening(port)) {
      return false;
    }
    listening = true;
    thread.keep(this);
    tcp.listen(port, this::newSide);
    return true;
  }

  private void giveUpPort() {
    if (listening) {
      tcp.stopListening(port);
      listening = false;
    }
  }

  private StackSide newSide() {
    StackSide side = new StackSide(thread, this::arrived, reason -> {});
    thread.keep(side);
    return side;
  }

  private void arrived(StackSide side) {
    TcpSocket socket = new TcpSocket(side);
    if (!arrived.offer(socket)) {
      socket.abort();
    }
  }

  // --- Any other thread.

  /** The port. */
  public int port() {
    return port;
  }

  /**
   * Sets how long {@link #accept} waits. Zero means for ever; this is the default.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public void setAcceptTimeout(Duration timeout) {
    acceptTimeout = Waits.checked(timeout);
  }

  /**
   * Waits for the next connection.
   *
   * @throws SocketTimeoutException if none has come in time
   * @throws InterruptedIOException if this thread is interrupted; no connection is lost
   * @throws SocketException if this socket is closed, or the stack has ended
   */
  public TcpSocket accept() throws IOException {
    thread.refuseItself();
    return Waits.call(acceptTimeout, arrived::take);
  }

  /** Stops listening. Connections that nobody has accepted are reset. The others go on. */
  @Override
  public void close() {
    fail(CLOSED);
    thread.forget(this);
    thread.run(this::giveUpPort);
  }

  @Override
  public void fail(Supplier<IOException> reason) {
    arrived.fail(reason).forEach(TcpSocket::abort);
  }
}
