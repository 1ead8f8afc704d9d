package workshop.tap;

import java.nio.ByteBuffer;

/**
 * {@code errno}, and the functions of the C library that a TAP device needs (see {@code man 2 open}
 * and so on).
 *
 * <p>As in C, a result of -1 means that the call failed, and {@link #errno} says why. Buffers must
 * be direct. C gets the address of index 0. It neither reads nor changes position and limit.
 *
 * <p>This is an interface so that tests of the code that calls it need no root, and run on any
 * system.
 */
public interface LibC {
  /** Opens for reading and writing. */
  int O_RDWR = 2;

  /** A read with nothing to read fails with EAGAIN instead of waiting. */
  int O_NONBLOCK = 0x800;

  /** In the events of a pollfd: there is something to read. */
  short POLLIN = 1;

  /**
   * Opens a file.
   *
   * @param flags {@link #O_RDWR} and {@link #O_NONBLOCK}, combined with OR
   * @return a file descriptor, or -1
   */
  int open(String path, int flags);

  /**
   * Sends a request to a device's driver. The request determines what {@code argument} means.
   *
   * @return 0 or more, or -1
   */
  int ioctl(int fd, long request, ByteBuffer argument);

  /**
   * The same, for a request that takes a number and not an address.
   *
   * @return 0 or more, or -1
   */
  int ioctlWithNumber(int fd, long request, long argument);

  /**
   * Waits until one of the descriptors is ready.
   *
   * @param pollfds {@code count} structures of 8 bytes: int fd, short events, short revents, all in
   *     native byte order
   * @param timeoutMillis 0: do not wait; negative: for ever
   * @return how many are ready, 0 after the time-out, or -1
   */
  int poll(ByteBuffer pollfds, int count, int timeoutMillis);

  /**
   * Reads at most {@code count} bytes; from a TAP device, exactly one frame.
   *
   * @return how many bytes were read, or -1
   */
  int read(int fd, ByteBuffer buffer, int count);

  /**
   * Writes {@code count} bytes; to a TAP device, exactly one frame.
   *
   * @return how many bytes were written, or -1
   */
  int write(int fd, ByteBuffer buffer, int count);

  /**
   * Makes a counter with its own descriptor. The descriptor is ready to read while the counter is
   * greater than 0. Writing adds a number to the counter. Reading sets it to 0. The number is a
   * long in native byte order.
   *
   * @param initial the counter's first value
   * @param flags {@link #O_NONBLOCK} or 0
   * @return a file descriptor, or -1
   */
  int eventfd(int initial, int flags);

  /**
   * Closes a descriptor. If a TAP device is not persistent, it disappears with its descriptor.
   *
   * @return 0, or -1
   */
  int close(int fd);

  /** Why this thread's last call failed; see {@link Errno}. */
  int errno();
}
