package workshop.tap;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Something that carries Ethernet frames: a TAP device, or anything that behaves like one.
 *
 * <p>A frame has neither preamble nor frame check sequence. A link is used by one thread only; but
 * any thread may {@link #wake} that one.
 */
public interface Link extends Closeable {

  /** The MTU of Ethernet, in bytes of payload (RFC 894). */
  int ETHERNET_MTU = 1500;

  /** What it can carry, and what work it takes off the stack. */
  Capabilities capabilities();

  /** The largest payload of a frame on this link, in bytes; the Ethernet header is not counted. */
  default int mtu() {
    return capabilities().mtu();
  }

  /**
   * Waits until there is a frame to receive, the time is over, or somebody calls {@link #wake}.
   *
   * @param timeoutNanos at most this long, in nanoseconds; 0: do not wait
   */
  void await(long timeoutNanos) throws IOException;

  /**
   * The next frame, or null if none is waiting; never blocks.
   *
   * @return a buffer of the link's own, with the frame from position to limit; valid until the next
   *     {@code receive}
   */
  ByteBuffer receive() throws IOException;

  /**
   * Whether somebody else has checked the TCP or UDP checksum of the frame that was received last:
   * then nobody has to look at it. The field itself may not be filled in.
   */
  default boolean isChecked() {
    return capabilities().checksums();
  }

  /**
   * Sends one frame, and leaves it as it is. As on any wire, it may be lost. A link that does not
   * send at once copies it.
   */
  void send(OutgoingFrame frame) throws IOException;

  /** Ends {@link #await}, the one that goes on or else the next one. Any thread may call it. */
  void wake();

  @Override
  void close() throws IOException;
}
