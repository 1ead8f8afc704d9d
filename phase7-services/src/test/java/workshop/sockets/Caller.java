package workshop.sockets;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A call that waits, in a thread of its own. */
public final class Caller<T> {
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final Thread thread;

  private Caller(Callable<T> call) {
    thread =
        new Thread(
            () -> {
              try {
                result.complete(call.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "caller");
    thread.setDaemon(true);
    thread.start();
  }

  /** Makes the call. */
  public static <T> Caller<T> start(Callable<T> call) {
    return new Caller<>(call);
  }

  /** Makes the call, and returns when it waits. */
  public static <T> Caller<T> waiting(Callable<T> call) {
    Caller<T> caller = start(call);
    long start = System.nanoTime();
    while (!caller.isWaiting()) {
      if (caller.result.isDone()) {
        throw new AssertionError("the call is over, and has not waited", caller.thrown());
      }
      if (System.nanoTime() - start > TwoStacks.LONG.toNanos()) {
        throw new AssertionError("the call neither waits nor ends");
      }
      Thread.onSpinWait();
    }
    return caller;
  }

  private boolean isWaiting() {
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  /** What the call has thrown; null if nothing. */
  private Throwable thrown() {
    return result.handle((value, thrown) -> thrown).join();
  }

  public void interrupt() {
    thread.interrupt();
  }

  public T result() throws Exception {
    return result.get(TwoStacks.LONG.toSeconds(), TimeUnit.SECONDS);
  }

  /** How the call has failed. */
  public <E extends Throwable> E failure(Class<E> expected) throws Exception {
    try {
      throw new AssertionError("it did not fail, but returned " + result());
    } catch (ExecutionException e) {
      if (!expected.isInstance(e.getCause())) {
        throw new AssertionError("not a " + expected.getSimpleName() + ", but", e.getCause());
      }
      return expected.cast(e.getCause());
    }
  }
}
