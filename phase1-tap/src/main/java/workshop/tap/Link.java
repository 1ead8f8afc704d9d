package workshop.tap;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Something that carries Ethernet frames: a TAP device, or anything that behaves like one.
 *
 * <p>A frame is what lies between a buffer's position and its limit, without preamble and without
 * frame check sequence. A link is used by one thread only.
 */
public interface Link extends Closeable {

  /** The MTU of Ethernet, in bytes of payload (RFC 894). */
  int ETHERNET_MTU = 1500;

  /** The largest payload of a frame on this link, in bytes; the Ethernet header is not counted. */
  int mtu();

  /**
   * Waits until there is a frame to receive or the time is over.
   *
   * @param timeoutNanos at most this long, in nanoseconds; 0: do not wait
   */
  void await(long timeoutNanos) throws IOException;

  /**
   * The next frame, or null if none is waiting; never blocks.
   *
   * @return a buffer of the link's own: valid until the next {@code receive}
   */
  ByteBuffer receive() throws IOException;

  /**
   * Sends one frame; the buffer's position and limit are left as they are. As on any wire, the
   * frame may be lost. A direct buffer may save a copy.
   */
  void send(ByteBuffer frame) throws IOException;

  @Override
  void close() throws IOException;
}
