package workshop.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import workshop.echo.TcpStream;

/**
 * Sends one response, piece by piece, as fast as the client takes it. Only one piece of a body is
 * in memory at any time.
 */
final class ResponseWriter {
  /** Why the writer has stopped. */
  enum Result {
    /** All is handed over to TCP. */
    DONE,
    /** TCP has no room: the client has to take something first. */
    NO_ROOM,
    /** The body has nothing at the moment. */
    NOTHING_YET
  }

  private static final int PIECE = 16_384;
  private static final int SMALLEST_PIECE = 64;

  /** Four digits and CR LF: a chunk's size may begin with zeros. */
  private static final int BEFORE_CHUNK = 6;

  private static final byte[] AFTER_CHUNK = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Body body;
  private final Framing framing;
  private final ByteBuffer out;
  private long left;
  private long sent;
  private boolean begun;
  private boolean ended;
  private boolean woken;
  private boolean closed;

  /**
   * A writer that has written nothing yet.
   *
   * @param head the bytes before the body
   * @param withBody false for the answer to HEAD, which ends with the head
   * @param wake gives the connection a turn
   */
  ResponseWriter(Response response, Framing framing, byte[] head, boolean withBody, Runnable wake) {
    body = response.body();
    this.framing = framing;
    left = body.length();
    ended = !withBody || framing == Framing.NONE || left == 0;
    long size = ended ? 0 : left == Body.UNKNOWN ? PIECE : Math.min(PIECE, left);
    out = ByteBuffer.allocate(head.length + (int) size + SMALLEST_PIECE).put(head);
    if (!ended) {
      body.opened(
          () -> {
            woken = true;
            wake.run();
          });
    }
  }

  /**
   * Hands over as many bytes as TCP takes.
   *
   * @throws IOException if the body has fewer or more bytes than it said, or cannot be read
   */
  Result write(TcpStream stream) throws IOException {
    if (!begun) {
      begun = true;
      fill(); // the head and the first bytes of the body are one piece
    }
    while (true) {
      stream.write(out);
      if (out.hasRemaining()) {
        return Result.NO_ROOM;
      }
      if (ended) {
        return Result.DONE;
      }
      woken = false;
      out.clear();
      fill();
      if (!out.hasRemaining() && !ended && !woken) {
        return Result.NOTHING_YET;
      }
    }
  }

  private void fill() throws IOException {
    if (!ended) {
      switch (framing) {
        case LENGTH -> fillWithLength();
        case CHUNKED -> fillWithChunk();
        default -> ended = !readInto(out);
      }
    }
    out.flip();
  }

  private void fillWithLength() throws IOException {
    int room = (int) Math.min(left, out.remaining());
    ByteBuffer part = out.slice(out.position(), room);
    boolean more = readInto(part);
    left -= part.position();
    out.position(out.position() + part.position());
    ended = left == 0;
    if (!more && !ended) {
      throw new IOException("the body has " + left + " bytes less than it said");
    }
  }

  private void fillWithChunk() throws IOException {
    int start = out.position();
    int from = start + BEFORE_CHUNK;
    int room = out.capacity() - from - AFTER_CHUNK.length - LAST_CHUNK.length;
    ByteBuffer part = out.slice(from, room);
    ended = !readInto(part);
    int size = part.position();
    if (size > 0) {
      out.put(String.format(Locale.ROOT, "%04x\r\n", size).getBytes(StandardCharsets.US_ASCII));
      out.position(from + size).put(AFTER_CHUNK);
    }
    if (ended) {
      out.put(LAST_CHUNK);
    }
  }

  private boolean readInto(ByteBuffer part) throws IOException {
    int before = part.position();
    boolean more = body.read(part);
    sent += part.position() - before;
    return more;
  }

  /** How many bytes of the body have been taken. */
  long sent() {
    return sent;
  }

  /** The body is not needed any more. */
  void close() {
    if (!closed) {
      closed = true;
      body.closed();
    }
  }
}
