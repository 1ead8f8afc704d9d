package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;

/**
 * A C library that only writes down how it is called. It treats buffers as the real one does: it
 * needs direct ones, starts at index 0, and knows nothing of position and limit. Its eventfd counts
 * as the kernel's does, and several threads may call it.
 */
final class FakeLibC implements LibC {
  /** The file descriptor that it gives out, unless a test wants another. */
  static final int FD = 7;

  int fd = FD;

  /** The file descriptor of its eventfd. */
  static final int EVENT_FD = 8;

  /** An error is tried again and again: more calls than this between two looks at them. */
  private static final int ENDLESS = 1000;

  private static final int EAGAIN = 11;
  private static final int EINVAL = 22;

  /** What a call leaves behind that has not failed: anything. Nobody may look at it. */
  private static final int NOT_AN_ERROR = 9999;

  private final List<String> calls = new ArrayList<>();
  private final Map<String, Queue<Integer>> failures = new HashMap<>();
  private final Queue<byte[]> incoming = new ArrayDeque<>();
  private int errno = NOT_AN_ERROR;

  /** What the last call has returned, in words; and the call after which errno was asked for. */
  private String result;

  private String askedAfter;

  /** What has been written to the eventfd and not been read yet. */
  private long events;

  /** The bytes of the last ioctl's argument. */
  byte[] request;

  /** If not null, what an ioctl puts into the name's field, as the kernel does for "tap%d". */
  String nameOfTheKernel;

  /** All that has been written, frame by frame. */
  final List<byte[]> written = new ArrayList<>();

  /** The buffers that were handed to read and write; the same one again each time. */
  final List<ByteBuffer> readInto = new ArrayList<>();

  final List<ByteBuffer> writtenFrom = new ArrayList<>();

  /** The last poll's structures, and the time-outs of all. */
  byte[] pollfds;

  final List<Integer> timeouts = new ArrayList<>();

  /** How many descriptors were ready for the last poll. */
  int ready;

  /** If true, a poll waits until the eventfd is ready, however short its time-out is. */
  boolean pollWaits;

  /** Counted down when a poll begins to wait. */
  final CountDownLatch waiting = new CountDownLatch(1);

  /** If not null, what happens just before the next write to the eventfd. */
  Runnable beforeEvent;

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
  synchronized List<String> calls() {
    List<String> since = List.copyOf(calls);
    calls.clear();
    return since;
  }

  /**
   * What is wrong if an exception is about an error that did not happen: the code asked for errno
   * after a call that had not failed. Null if this is not the reason.
   */
  String misreadErrno(Throwable thrown) {
    boolean unknown = String.valueOf(thrown.getMessage()).contains(Errno.UNKNOWN.name());
    return thrown instanceof TapException && unknown && askedAfter != null
        ? "errno was asked for after %s: only -1 says that a call has failed.%n"
                .formatted(askedAfter)
            + "Ask for errno directly after the call that has failed, before the next call."
        : null;
  }

  @Override
  public int open(String path, int flags) {
    // O_RDWR is 2, O_NONBLOCK is 04000 in octal: asm-generic/fcntl.h.
    String names =
        switch (flags) {
          case 2 -> "O_RDWR";
          case 0x802 -> "O_RDWR|O_NONBLOCK";
          default -> "0x%x".formatted(flags);
        };
    call("open %s %s".formatted(path, names));
    return returns(fails("open") ? -1 : fd);
  }

  @Override
  public int ioctl(int fd, long number, ByteBuffer argument) {
    // linux/if_tun.h
    String name = number == 0x400454CAL ? "TUNSETIFF" : "0x%x".formatted(number);
    call("ioctl %d %s".formatted(fd, name));
    request = bytes(argument, argument.capacity());
    if (fails("ioctl")) {
      return returns(-1);
    }
    if (nameOfTheKernel != null) {
      for (int i = 0; i < 16; i++) {
        argument.put(i, (byte) (i < nameOfTheKernel.length() ? nameOfTheKernel.charAt(i) : 0));
      }
    }
    return returns(0);
  }

  @Override
  public int ioctlWithNumber(int fd, long number, long argument) {
    call("ioctl %d 0x%x %d".formatted(fd, number, argument));
    return returns(fails("ioctl") ? -1 : 0);
  }

  @Override
  public synchronized int poll(ByteBuffer pollfds, int count, int timeoutMillis) {
    call("poll %d".formatted(count));
    this.pollfds = bytes(pollfds, 8 * count);
    timeouts.add(timeoutMillis);
    if (fails("poll")) {
      return returns(-1);
    }
    while (pollWaits && events == 0) {
      assertThat(
          "poll must watch the eventfd, too: otherwise nothing ends this wait", looksAtEvents());
      waiting.countDown();
      try {
        wait();
      } catch (InterruptedException e) {
        throw new AssertionError("nothing has ended this wait", e);
      }
    }
    // A frame is read by those who look for one: only the eventfd is ever ready.
    ready = events > 0 && looksAtEvents() ? 1 : 0;
    return returns(ready);
  }

  private boolean looksAtEvents() {
    ByteBuffer structures = ByteBuffer.wrap(pollfds).order(ByteOrder.nativeOrder());
    for (int at = 0; at < pollfds.length; at += 8) {
      if (structures.getInt(at) == EVENT_FD && structures.getShort(at + 4) == POLLIN) {
        return true;
      }
    }
    return false;
  }

  @Override
  public synchronized int read(int fd, ByteBuffer buffer, int count) {
    call("read %d".formatted(fd));
    bytes(buffer, count);
    if (fd == EVENT_FD) {
      return readEvents(buffer, count);
    }
    readInto.add(buffer);
    if (fails("read")) {
      return returns(-1);
    }
    byte[] frame = incoming.poll();
    if (frame == null) {
      errno = EAGAIN;
      return returns(-1);
    }
    int length = Math.min(count, frame.length);
    buffer.duplicate().clear().put(frame, 0, length);
    return returns(length);
  }

  private int readEvents(ByteBuffer buffer, int count) {
    if (events == 0 || count < 8) {
      errno = events == 0 ? EAGAIN : EINVAL;
      return -1;
    }
    buffer.duplicate().clear().order(ByteOrder.nativeOrder()).putLong(0, events);
    events = 0;
    errno = NOT_AN_ERROR;
    return 8;
  }

  @Override
  public int write(int fd, ByteBuffer buffer, int count) {
    if (fd == EVENT_FD && beforeEvent != null) {
      Runnable once = beforeEvent;
      beforeEvent = null;
      once.run();
    }
    return writeNow(fd, buffer, count);
  }

  private synchronized int writeNow(int fd, ByteBuffer buffer, int count) {
    call("write %d".formatted(fd));
    byte[] bytes = bytes(buffer, count);
    if (fd == EVENT_FD) {
      assertThat("bytes written to an eventfd", count, is(8));
      events += ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getLong();
      errno = NOT_AN_ERROR;
      notifyAll();
      return count;
    }
    writtenFrom.add(buffer);
    if (fails("write")) {
      return returns(-1);
    }
    written.add(bytes);
    return returns(count);
  }

  @Override
  public synchronized int eventfd(int initial, int flags) {
    call("eventfd %d 0x%x".formatted(initial, flags));
    events = initial;
    return returns(fails("eventfd") ? -1 : EVENT_FD);
  }

  @Override
  public synchronized int close(int fd) {
    call("close %d".formatted(fd));
    return returns(fails("close") ? -1 : 0);
  }

  @Override
  public int errno() {
    askedAfter = errno == NOT_AN_ERROR ? result : null;
    return errno;
  }

  private void call(String call) {
    calls.add(call);
    assertThat(
        "\"%s\", %d times without an end: do not call again after an error that stays"
            .formatted(call, ENDLESS),
        calls.size() < ENDLESS);
  }

  private int returns(int value) {
    result =
        "\"%s\" had returned %d"
            .formatted(calls.isEmpty() ? "?" : calls.get(calls.size() - 1), value);
    return value;
  }

  private boolean fails(String function) {
    Queue<Integer> queue = failures.getOrDefault(function, new ArrayDeque<>());
    boolean fails = !queue.isEmpty();
    errno = fails ? queue.remove() : NOT_AN_ERROR;
    return fails;
  }

  private static byte[] bytes(ByteBuffer buffer, int count) {
    assertThat(
        "C needs a direct buffer. This one is on Java's heap, and has no address for C.",
        buffer.isDirect());
    assertThat(
        "C does not stop at a buffer's end: you asked for %d bytes, and the buffer has %d."
            .formatted(count, buffer.capacity()),
        buffer.capacity() >= count);
    byte[] bytes = new byte[count];
    buffer.duplicate().clear().get(bytes);
    return bytes;
  }
}
