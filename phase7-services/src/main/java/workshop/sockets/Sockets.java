package workshop.sockets;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import workshop.echo.ConnectionId;
import workshop.echo.KeyedHash;
import workshop.echo.Tcp;
import workshop.echo.TcpStream;
import workshop.services.ServicesStack;
import workshop.services.UdpLayer;
import workshop.shared.Ipv4Address;
import workshop.tap.FrameReceiver;
import workshop.tap.Link;

/**
 * Sockets on our own stack, for programs that wait: listen, accept, connect, read, write.
 *
 * <p>One thread runs the stack: the thread that has this object as its {@link FrameReceiver}. Any
 * other thread may call the methods of the sockets, also a virtual thread. They hand tasks to the
 * stack's thread, which runs them at the end of a batch. When the loop is over, call {@link
 * #close}: then all callers that still wait get an exception.
 */
public final class Sockets implements FrameReceiver, Closeable {
  private static final int LARGEST_PORT = 65535;
  private static final Ipv4Address ANYBODY = new Ipv4Address(0);

  private static final Supplier<IOException> NO_PORT =
      () -> new BindException("all ports from 49152 on are in use");
  private static final Supplier<IOException> NO_ROOM =
      () -> new SocketException("there is no room for one more connection");

  private final ServicesStack stack;
  private final Ipv4Address address;
  private final StackThread thread;
  private final EphemeralPorts tcpPorts;
  private final EphemeralPorts udpPorts;

  /**
   * Sockets on this stack.
   *
   * @param link the link on which the stack's thread waits
   * @param address the stack's own
   * @param secret for the choice of ports: 16 bytes or more that nobody can guess
   */
  public Sockets(ServicesStack stack, Link link, Ipv4Address address, byte[] secret) {
    this.stack = stack;
    this.address = address;
    thread = new StackThread(link::wake);
    KeyedHash hash = new KeyedHash(secret);
    tcpPorts = new EphemeralPorts(address, hash::of);
    udpPorts = new EphemeralPorts(address, hash::of);
  }

  // --- For any thread except the stack's.

  /**
   * Waits for connections to a port.
   *
   * @param port from 1 to 65535
   * @throws BindException if somebody listens on it already
   * @throws SocketException if the stack has ended
   */
  public TcpServerSocket listen(int port) throws IOException {
    check(port);
    TcpServerSocket server = new TcpServerSocket(port, thread, stack.tcp());
    if (!ask(server::open, server)) {
      throw new BindException("TCP port " + port + " is in use");
    }
    return server;
  }

  /**
   * Opens a connection, from a port that nobody can guess (RFC 6056).
   *
   * @param port from 1 to 65535
   * @param timeout how long to wait for the peer; zero: until TCP gives up, after minutes
   * @throws ConnectException if the peer refuses, or does not answer
   * @throws SocketTimeoutException if the time is over
   * @throws SocketException if there is no port or no room left, or the stack has ended
   */
  public TcpSocket connect(Ipv4Address remote, int port, Duration timeout) throws IOException {
    check(port);
    Waits.checked(timeout);
    if (!remote.isUnicast()) {
      throw new IllegalArgumentException(remote + " is not one machine's address");
    }
    Handover<StackSide> connected = new Handover<>();
    StackSide side = new StackSide(thread, connected::answer, connected::fail);
    thread.run(side, () -> open(side, remote, port));
    try {
      return new TcpSocket(connected.await(thread, timeout));
    } catch (IOException e) {
      side.abort(); // it may have come a moment too late
      throw e;
    }
  }

  /**
   * Takes a UDP port.
   *
   * @param port from 1 to 65535
   * @throws BindException if somebody has it already
   * @throws SocketException if the stack has ended
   */
  public UdpSocket bind(int port) throws IOException {
    check(port);
    UdpSocket socket = new UdpSocket(thread, stack.udp());
    if (!ask(() -> socket.open(port), socket)) {
      throw new BindException("UDP port " + port + " is in use");
    }
    return socket;
  }

  /**
   * Takes a UDP port that nobody can guess.
   *
   * @throws SocketException if none is left, or the stack has ended
   */
  public UdpSocket bind() throws IOException {
    UdpLayer udp = stack.udp();
    UdpSocket socket = new UdpSocket(thread, udp);
    if (!ask(() -> socket.open(udpPorts.choose(ANYBODY, 0, p -> !udp.isListening(p))), socket)) {
      throw NO_PORT.get();
    }
    return socket;
  }

  /**
   * Waits until all earlier tasks are done, and everything is sent that can be sent at once.
   *
   * @throws SocketException if the stack has ended
   */
  public void flush() throws IOException {
    for (int batch = 0; batch < 2; batch++) { // at its end, the first sends what it did
      Handover<Boolean> done = new Handover<>();
      thread.run(done, () -> done.answer(true));
      done.await(thread);
    }
  }

  /** Asks the stack's thread. If no answer comes, nobody gets the socket, so it is closed. */
  private boolean ask(BooleanSupplier question, Closeable socket) throws IOException {
    Handover<Boolean> answer = new Handover<>();
    thread.run(answer, () -> answer.answer(question.getAsBoolean()));
    try {
      return answer.await(thread);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static void check(int port) {
    if (port < 1 || port > LARGEST_PORT) {
      throw new IllegalArgumentException("a port is from 1 to 65535, not " + port);
    }
  }

  /** The stack has ended. All callers that wait for it get an exception. */
  @Override
  public void close() {
    thread.end();
  }

  /** How many sockets and calls would get an exception if the stack ended now. */
  int waiting() {
    return thread.size();
  }

  // --- The stack's thread.

  private void open(StackSide side, Ipv4Address remote, int port) {
    Tcp tcp = stack.tcp();
    int ours = tcpPorts.choose(remote, port, free -> isFree(free, remote, port));
    TcpStream stream = ours == EphemeralPorts.NONE ? null : tcp.connect(ours, remote, port, side);
    if (stream == null) {
      thread.forget(side);
      side.fail(ours == EphemeralPorts.NONE ? NO_PORT : NO_ROOM);
    } else {
      side.opening(stream);
    }
  }

  /** For this peer only: with other peers, the same port may be in use, or in TIME-WAIT. */
  private boolean isFree(int ours, Ipv4Address remote, int port) {
    Tcp tcp = stack.tcp();
    ConnectionId id = new ConnectionId(address, ours, remote, port);
    return !tcp.isListening(ours) && tcp.connections().find(id) == null;
  }

  @Override
  public void startOfBatch(long now) {
    stack.startOfBatch(now);
    thread.startOfBatch(now);
  }

  @Override
  public void receive(ByteBuffer frame) throws IOException {
    stack.receive(frame);
  }

  /** First the callers' tasks, then the connections: so they see the tasks in the same batch. */
  @Override
  public long endOfBatch() throws IOException {
    thread.work();
    return stack.endOfBatch();
  }
}
