package workshop.speed;

import java.nio.ByteBuffer;
import workshop.tap.LibC;

/**
 * Another C library, which refuses one request of ioctl, as older kernels do.
 *
 * @param refused the request; 0: none
 */
record RefusingLibC(LibC libC, long refused) implements LibC {
  @Override
  public int open(String path, int flags) {
    return libC.open(path, flags);
  }

  @Override
  public int ioctl(int fd, long request, ByteBuffer argument) {
    return request == refused ? -1 : libC.ioctl(fd, request, argument);
  }

  @Override
  public int ioctlWithNumber(int fd, long request, long argument) {
    return request == refused ? -1 : libC.ioctlWithNumber(fd, request, argument);
  }

  @Override
  public int poll(ByteBuffer pollfds, int count, int timeoutMillis) {
    return libC.poll(pollfds, count, timeoutMillis);
  }

  @Override
  public int read(int fd, ByteBuffer buffer, int count) {
    return libC.read(fd, buffer, count);
  }

  @Override
  public int write(int fd, ByteBuffer buffer, int count) {
    return libC.write(fd, buffer, count);
  }

  @Override
  public int eventfd(int initial, int flags) {
    return libC.eventfd(initial, flags);
  }

  @Override
  public int close(int fd) {
    return libC.close(fd);
  }

  @Override
  public int errno() {
    return libC.errno();
  }
}
