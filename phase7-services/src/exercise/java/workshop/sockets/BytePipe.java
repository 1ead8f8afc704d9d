package workshop.sockets;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import workshop.echo.ByteQueue;

/**
 * Bytes on their way between a caller that may wait and the stack's thread, which must not.
 *
 * <pre>
 *   caller                                       the stack's thread
 *   read:  waits until there are bytes   {@literal <---}   put:  as much as there is room for
 *   write: waits until there is room     {@literal --->}   take: as much as the peer is ready for
 * </pre>
 *
 * <p>A socket has two pipes, one for each direction. Each pipe uses two of the four methods. Both
 * threads read and write the fields only while they hold the lock. It is a {@link Lock}, and not
 * {@code synchronized}, because then a virtual thread that waits does not block its carrier thread.
 */
final class BytePipe {
  /** No more bytes will come. */
  static final int END = -1;

  private final Lock lock;

  /** Something has changed: callers that wait have to look again. */
  private final Condition changed;

  private final Runnable tellStack;
  private final ByteQueue bytes;

  /** The last bytes of the connection, if there is no room for them yet. */
  private ByteBuffer last = ByteBuffer.allocate(0);

  /** No more bytes will be put in. A reader may still take out the others. */
  private boolean ended;

  /** Why the connection is gone; null if it is not gone. */
  private Supplier<IOException> failure;

  /**
   * An empty pipe.
   *
   * @param capacity how many bytes it holds at most
   * @param tellStack tells the stack's thread that it has something to do; does not wait for it
   */
  BytePipe(int capacity, Runnable tellStack) {
    this(capacity, tellStack, new ReentrantLock());
  }

  /** The same, with another lock. */
  BytePipe(int capacity, Runnable tellStack, Lock lock) {
    this.lock = lock;
    this.tellStack = tellStack;
    changed = lock.newCondition();
    bytes = new ByteQueue(capacity);
  }

  // --- Exercise 7.10: A caller that waits (java.util.concurrent.locks.Condition)

  /**
   * Waits until the pipe is ready, or over. The caller holds the lock before and after, but not
   * while it waits.
   *
   * @param ready says whether the pipe is ready; ask it again after each change
   * @param timeout for the whole wait, in nanoseconds
   * @throws SocketTimeoutException if the time is over and the pipe is not ready
   */
  private void await(BooleanSupplier ready, long timeout)
      throws SocketTimeoutException, InterruptedException {
    throw new workshop.NotDone("7.10", "docs/phase7-services.md");
  }

  /**
   * Waits until there are bytes, and moves into the target as many as fit. Then it tells the stack
   * that there is room. The reader gets all bytes before the end or a failure.
   *
   * @param target with room for a byte at least
   * @param timeout how long to wait, in nanoseconds
   * @return how many bytes; {@link #END} if no more bytes will come
   * @throws IOException a {@link #failure}; or a {@link SocketTimeoutException}
   * @throws InterruptedException if somebody interrupts the caller, before or during the wait
   */
  int read(ByteBuffer target, long timeout) throws IOException, InterruptedException {
    throw new workshop.NotDone("7.10", "docs/phase7-services.md");
  }

  /**
   * Puts in all bytes of the source. It waits while there is no room, and tells the stack each time
   * that it has put in bytes.
   *
   * @param timeout how long each wait for room may take, in nanoseconds
   * @throws IOException a {@link #failure}; a {@link SocketException} after the end; or a {@link
   *     SocketTimeoutException}: then the source's position says how much was put in
   * @throws InterruptedException as in {@link #read}
   */
  void write(ByteBuffer source, long timeout) throws IOException, InterruptedException {
    throw new workshop.NotDone("7.10", "docs/phase7-services.md");
  }

  // --- End of exercise 7.10

  /** Whether the pipe is over: a wait makes no sense any more. */
  private boolean isOver() {
    return ended || failure != null;
  }

  /** What a reader gets when the pipe is over, and empty. */
  private int endOrFailure() throws IOException {
    if (failure != null) {
      throw failure.get();
    }
    return END;
  }

  /** For a writer. */
  private void throwIfOver() throws IOException {
    if (isOver()) {
      throw failure == null ? new SocketException("the socket's output is closed") : failure.get();
    }
  }

  /** Moves the oldest bytes into the target, as many as fit. */
  private int moveTo(ByteBuffer target) {
    int count = Math.min(target.remaining(), bytes.size());
    target.put(bytes.peek(0, count));
    bytes.remove(count);
    bytes.add(last);
    return count;
  }

  // --- The stack's thread. It holds the lock only for a moment, and never waits.

  /**
   * Puts in as many bytes as there is room for.
   *
   * @param data its position is moved behind the bytes that were taken
   * @return how many bytes were taken
   */
  int put(ByteBuffer data) {
    lock.lock();
    try {
      int count = isOver() ? 0 : bytes.add(data);
      changed.signalAll();
      return count;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts in the last bytes of the connection, and ends. The connection is gone and keeps no bytes.
   * So this pipe keeps them all, even if there is no room in the queue.
   *
   * @param data is copied; not more than a connection keeps
   */
  void putLast(ByteBuffer data) {
    lock.lock();
    try {
      if (!isOver()) {
        bytes.add(data);
        last = ByteBuffer.allocate(data.remaining()).put(data).flip();
        ended = true;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Offers all bytes that are in, the oldest first.
   *
   * @param taker says how many of them it has taken
   */
  void take(ToIntFunction<ByteBuffer> taker) {
    lock.lock();
    try {
      bytes.remove(taker.applyAsInt(bytes.peek(0, bytes.size())));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the pipe is empty, and no more bytes will be put in. */
  boolean isDrained() {
    lock.lock();
    try {
      return ended && bytes.size() == 0;
    } finally {
      lock.unlock();
    }
  }

  // --- The ends: any thread may call these.

  /** No more bytes will be put in. After the bytes that are in it, a reader gets the end. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The connection is gone. The first reason counts.
   *
   * @param reason makes an exception for each caller, so that its stack trace is the caller's
   */
  void fail(Supplier<IOException> reason) {
    lock.lock();
    try {
      failure = failure == null ? reason : failure;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Throws away all bytes: nobody will read them.
   *
   * @return whether there was anything
   */
  boolean discard() {
    lock.lock();
    try {
      int size = bytes.size();
      bytes.remove(size);
      last.position(last.limit());
      return size > 0;
    } finally {
      lock.unlock();
    }
  }
}
