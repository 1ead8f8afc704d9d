package workshop.echo;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One client that sends random bytes, and compares each that comes back. */
final class ScenarioExchange {
  private final ScenarioClient client;
  private final long seed;
  private final long length;
  private final ScenarioBytes outgoing;
  private final ScenarioBytes expected;
  private final ByteBuffer incoming = ByteBuffer.allocate(16384);
  private long sent;
  private long received;
  private boolean outputShut;
  private boolean atEnd;

  ScenarioExchange(ScenarioClient client, long seed, long length) {
    this.client = client;
    this.seed = seed;
    this.length = length;
    outgoing = new ScenarioBytes(seed, length);
    expected = new ScenarioBytes(seed, length);
  }

  ScenarioClient client() {
    return client;
  }

  long sent() {
    return sent;
  }

  long received() {
    return received;
  }

  boolean allSent() {
    return sent == length;
  }

  boolean allReceived() {
    return received == length;
  }

  /** Whether the server has closed its side too, and nothing is missing. */
  boolean atEnd() {
    return atEnd;
  }

  /** Sends as much as there is room for; returns whether that was anything at all. */
  boolean send() throws IOException {
    return send(Integer.MAX_VALUE);
  }

  /** The same with pieces of at most so many bytes, each written by itself. */
  boolean send(int mostAtOnce) throws IOException {
    if (!client.isConnected()) {
      return false;
    }
    long before = sent;
    while (!allSent()) {
      ByteBuffer piece = outgoing.next();
      int count = Math.min(mostAtOnce, piece.remaining());
      int written = client.write(piece.slice(piece.position(), count));
      piece.position(piece.position() + written);
      sent += written;
      if (written < count) {
        break;
      }
    }
    return sent > before;
  }

  /** Tells the server that this was all, as soon as it was. */
  boolean shutdownOutputWhenAllIsSent() throws IOException {
    if (outputShut || !allSent()) {
      return false;
    }
    outputShut = true;
    client.shutdownOutput();
    return true;
  }

  /** Reads and compares what is there; returns whether that was anything at all. */
  boolean receive() throws IOException {
    return receive(incoming.capacity());
  }

  /** The same with at most so many bytes. */
  boolean receive(int most) throws IOException {
    if (!client.isConnected() || atEnd) {
      return false;
    }
    int count = client.read(incoming.clear().limit(most));
    if (count < 0) {
      atEnd = true;
      if (!outputShut || !allReceived()) {
        throw new AssertionError("the server has closed too early; " + this);
      }
      return true;
    }
    incoming.flip();
    while (incoming.hasRemaining()) {
      compare();
    }
    return count > 0;
  }

  private void compare() {
    ByteBuffer piece = expected.next();
    int count = Math.min(piece.remaining(), incoming.remaining());
    ByteBuffer should = piece.slice(piece.position(), count);
    ByteBuffer is = incoming.slice(incoming.position(), count);
    int difference = should.mismatch(is);
    if (difference >= 0) {
      throw new AssertionError(
          "byte %d of the echo is %02x and should be %02x; %s"
              .formatted(received + difference, is.get(difference), should.get(difference), this));
    }
    received += count;
    if (count == 0 || received > sent) {
      throw new AssertionError("more comes back than was sent; " + this);
    }
    piece.position(piece.position() + count);
    incoming.position(incoming.position() + count);
  }

  @Override
  public String toString() {
    return "sent %d of %d bytes (seed %d), received %d".formatted(sent, length, seed, received);
  }
}
