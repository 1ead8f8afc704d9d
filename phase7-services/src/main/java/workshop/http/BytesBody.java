package workshop.http;

import java.nio.ByteBuffer;

/** A body that is there as a whole. */
final class BytesBody implements Body {
  private final ByteBuffer bytes;

  BytesBody(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  @Override
  public long length() {
    return bytes.capacity();
  }

  @Override
  public boolean read(ByteBuffer target) {
    int count = Math.min(bytes.remaining(), target.remaining());
    target.put(bytes.slice(bytes.position(), count));
    bytes.position(bytes.position() + count);
    return bytes.hasRemaining();
  }
}
