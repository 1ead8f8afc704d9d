package workshop.sockets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

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
    TwoStacks.awaitWaiting(caller.thread);
    assertThat("the call is over already", caller.result.isDone(), is(false));
    return caller;
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
      assertThat(e.getCause(), instanceOf(expected));
      return expected.cast(e.getCause());
    }
  }
}
