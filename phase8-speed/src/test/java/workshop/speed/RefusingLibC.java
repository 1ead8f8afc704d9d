package workshop.speed;

import java.nio.ByteBuffer;
import workshop.tap.LibC;
import workshop.tap.LibCFilter;

/** Another C library, which refuses one request of ioctl, as older kernels do. */
final class RefusingLibC extends LibCFilter {
  private final long refused;

  /**
   * Refuses this request.
   *
   * @param refused 0: none
   */
  RefusingLibC(LibC libC, long refused) {
    super(libC);
    this.refused = refused;
  }

  @Override
  public int ioctl(int fd, long request, ByteBuffer argument) {
    return request == refused ? -1 : super.ioctl(fd, request, argument);
  }

  @Override
  public int ioctlWithNumber(int fd, long request, long argument) {
    return request == refused ? -1 : super.ioctlWithNumber(fd, request, argument);
  }
}
