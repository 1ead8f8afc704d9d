package workshop.tap;

import java.nio.ByteBuffer;

/** A C library that changes some of the calls and hands all others on as they are. */
public abstract class LibCFilter implements LibC {
  private final LibC libC;

  /** A filter before this C library. */
  protected LibCFilter(LibC libC) {
    this.libC = libC;
  }

  @Override
  public int open(String path, int flags) {
    return libC.open(path, flags);
  }

  @Override
  public int ioctl(int fd, long request, ByteBuffer argument) {
    return libC.ioctl(fd, request, argument);
  }

  @Override
  public int ioctlWithNumber(int fd, long request, long argument) {
    return libC.ioctlWithNumber(fd, request, argument);
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
