package workshop.tap;

import java.nio.ByteBuffer;

/**
 * A frame on its way out. The layer that has something to say puts its message in. Then each layer
 * on the way down puts its header before what is there, and hands the frame on. Nothing is copied
 * or moved.
 *
 * <pre>
 *    0                     start                                  end
 *   +---------------------+------------+--------+-------+-----------+
 *   |   headroom, free    |  Ethernet  |  IPv4  |  TCP  |  message  |
 *   +---------------------+------------+--------+-------+-----------+
 *           the next header ends here: prepend moves the start to the left
 * </pre>
 *
 * <p>A frame belongs to the layer that has made it, which uses it again for its next message. A
 * layer that gets one from above and has to keep it for later takes a {@link #copy}.
 */
public final class OutgoingFrame {
  /**
   * How many bytes there are before a message, for headers with all their options: virtio-net 10,
   * Ethernet 14, IPv4 60, TCP 60.
   */
  public static final int HEADROOM = 10 + 14 + 60 + 60;

  private final ByteBuffer buffer;

  /** A view for each place where the frame may start, made when it is needed first. */
  private final ByteBuffer[] views = new ByteBuffer[HEADROOM + 1];

  private int start = HEADROOM;
  private int end = HEADROOM;

  // What is left to the link. Distances are counted from the end: the start moves.
  private int checksumCovers;
  private int checksumField;
  private int segmentSize;

  /**
   * An empty frame.
   *
   * @param largestMessage in bytes, the headers of {@link #prepend} not counted
   */
  public OutgoingFrame(int largestMessage) {
    buffer = ByteBuffer.allocateDirect(HEADROOM + largestMessage);
  }

  /**
   * Empties the frame, and makes room for a message.
   *
   * @param size in bytes
   * @return all of the frame, see {@link #bytes}: the place for the message, with old bytes in it
   * @throws IllegalArgumentException if it is larger than any message that the frame was made for
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
   * Makes room for a header before what is there.
   *
   * @param size the header's, in bytes
   * @return all of the frame, see {@link #bytes}: from index 0 on the place for the header, with
   *     old bytes in it, and then what was there before
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
   * Takes away what was prepended last. A link that has put something before the frame leaves the
   * frame as it was.
   *
   * @param size of what was prepended, in bytes
   */
  public void takeAway(int size) {
    start += size;
  }

  /**
   * All that is in the frame, from index 0 to the limit.
   *
   * @return a direct buffer in the network's byte order, its position 0; not to be kept: the next
   *     call of this method, of {@link #message} or of {@link #prepend} may change it
   */
  public ByteBuffer bytes() {
    if (views[start] == null) {
      views[start] = buffer.slice(start, buffer.capacity() - start);
    }
    return views[start].limit(end - start).position(0);
  }

  /** How many bytes are in it. */
  public int size() {
    return end - start;
  }

  /**
   * Leaves a checksum to the link. The header that has the field for it has just been prepended:
   * the checksum covers all from there to the end of the frame.
   *
   * @param field where in the header it belongs; the sum of the pseudo-header is there already
   * @see Capabilities#checksums
   */
  public void leaveChecksum(int field) {
    checksumCovers = size();
    checksumField = field;
  }

  /** From which index on the link has to sum; -1 if it is asked for no checksum. */
  public int checksumStart() {
    return checksumCovers == 0 ? -1 : size() - checksumCovers;
  }

  /**
   * Where the checksum belongs, if there is one to fill in; counted from {@link #checksumStart}.
   */
  public int checksumField() {
    return checksumField;
  }

  /**
   * Leaves it to the link to cut the segment into several.
   *
   * @param size the text of each but the last, in bytes
   * @see Capabilities#segmentation
   */
  public void leaveSegmentation(int size) {
    segmentSize = size;
  }

  /** How much text each segment is to have, in bytes; 0 if nothing is to be cut. */
  public int segmentSize() {
    return segmentSize;
  }

  /**
   * A new frame with the same bytes, which asks the same of the link. Before them there is as much
   * room for headers as in any new frame.
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
