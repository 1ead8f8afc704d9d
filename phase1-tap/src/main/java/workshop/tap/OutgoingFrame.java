package workshop.tap;

import java.nio.ByteBuffer;

/**
 * A frame that will be sent. The highest layer puts its message in. Then each lower layer puts its
 * header before the bytes that are there already, and hands the frame down. No byte is copied or
 * moved.
 *
 * <pre>
 *    0                     start                                  end
 *   +---------------------+------------+--------+-------+-----------+
 *   |   headroom, free    |  Ethernet  |  IPv4  |  TCP  |  message  |
 *   +---------------------+------------+--------+-------+-----------+
 *           the next header ends here: prepend moves the start to the left
 * </pre>
 *
 * <p>A frame belongs to the layer that made it. That layer uses it again for its next message. If a
 * lower layer has to keep a frame for later, it keeps a {@link #copy}.
 */
public final class OutgoingFrame {
  /**
   * The room before a message, in bytes. It is enough for headers with all their options:
   * virtio-net 10, Ethernet 14, IPv4 60, TCP 60.
   */
  public static final int HEADROOM = 10 + 14 + 60 + 60;

  private final ByteBuffer buffer;

  /** One view for each index where the frame may start, made when it is first needed. */
  private final ByteBuffer[] views = new ByteBuffer[HEADROOM + 1];

  private int start = HEADROOM;
  private int end = HEADROOM;

  // The work that the link has to do. Distances are counted from the end, because the start moves.
  private int checksumCovers;
  private int checksumField;
  private int segmentSize;

  /**
   * An empty frame.
   *
   * @param largestMessage in bytes, without the headers of {@link #prepend}
   */
  public OutgoingFrame(int largestMessage) {
    buffer = ByteBuffer.allocateDirect(HEADROOM + largestMessage);
  }

  /**
   * Empties the frame, and makes room for a message.
   *
   * @param size in bytes
   * @return the whole frame, see {@link #bytes}: the place for the message, full of old bytes
   * @throws IllegalArgumentException if the message is larger than {@code largestMessage}
   */
  public ByteBuffer message(int size) {
    if (size > buffer.capacity() - HEADROOM) {
      throw new IllegalArgumentException("no room for a message of " + size + " bytes");
    }
    start = HEADROOM;
    end = HEADROOM + size;
    checksumCovers = 0;
    segmentSize = 0;
    return bytes();
  }

  /**
   * Makes room for a header before the bytes that are there already.
   *
   * @param size of the header, in bytes
   * @return the whole frame, see {@link #bytes}: from index 0 the place for the header, full of old
   *     bytes, and then the bytes that were there before
   * @throws IllegalStateException if there is no room left
   */
  public ByteBuffer prepend(int size) {
    if (size > start) {
      throw new IllegalStateException("no room for a header of " + size + " bytes");
    }
    start -= size;
    return bytes();
  }

  /**
   * Removes the header that was prepended last. A link that prepends a header uses this to give the
   * frame back unchanged.
   *
   * @param size of that header, in bytes
   */
  public void takeAway(int size) {
    start += size;
  }

  /**
   * The whole frame, from index 0 to the limit.
   *
   * @return a direct buffer in the network's byte order, with position 0. Do not keep it: the next
   *     call of this method, of {@link #message} or of {@link #prepend} may change it.
   */
  public ByteBuffer bytes() {
    if (views[start] == null) {
      views[start] = buffer.slice(start, buffer.capacity() - start);
    }
    return views[start].limit(end - start).position(0);
  }

  /** The number of bytes in the frame. */
  public int size() {
    return end - start;
  }

  /**
   * Lets the link compute a checksum. Call this directly after the header with the checksum's field
   * was prepended. The checksum covers this header and everything after it.
   *
   * @param field the field's offset in the header; the field already has the sum of the
   *     pseudo-header
   * @see Capabilities#checksums
   */
  public void leaveChecksum(int field) {
    checksumCovers = size();
    checksumField = field;
  }

  /** The index from which the link has to sum, or -1 if the link computes no checksum. */
  public int checksumStart() {
    return checksumCovers == 0 ? -1 : size() - checksumCovers;
  }

  /** The offset of the checksum's field from {@link #checksumStart}, if the link has to fill it. */
  public int checksumField() {
    return checksumField;
  }

  /**
   * Lets the link cut the segment into several segments.
   *
   * @param size the data in each of them except the last, in bytes
   * @see Capabilities#segmentation
   */
  public void leaveSegmentation(int size) {
    segmentSize = size;
  }

  /** How much data each segment gets, in bytes; 0 if the link cuts nothing. */
  public int segmentSize() {
    return segmentSize;
  }

  /**
   * A new frame with the same bytes and the same work for the link. It has as much room for headers
   * as any new frame.
   */
  public OutgoingFrame copy() {
    OutgoingFrame copy = of(bytes());
    copy.checksumCovers = checksumCovers;
    copy.checksumField = checksumField;
    copy.segmentSize = segmentSize;
    return copy;
  }

  /**
   * A new frame with a message in it.
   *
   * @param message from position to limit; copied
   */
  public static OutgoingFrame of(ByteBuffer message) {
    int size = message.remaining();
    OutgoingFrame frame = new OutgoingFrame(size);
    frame.message(size).put(0, message, message.position(), size);
    return frame;
  }
}
