package workshop.sockets;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Connections or datagrams on their way from the stack's thread to callers that wait for them. The
 * room is limited, and the stack's thread never waits.
 */
final class Mailbox<T> {
  private final int capacity;
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<T> letters = new ArrayDeque<>();
  private Supplier<IOException> failure;

  /** An empty one. */
  Mailbox(int capacity) {
    this.capacity = capacity;
  }

  /** Takes a letter. Returns false if there is no room, or if the mailbox is closed. */
  boolean offer(T letter) {
    lock.lock();
    try {
      if (failure != null || letters.size() == capacity) {
        return false;
      }
      letters.add(letter);
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a letter.
   *
   * @param timeout how long, in nanoseconds
   * @throws SocketTimeoutException if none has come
   * @throws IOException if no more letters will come
   */
  T take(long timeout) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = timeout;
      while (letters.isEmpty() && failure == null) {
        if (left <= 0) {
          throw new SocketTimeoutException("timed out");
        }
        left = changed.awaitNanos(left);
      }
      if (letters.isEmpty()) {
        throw failure.get();
      }
      return letters.remove();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Closes the mailbox: no more letters will come. The first reason counts.
   *
   * @return the letters that nobody has taken
   */
  List<T> fail(Supplier<IOException> reason) {
    lock.lock();
    try {
      failure = failure == null ? reason : failure;
      List<T> left = new ArrayList<>(letters);
      letters.clear();
      changed.signalAll();
      return left;
    } finally {
      lock.unlock();
    }
  }
}
