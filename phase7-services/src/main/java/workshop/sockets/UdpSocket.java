package workshop.sockets;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Supplier;
import workshop.services.DatagramHandler;
import workshop.services.UdpDatagram;
import workshop.services.UdpLayer;
import workshop.shared.Ipv4Address;

/** A UDP port of our stack, for callers that wait. Any thread may call any method. */
public final class UdpSocket implements Closeable, DatagramHandler, StackThread.Waiting {
  /** How many datagrams may wait for {@link #receive}. Further ones are lost. */
  static final int WAITING = 128;

  /** The most that a datagram carries, in bytes. */
  public static final int LARGEST = 65507;

  private static final Supplier<IOException> CLOSED = () -> new SocketException("socket closed");

  private final StackThread thread;
  private final UdpLayer udp;
  private final Mailbox<Datagram> arrived = new Mailbox<>(WAITING);
  private volatile Duration receiveTimeout = Duration.ZERO;

  /** 0 until it has one. */
  private volatile int port;

  /** A socket without a port. */
  UdpSocket(StackThread thread, UdpLayer udp) {
    this.thread = thread;
    this.udp = udp;
  }

  /** For the stack's thread: takes the port. False if no port is left, or somebody has this one. */
  boolean open(int free) {
    if (free == EphemeralPorts.NONE || udp.isListening(free)) {
      return false;
    }
    port = free;
    thread.keep(this);
    udp.listen(free, this);
    return true;
  }

  /** Our port. */
  public int port() {
    return port;
  }

  /**
   * Sets how long {@link #receive()} waits. Zero means for ever; this is the default.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public void setReceiveTimeout(Duration timeout) {
    receiveTimeout = Waits.checked(timeout);
  }

  /**
   * Waits for the next datagram.
   *
   * @throws SocketTimeoutException if none has come in time
   * @throws InterruptedIOException if this thread is interrupted
   * @throws SocketException if this socket is closed, or the stack has ended
   */
  public Datagram receive() throws IOException {
    thread.refuseItself();
    return Waits.call(receiveTimeout, arrived::take);
  }

  /**
   * Sends a datagram, and waits until it is on its way. So no caller sends faster than the stack.
   *
   * @param data {@link #LARGEST} bytes at most
   * @throws InterruptedIOException if this thread is interrupted; it may be sent or not
   * @throws SocketException if this socket is closed, or the stack has ended
   */
  public void send(Ipv4Address address, int remotePort, byte[] data) throws IOException {
    if (data.length > LARGEST) {
      throw new IllegalArgumentException(
          data.length + " bytes do not fit into a datagram: " + LARGEST + " do");
    }
    ByteBuffer copy = ByteBuffer.wrap(data.clone());
    Handover<Boolean> sent = new Handover<>();
    thread.run(sent, () -> sent.answer(send(address, remotePort, copy)));
    if (!sent.await(thread)) {
      throw CLOSED.get();
    }
  }

  /** For the stack's thread: returns false if the port is not ours any more. */
  private boolean send(Ipv4Address address, int remotePort, ByteBuffer data) {
    if (port == 0) {
      return false;
    }
    udp.send(address, new UdpDatagram(port, remotePort, data));
    return true;
  }

  @Override
  public void receive(Ipv4Address source, UdpDatagram datagram) {
    byte[] data = new byte[datagram.data().limit()];
    datagram.data().get(0, data);
    arrived.offer(new Datagram(source, datagram.sourcePort(), data));
  }

  /** Gives the port back. Datagrams that nobody has received are lost. */
  @Override
  public void close() {
    fail(CLOSED);
    thread.forget(this);
    thread.run(this::giveUpPort);
  }

  private void giveUpPort() {
    if (port != 0) {
      udp.stopListening(port);
      port = 0;
    }
  }

  @Override
  public void fail(Supplier<IOException> reason) {
    arrived.fail(reason);
  }
}
