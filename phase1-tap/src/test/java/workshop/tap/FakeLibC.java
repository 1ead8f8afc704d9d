package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * A C library that only writes down how it is called. It treats buffers as the real one does: it
 * needs direct ones, starts at index 0, and knows nothing of position and limit.
 */
final class FakeLibC implements LibC {
  /** The file descriptor that it gives out. */
  static final int FD = 7;

  private static final int EAGAIN = 11;

  /** What a call leaves behind that has not failed: anything. Nobody may look at it. */
  private static final int NOT_AN_ERROR = 9999;

  private final List<String> calls = new ArrayList<>();
  private final Map<String, Queue<Integer>> failures = new HashMap<>();
  private final Queue<byte[]> incoming = new ArrayDeque<>();
  private int errno = NOT_AN_ERROR;

  /** The bytes of the last ioctl's argument. */
  byte[] request;

  /** If not null, what an ioctl puts into the name's field, as the kernel does for "tap%d". */
  String nameOfTheKernel;

  /** All that has been written, frame by frame. */
  final List<byte[]> written = new ArrayList<>();

  /** The buffers that were handed to read, write and poll; the same one again each time. */
  final List<ByteBuffer> readInto = new ArrayList<>();

  final List<ByteBuffer> writtenFrom = new ArrayList<>();

  /** The last poll's structure, and its time-outs. */
  byte[] pollfd;

  final List<Integer> timeouts = new ArrayList<>();

  /** The next calls of this function fail, each with one of these error numbers. */
  FakeLibC failing(String function, int... errnos) {
    Queue<Integer> queue = failures.computeIfAbsent(function, name -> new ArrayDeque<>());
    Arrays.stream(errnos).forEach(queue::add);
    return this;
  }

  /** The next reads give these frames. */
  FakeLibC delivering(byte[]... frames) {
    incoming.addAll(List.of(frames));
    return this;
  }

  /** All calls since the last time that somebody asked, for instance "close 7". */
  List<String> calls() {
    List<String> since = List.copyOf(calls);
    calls.clear();
    return since;
  }

  @Override
  public int open(String path, int flags) {
    calls.add("open %s 0x%x".formatted(path, flags));
    return fails("open") ? -1 : FD;
  }

  @Override
  public int ioctl(int fd, long number, ByteBuffer argument) {
    calls.add("ioctl %d 0x%x".formatted(fd, number));
    request = bytes(argument, argument.capacity());
    if (fails("ioctl")) {
      return -1;
    }
    if (nameOfTheKernel != null) {
      for (int i = 0; i < 16; i++) {
        argument.put(i, (byte) (i < nameOfTheKernel.length() ? nameOfTheKernel.charAt(i) : 0));
      }
    }
    return 0;
  }

  @Override
  public int poll(ByteBuffer pollfds, int count, int timeoutMillis) {
    calls.add("poll %d".formatted(count));
    pollfd = bytes(pollfds, 8 * count);
    timeouts.add(timeoutMillis);
    return fails("poll") ? -1 : 0;
  }

  @Override
  public int read(int fd, ByteBuffer buffer, int count) {
    calls.add("read %d".formatted(fd));
    readInto.add(buffer);
    bytes(buffer, count);
    if (fails("read")) {
      return -1;
    }
    byte[] frame = incoming.poll();
    if (frame == null) {
      errno = EAGAIN;
      return -1;
    }
    int length = Math.min(count, frame.length);
    buffer.duplicate().clear().put(frame, 0, length);
    return length;
  }

  @Override
  public int write(int fd, ByteBuffer buffer, int count) {
    calls.add("write %d".formatted(fd));
    writtenFrom.add(buffer);
    byte[] frame = bytes(buffer, count);
    if (fails("write")) {
      return -1;
    }
    written.add(frame);
    return count;
  }

  @Override
  public int close(int fd) {
    calls.add("close %d".formatted(fd));
    return fails("close") ? -1 : 0;
  }

  @Override
  public int errno() {
    return errno;
  }

  private boolean fails(String function) {
    Queue<Integer> queue = failures.getOrDefault(function, new ArrayDeque<>());
    boolean fails = !queue.isEmpty();
    errno = fails ? queue.remove() : NOT_AN_ERROR;
    return fails;
  }

  private static byte[] bytes(ByteBuffer buffer, int count) {
    assertThat("C needs a direct buffer: is this one direct?", buffer.isDirect(), is(true));
    assertThat("C does not stop at a buffer's end", buffer.capacity(), greaterThanOrEqualTo(count));
    byte[] bytes = new byte[count];
    buffer.duplicate().clear().get(bytes);
    return bytes;
  }
}
