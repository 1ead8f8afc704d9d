package workshop.sockets;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** One answer of the stack's thread, for one caller that waits for it. */
final class Handover<T> implements StackThread.Waiting {
  private final Mailbox<T> answer = new Mailbox<>(1);

  /** On the stack's thread: this is it. */
  void answer(T value) {
    answer.offer(value);
  }

  @Override
  public void fail(Supplier<IOException> reason) {
    answer.fail(reason);
  }

  /** Waits for the answer, for ever: the stack's thread has it soon, or ends. */
  T await(StackThread thread) throws IOException {
    return await(thread, Duration.ZERO);
  }

  /**
   * Waits for the answer.
   *
   * @param timeout zero: for ever
   * @throws IOException why there is none; a time-out and an interrupt are reasons
   */
  T await(StackThread thread, Duration timeout) throws IOException {
    try {
      return Waits.call(timeout, answer::take);
    } finally {
      thread.forget(this);
    }
  }
}
