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
 * <p>A socket has two of them, one for each direction; each uses two of the four methods. Both
 * threads touch the fields only while they hold the lock. It is a {@link Lock}, and not {@code
 * synchronized}: a virtual thread that waits leaves its carrier to others.
 */
final class BytePipe {
  /** Nothing comes any more. */
  static final int END = -1;

  private final Lock lock;

  /** Whatever a caller waits for has changed: look again. */
  private final Condition changed;

  private final Runnable tellStack;
  private final ByteQueue bytes;

  /** The last bytes of all, for which there was no room yet. */
  private ByteBuffer last = ByteBuffer.allocate(0);

  /** Nothing is put in any more; what is in may still come out. */
  private boolean ended;

  /** Why the connection is gone; null as long as it is not. */
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

  /** With a lock of the caller's. */
  BytePipe(int capacity, Runnable tellStack, Lock lock) {
    this.lock = lock;
    this.tellStack = tellStack;
    changed = lock.newCondition();
    bytes = new ByteQueue(capacity);
  }

  // --- Exercise 7.10: A caller that waits (java.util.concurrent.locks.Condition)

  /**
   * Waits until this is ready, or over. The lock is held before and after, but not while waiting.
   *
   * @param ready is asked each time somebody has changed something
   * @param timeout for all of it together, in nanoseconds
   * @throws SocketTimeoutException if the time is over, and it is still not ready
   */
  private void await(BooleanSupplier ready, long timeout)
      throws SocketTimeoutException, InterruptedException {
    long left = timeout;
    while (!ready.getAsBoolean() && !isOver()) {
      if (left <= 0) {
        throw new SocketTimeoutException("timed out");
      }
      left = changed.awaitNanos(left);
    }
  }

  /**
   * Waits until there are bytes, and moves into the target what fits; then tells the stack that
   * there is room. Bytes that are there come first, before the end and before a failure.
   *
   * @param target with room for a byte at least
   * @param timeout how long to wait, in nanoseconds
   * @return how many bytes; {@link #END} if nothing comes any more
   * @throws IOException a {@link #failure}; or a {@link SocketTimeoutException}
   * @throws InterruptedException if somebody interrupts the caller, before it waits or meanwhile
   */
  int read(ByteBuffer target, long timeout) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      await(() -> bytes.size() > 0, timeout);
      if (bytes.size() == 0) {
        return endOrFailure();
      }
      int count = moveTo(target);
      tellStack.run();
      return count;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts in all bytes of the source, and tells the stack of them. Waits while there is no room.
   *
   * @param timeout how long to wait for room, in nanoseconds; anew each time there was some
   * @throws IOException a {@link #failure}; a {@link SocketException} after the end; or a {@link
   *     SocketTimeoutException}: the source's position tells how much was taken
   * @throws InterruptedException as in {@link #read}
   */
  void write(ByteBuffer source, long timeout) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (source.hasRemaining()) {
        await(() -> bytes.free() > 0, timeout);
        throwIfOver();
        bytes.add(source);
        tellStack.run();
      }
    } finally {
      lock.unlock();
    }
  }

  // --- End of exercise 7.10

  /** Whether there is nothing to wait for any more. */
  private boolean isOver() {
    return ended || failure != null;
  }

  /** For one who reads when it is over. */
  private int endOrFailure() throws IOException {
    if (failure != null) {
      throw failure.get();
    }
    return END;
  }

  /** For one who writes. */
  private void throwIfOver() throws IOException {
    if (isOver()) {
      throw failure == null ? new SocketException("the socket's output is closed") : failure.get();
    }
  }

  /** Moves the oldest bytes, as many as fit, and at least none. */
  private int moveTo(ByteBuffer target) {
    int count = Math.min(target.remaining(), bytes.size());
    target.put(bytes.peek(0, count));
    bytes.remove(count);
    bytes.add(last);
    return count;
  }

  // --- The stack's thread. It holds the lock for a moment, and never waits for anything else.

  /**
   * Puts in what there is room for.
   *
   * @param data its position is moved after what was taken
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
   * Puts in the last bytes of all, and ends. The connection is gone, and keeps nothing any more: so
   * what there is no room for waits here.
   *
   * @param data copied; at most what a connection keeps
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

  /** Whether all has come out, and nothing is put in any more. */
  boolean isDrained() {
    lock.lock();
    try {
      return ended && bytes.size() == 0;
    } finally {
      lock.unlock();
    }
  }

  // --- The ends: any thread may call these.

  /** Nothing is put in any more: after the bytes that are in comes the end. */
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
   * Throws away what is in: nobody reads it any more.
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

// Hints for 7.10:
// - Waiting has one shape: `while (it is not ready) left = changed.awaitNanos(left)`. It is a loop,
//   because a wait may also end without a reason, or because of something else.
// - `awaitNanos` gives back how much of the time is left: 0 or less if it is over. Hand that to the
//   next wait, or a caller that is woken often waits for ever.
// - Ask first, and look at the time then: a caller whose bytes are there gets them, even if it has
//   no time at all.
// - `try` comes right after the lock, and the unlock stands in `finally`: so an exception gives the
//   lock back, too. `lock.lockInterruptibly()` also ends if the caller has been interrupted.
// - read: if there are bytes after waiting, they come first. If not, it is over: endOrFailure().
//   write: each round of its loop waits, calls throwIfOver(), adds, and tells the stack.
