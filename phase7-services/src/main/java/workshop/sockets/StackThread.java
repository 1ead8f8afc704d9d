package workshop.sockets;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The thread that runs the stack, for other threads. They hand it tasks, and it runs them between
 * two batches of frames. When it ends, it tells all threads that wait for it.
 */
final class StackThread {
  /** Somebody who has to know when the stack ends. */
  interface Waiting {
    /** The stack has ended. Any thread may call this. */
    void fail(Supplier<IOException> reason);
  }

  private static final Supplier<IOException> ENDED =
      () -> new SocketException("the stack has ended");

  private final Runnable wake;
  private final Lock lock = new ReentrantLock();
  private Queue<Runnable> tasks = new ArrayDeque<>();
  private final Set<Waiting> open = new LinkedHashSet<>();
  private boolean ended;

  /** The tasks that were handed over last. Only the stack's thread uses them. */
  private Queue<Runnable> current = new ArrayDeque<>();

  private volatile Thread thread;
  private long now;

  /**
   * A thread that has not begun.
   *
   * @param wake ends its wait for frames; any thread may call it
   */
  StackThread(Runnable wake) {
    this.wake = wake;
  }

  // --- Any thread.

  /** Hands over a task. The stack's thread runs it soon, after all earlier tasks. */
  void run(Runnable task) {
    lock.lock();
    try {
      if (!ended) {
        tasks.add(task);
      }
    } finally {
      lock.unlock();
    }
    wake.run();
  }

  /**
   * The same, for a new waiter: it is told when the stack ends. If the stack has ended, at once.
   *
   * @throws IllegalStateException on the stack's own thread: it would wait for itself
   */
  void run(Waiting waiting, Runnable task) {
    refuseItself();
    lock.lock();
    boolean tooLate = ended;
    try {
      if (!tooLate) {
        open.add(waiting);
      }
    } finally {
      lock.unlock();
    }
    if (tooLate) {
      waiting.fail(ENDED);
    } else {
      run(() -> runFor(waiting, task));
    }
  }

  /** Nobody waits for a task that has failed. */
  private static void runFor(Waiting waiting, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      waiting.fail(() -> new SocketException(e.getMessage()));
      throw e;
    }
  }

  /** Adds a new waiter: a client has opened a connection. */
  void keep(Waiting waiting) {
    lock.lock();
    try {
      open.add(waiting);
    } finally {
      lock.unlock();
    }
  }

  /** Removes a waiter: it need not be told any more. */
  void forget(Waiting waiting) {
    lock.lock();
    try {
      open.remove(waiting);
    } finally {
      lock.unlock();
    }
  }

  /** How many are told when the stack ends. */
  int size() {
    lock.lock();
    try {
      return open.size();
    } finally {
      lock.unlock();
    }
  }

  /** A call must not wait for the thread on which it runs. */
  void refuseItself() {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException(
          "This call would wait for the stack's thread, and this is that thread.");
    }
  }

  /** The stack has ended: tells all waiters. */
  void end() {
    List<Waiting> told;
    lock.lock();
    try {
      ended = true;
      tasks.clear();
      told = new ArrayList<>(open);
      open.clear();
    } finally {
      lock.unlock();
    }
    told.forEach(waiting -> waiting.fail(ENDED)); // not with our lock: they have locks of their own
  }

  // --- The stack's thread.

  /** A batch begins. */
  void startOfBatch(long time) {
    thread = Thread.currentThread();
    now = time;
  }

  /** The time of this batch, in nanoseconds on the loop's clock. */
  long now() {
    return now;
  }

  /** Runs the tasks that were handed over. New tasks wait for the next batch. */
  void work() {
    lock.lock();
    try {
      if (current.isEmpty()) { // otherwise a task has thrown: those behind it come first
        Queue<Runnable> handedOver = tasks;
        tasks = current;
        current = handedOver;
      }
    } finally {
      lock.unlock();
    }
    while (!current.isEmpty()) {
      current.remove().run();
    }
  }
}
