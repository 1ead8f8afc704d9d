package workshop.sockets;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import workshop.shared.Ipv4Address;

/**
 * A TCP connection of our stack, for callers that wait. Any thread may call any method; one may
 * read while another writes.
 *
 * <p>At most {@value StackSide#CAPACITY} bytes wait in each direction. If nobody reads, the window
 * closes and the peer waits. If the peer does not read, {@link #write} waits.
 */
public final class TcpSocket implements Closeable {
  private final StackSide side;
  private volatile Duration readTimeout = Duration.ZERO;
  private volatile Duration writeTimeout = Duration.ZERO;

  /** A socket on a connection that is established. */
  TcpSocket(StackSide side) {
    this.side = side;
  }

  /** The machine at the other end. */
  public Ipv4Address remoteAddress() {
    return side.id().remoteAddress();
  }

  /** The port at the other end. */
  public int remotePort() {
    return side.id().remotePort();
  }

  /** The port at our end. */
  public int localPort() {
    return side.id().localPort();
  }

  /**
   * Sets how long {@link #read} waits for the first byte. Zero means for ever; this is the default.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public void setReadTimeout(Duration timeout) {
    readTimeout = Waits.checked(timeout);
  }

  /**
   * Sets how long {@link #write} waits until the peer takes more bytes. Zero means for ever; this
   * is the default.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public void setWriteTimeout(Duration timeout) {
    writeTimeout = Waits.checked(timeout);
  }

  /**
   * Waits until bytes have come, and reads as many as fit.
   *
   * @param target its position is moved
   * @return how many bytes; -1 if the peer has closed its side, and all is read
   * @throws SocketTimeoutException if no bytes came in time; you may call this again
   * @throws InterruptedIOException if this thread is interrupted; the connection stays as it is
   * @throws SocketException if the connection is gone: the message says why
   */
  public int read(ByteBuffer target) throws IOException {
    side.refuseItself();
    if (!target.hasRemaining()) {
      return 0;
    }
    return Waits.call(readTimeout, timeout -> side.in().read(target, timeout));
  }

  /** The same, into an array. */
  public int read(byte[] target) throws IOException {
    return read(ByteBuffer.wrap(target));
  }

  /**
   * Writes all bytes. It waits while there is no room. When it returns, the bytes are on their way,
   * but the peer may not have them yet.
   *
   * @param source its position is moved behind the bytes that were taken, also after an exception
   * @throws SocketTimeoutException if the peer took no bytes within the time-out
   * @throws InterruptedIOException if this thread is interrupted; the connection stays as it is
   * @throws SocketException if the connection is gone, or our side is closed
   */
  public void write(ByteBuffer source) throws IOException {
    side.refuseItself();
    Waits.call(
        writeTimeout,
        timeout -> {
          side.out().write(source, timeout);
          return null;
        });
  }

  /** The same, from an array. */
  public void write(byte[] source) throws IOException {
    write(ByteBuffer.wrap(source));
  }

  /** Closes our side after the bytes that were written. The peer may go on sending (half-close). */
  public void shutdownOutput() {
    side.endOutput();
  }

  /**
   * Closes both sides, and does not wait. The bytes that were written are still sent. If nobody has
   * read some bytes of the peer, the peer gets a reset. Callers that wait in {@link #read} or
   * {@link #write} get a {@link SocketException}.
   */
  @Override
  public void close() {
    side.close();
  }

  /** Ends the connection at once. The peer gets a reset, and data may be lost. */
  public void abort() {
    side.abort();
  }

  /** The bytes that come, as a stream. Closing the stream closes the socket. */
  public InputStream inputStream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return TcpSocket.this.read(one) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return TcpSocket.this.read(ByteBuffer.wrap(target, offset, length));
      }

      @Override
      public void close() {
        TcpSocket.this.close();
      }
    };
  }

  /** The bytes that go out, as a stream. Closing the stream closes the socket. */
  public OutputStream outputStream() {
    return new OutputStream() {
      @Override
      public void write(int oneByte) throws IOException {
        TcpSocket.this.write(new byte[] {(byte) oneByte});
      }

      @Override
      public void write(byte[] source, int offset, int length) throws IOException {
        TcpSocket.this.write(ByteBuffer.wrap(source, offset, length));
      }

      @Override
      public void close() {
        TcpSocket.this.close();
      }
    };
  }

  /** The address and the port of the peer. */
  @Override
  public String toString() {
    return side.id().toString();
  }
}
