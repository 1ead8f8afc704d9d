package workshop.http;

import java.nio.ByteBuffer;

/**
 * A body in chunks (RFC 9112 section 7.1). Each chunk has a line with its size, its bytes, and CR
 * LF. A chunk of size 0 is the last. More fields may follow it; this server ignores them.
 */
final class ChunkedBody implements BodyReader {
  private enum Next {
    SIZE,
    DATA,
    END_OF_DATA,
    TRAILER,
    NOTHING
  }

  private final BodyStore store;
  private final Limits limits;
  private LineReader line;
  private Next next = Next.SIZE;
  private long left;
  private int extensions;
  private int trailers;

  ChunkedBody(BodyStore store, Limits limits) {
    this.store = store;
    this.limits = limits;
    line = new LineReader(limits.line(), Integer.MAX_VALUE);
  }

  @Override
  public boolean add(ByteBuffer bytes) throws RefusedException {
    while (next != Next.NOTHING && bytes.hasRemaining()) {
      if (next == Next.DATA) {
        addData(bytes);
      } else if (line.add(bytes.get(), 413)) {
        take(line.take());
      }
    }
    return next == Next.NOTHING;
  }

  private void addData(ByteBuffer bytes) throws RefusedException {
    int count = (int) Math.min(left, bytes.remaining());
    store.add(bytes, count);
    left -= count;
    if (left == 0) {
      next = Next.END_OF_DATA;
    }
  }

  private void take(String text) throws RefusedException {
    switch (next) {
      case SIZE -> begin(text);
      case END_OF_DATA -> {
        if (!text.isEmpty()) {
          throw new RefusedException(400, "a chunk is longer than it said");
        }
        next = Next.SIZE;
      }
      default -> takeTrailer(text);
    }
  }

  private void begin(String text) throws RefusedException {
    left = BodyFraming.chunkSize(text);
    // RFC 9112 section 7.1.1: the total length of the extensions needs a limit.
    extensions += Math.max(0, text.indexOf(';') < 0 ? 0 : text.length() - text.indexOf(';'));
    if (extensions > limits.head()) {
      throw new RefusedException(413, "more than " + limits.head() + " bytes of extensions");
    }
    store.expect(left);
    next = left == 0 ? Next.TRAILER : Next.DATA;
    if (left == 0) {
      line = new LineReader(limits.line(), limits.head());
    }
  }

  private void takeTrailer(String text) throws RefusedException {
    trailers++;
    if (trailers > limits.fields()) {
      throw new RefusedException(431, "more than " + limits.fields() + " fields in the trailer");
    }
    if (text.isEmpty()) {
      next = Next.NOTHING;
    }
  }
}
