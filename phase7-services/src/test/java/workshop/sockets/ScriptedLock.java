package workshop.sockets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * A lock for one thread: what other threads do while that one waits stands in a script. So a test
 * of waiting needs no second thread, and no time.
 */
final class ScriptedLock implements Lock, Condition {
  /** What happens during one wait. */
  interface Step {
    /** Returns how much time is left after it, in nanoseconds. */
    long run() throws InterruptedException;
  }

  private final Queue<Step> script = new ArrayDeque<>();

  /** How long each wait was to take at most, in nanoseconds. */
  final List<Long> waits = new ArrayList<>();

  private boolean held;
  private boolean used;

  /** In the next wait, this happens, and then so much time is left. */
  void whileWaiting(long left, Runnable what) {
    script.add(
        () -> {
          what.run();
          return left;
        });
  }

  /** In the next wait, somebody interrupts the caller. */
  void interruptWhileWaiting() {
    script.add(
        () -> {
          throw new InterruptedException();
        });
  }

  /** Whether the lock is free, and was taken before. */
  boolean isGivenBack() {
    return used && !held;
  }

  /** Whether all of the script has happened. */
  boolean isOver() {
    return script.isEmpty();
  }

  // --- Lock

  @Override
  public void lock() {
    if (held) {
      throw new AssertionError("the lock was not given back before, or is taken twice");
    }
    held = true;
    used = true;
  }

  @Override
  public void lockInterruptibly() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    lock();
  }

  @Override
  public boolean tryLock() {
    lock();
    return true;
  }

  @Override
  public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
    lockInterruptibly();
    return true;
  }

  @Override
  public void unlock() {
    need("gives the lock back");
    held = false;
  }

  @Override
  public Condition newCondition() {
    return this;
  }

  // --- Condition

  @Override
  public long awaitNanos(long nanos) throws InterruptedException {
    need("waits");
    waits.add(nanos);
    if (script.isEmpty()) {
      throw new AssertionError("it waits, although nobody will do anything any more");
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    held = false; // while one waits, others have the lock
    try {
      return script.remove().run();
    } finally {
      held = true;
    }
  }

  @Override
  public void await() throws InterruptedException {
    awaitNanos(Long.MAX_VALUE);
  }

  @Override
  public boolean await(long time, TimeUnit unit) throws InterruptedException {
    return awaitNanos(unit.toNanos(time)) > 0;
  }

  @Override
  public void awaitUninterruptibly() {
    throw new AssertionError("nobody could interrupt this wait");
  }

  @Override
  public boolean awaitUntil(Date deadline) {
    throw new AssertionError("the time of day may jump: use awaitNanos");
  }

  @Override
  public void signal() {
    signalAll();
  }

  @Override
  public void signalAll() {
    need("wakes others");
  }

  private void need(String what) {
    if (!held) {
      throw new AssertionError(what + " without holding the lock");
    }
  }
}
