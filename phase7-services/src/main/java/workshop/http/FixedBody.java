package workshop.http;

import java.nio.ByteBuffer;

/** A body with a known length. */
final class FixedBody implements BodyReader {
  private final BodyStore store;
  private long left;

  FixedBody(BodyStore store, long length) throws RefusedException {
    this.store = store;
    left = length;
    store.expect(length);
  }

  @Override
  public boolean add(ByteBuffer bytes) throws RefusedException {
    int count = (int) Math.min(left, bytes.remaining());
    store.add(bytes, count);
    left -= count;
    return left == 0;
  }
}
