package workshop.speed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import workshop.tap.LibC;

/** A C library that writes down what is asked of a TAP device, and may refuse it. */
final class FakeLibC implements LibC {
  private static final int EINVAL = 22;

  final List<String> calls = new ArrayList<>();

  /** The requests of ioctl that are refused. */
  private final List<Long> refused;

  FakeLibC(Long... refused) {
    this.refused = List.of(refused);
  }

  @Override
  public int open(String path, int flags) {
    calls.add("open " + path);
    return 5;
  }

  @Override
  public int ioctl(int fd, long request, ByteBuffer argument) {
    ByteBuffer bytes = argument.duplicate().order(ByteOrder.nativeOrder());
    boolean large = argument.capacity() > 4;
    int value = large ? bytes.getShort(16) & 0xFFFF : bytes.getInt(0);
    return ioctl(request, "%s%x".formatted(large ? "flags " : "&", value));
  }

  @Override
  public int ioctlWithNumber(int fd, long request, long argument) {
    return ioctl(request, "%x".formatted(argument));
  }

  private int ioctl(long request, String argument) {
    calls.add("ioctl %x %s".formatted(request, argument));
    return refused.contains(request) ? -1 : 0;
  }

  @Override
  public int poll(ByteBuffer pollfds, int count, int timeoutMillis) {
    calls.add("poll");
    return 0;
  }

  @Override
  public int read(int fd, ByteBuffer buffer, int count) {
    calls.add("read " + count);
    return count;
  }

  @Override
  public int write(int fd, ByteBuffer buffer, int count) {
    calls.add("write " + count);
    return count;
  }

  @Override
  public int eventfd(int initial, int flags) {
    return 6;
  }

  @Override
  public int close(int fd) {
    calls.add("close " + fd);
    return 0;
  }

  @Override
  public int errno() {
    return EINVAL;
  }
}
