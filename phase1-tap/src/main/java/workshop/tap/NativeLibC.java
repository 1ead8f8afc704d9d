package workshop.tap;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/**
 * The real C library, called through JNA.
 *
 * <p>This is JNA's direct mapping: each {@code native} method below is bound to the C function of
 * its name. It is several times faster than an interface mapping, and a TAP device makes two calls
 * a frame.
 */
public final class NativeLibC implements LibC {

  /** The C functions; {@code size_t} and {@code ssize_t} are 64 bits wide, as checked below. */
  private static final class C {
    static {
      if (Native.POINTER_SIZE != 8) {
        throw new UnsupportedOperationException("The TAP device needs a 64-bit JVM.");
      }
      Native.register(C.class, "c");
    }

    static native int open(String path, int flags);

    static native int ioctl(int fd, long request, ByteBuffer argument);

    static native int ioctl(int fd, long request, long argument);

    static native int poll(ByteBuffer pollfds, long count, int timeoutMillis);

    static native long read(int fd, long address, long count);

    static native long write(int fd, long address, long count);

    static native int eventfd(int initial, int flags);

    static native int close(int fd);
  }

  @Override
  public int open(String path, int flags) {
    return C.open(path, flags);
  }

  @Override
  public int ioctl(int fd, long request, ByteBuffer argument) {
    return C.ioctl(fd, request, direct(argument));
  }

  @Override
  public int ioctlWithNumber(int fd, long request, long argument) {
    return C.ioctl(fd, request, argument);
  }

  @Override
  public int poll(ByteBuffer pollfds, int count, int timeoutMillis) {
    return C.poll(direct(pollfds), count, timeoutMillis);
  }

  @Override
  public int read(int fd, ByteBuffer buffer, int count) {
    return (int) C.read(fd, address(buffer), count);
  }

  @Override
  public int write(int fd, ByteBuffer buffer, int count) {
    return (int) C.write(fd, address(buffer), count);
  }

  @Override
  public int eventfd(int initial, int flags) {
    return C.eventfd(initial, flags);
  }

  @Override
  public int close(int fd) {
    return C.close(fd);
  }

  @Override
  public int errno() {
    return Native.getLastError();
  }

  /** Of index 0. It spares JNA to find out what kind of buffer it is: a sixth of a short call. */
  private static long address(ByteBuffer buffer) {
    return Pointer.nativeValue(Native.getDirectBufferPointer(direct(buffer)));
  }

  /** The garbage collector moves a heap buffer about: C cannot be given its address. */
  private static ByteBuffer direct(ByteBuffer buffer) {
    if (!buffer.isDirect()) {
      throw new IllegalArgumentException("C needs a direct buffer: ByteBuffer.allocateDirect");
    }
    return buffer;
  }
}
