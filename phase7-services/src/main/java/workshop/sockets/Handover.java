package workshop.sockets;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** One answer of the stack's thread, for one caller that waits for it. */
final class Handover<T> implements StackThread.Waiting {
  private final Mailbox<T> answer = new Mailbox<>(1);

  /** Gives the answer. For the stack's thread. */
  void answer(T value) {
    answer.offer(value);
  }

  @Override
  public void fail(Supplier<IOException> reason) {
    answer.fail(reason);
  }

  /** Waits for the answer without a limit: the stack's thread gives it soon, or ends. */
  T await(StackThread thread) throws IOException {
    return await(thread, Duration.ZERO);
  }

  /**
   * Waits for the answer.
   *
   * @param timeout zero: for ever
   * @throws IOException if there is no answer; it says why. Reasons can be a time-out or an
   *     interrupt
   */
  T await(StackThread thread, Duration timeout) throws IOException {
    try {
      return Waits.call(timeout, answer::take);
    } finally {
      thread.forget(this);
    }
  }
}
