package workshop.reliability;

import java.nio.ByteBuffer;
import java.util.Random;
import workshop.echo.Application;
import workshop.echo.TcpStream;

/**
 * An application that sends so many bytes and checks those that it receives: byte i of a stream is
 * known from its place, so that nothing lost, doubled or moved stays hidden.
 */
final class StreamEnd implements Application {
  private final Random random;
  private final int toSend;
  private final int toReceive;
  private final int streamSent;
  private final int streamReceived;
  private final boolean slow;
  private final boolean closesLate;
  private int sent;
  private int received;
  boolean closed;
  String aborted;
  TcpStream stream;

  /**
   * One end.
   *
   * @param slow whether it reads little at a time, and now and then nothing
   * @param closesLate whether it closes only when the peer has
   */
  StreamEnd(long seed, int stream, int toSend, int toReceive, boolean slow, boolean closesLate) {
    random = new Random(seed);
    streamSent = stream;
    streamReceived = 1 - stream;
    this.toSend = toSend;
    this.toReceive = toReceive;
    this.slow = slow;
    this.closesLate = closesLate;
  }

  /** The byte at this place of a stream: no two stretches are alike. */
  private static byte at(int stream, int place) {
    return (byte) (place * 167 + (place >>> 8) * 13 + (place >>> 16) * 101 + stream * 59);
  }

  @Override
  public void progress(TcpStream stream) {
    this.stream = stream;
    read(stream);
    write(stream);
    if (sent == toSend && (!closesLate || stream.atEnd())) {
      stream.close();
    }
  }

  /** Reads more, although nothing has happened, if it has left something; tells whether it has. */
  boolean readsMore() {
    boolean left = slow && stream != null && !closed && stream.received().hasRemaining();
    if (left) {
      stream.consume(0);
    }
    return left;
  }

  private void read(TcpStream stream) {
    ByteBuffer bytes = stream.received();
    int count = bytes.remaining();
    if (slow && !closed) {
      count = Math.min(count, random.nextInt(3) == 0 ? 0 : random.nextInt(2000));
    }
    for (int i = 0; i < count; i++) {
      byte actual = bytes.get();
      if (actual != at(streamReceived, received)) {
        throw new AssertionError("byte %d of the stream is wrong".formatted(received));
      }
      received++;
    }
    if (received > toReceive) {
      throw new AssertionError("%d bytes instead of %d".formatted(received, toReceive));
    }
    stream.consume(count);
  }

  /** Writes what there is room for. */
  void write(TcpStream stream) {
    while (sent < toSend) {
      int piece = Math.min(toSend - sent, 1 + random.nextInt(5000));
      ByteBuffer bytes = ByteBuffer.allocate(piece);
      for (int i = 0; i < piece; i++) {
        bytes.put(i, at(streamSent, sent + i));
      }
      int taken = stream.write(bytes);
      sent += taken;
      if (taken < piece) {
        return;
      }
    }
  }

  boolean hasAll() {
    return received == toReceive && stream != null && (closed || stream.atEnd());
  }

  /** How far it is. */
  @Override
  public String toString() {
    return "sent %d of %d, received %d of %d".formatted(sent, toSend, received, toReceive);
  }

  @Override
  public void closed(TcpStream stream) {
    closed = true;
    read(stream); // it is the last call
  }

  @Override
  public void aborted(TcpStream stream, String reason) {
    aborted = reason;
  }
}
