package workshop.tap;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Something that carries Ethernet frames: a TAP device, or anything that behaves like one.
 *
 * <p>A frame has neither preamble nor frame check sequence. Only one thread may use a link. But any
 * thread may {@link #wake} that thread.
 */
public interface Link extends Closeable {

  /** The MTU of Ethernet, in bytes of payload (RFC 894). */
  int ETHERNET_MTU = 1500;

  /** What this link can carry, and what work it does for the stack. */
  Capabilities capabilities();

  /** The largest payload of a frame on this link, in bytes, without the Ethernet header. */
  default int mtu() {
    return capabilities().mtu();
  }

  /**
   * Waits until a frame is there, the time is over, or another thread calls {@link #wake}.
   *
   * @param timeoutNanos at most this long, in nanoseconds; 0: do not wait
   */
  void await(long timeoutNanos) throws IOException;

  /**
   * The next frame, or null if no frame is there. Never waits.
   *
   * @return a buffer that belongs to the link, with the frame from position to limit; valid until
   *     the next {@code receive}
   */
  ByteBuffer receive() throws IOException;

  /**
   * Whether the other side has checked the TCP or UDP checksum of the last received frame. If so,
   * do not check it again: the field itself may not be filled in.
   */
  default boolean isChecked() {
    return capabilities().checksums();
  }

  /**
   * Sends one frame, and does not change it. As on any wire, the frame may be lost. A link that
   * does not send the frame at once keeps a copy.
   */
  void send(OutgoingFrame frame) throws IOException;

  /**
   * Ends the current {@link #await}. If no thread is waiting, it ends the next one. Any thread may
   * call it.
   */
  void wake();

  @Override
  void close() throws IOException;
}
