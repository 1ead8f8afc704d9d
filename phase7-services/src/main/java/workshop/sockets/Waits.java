package workshop.sockets;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** For all calls that wait: the time-out, and what happens after an interrupt. */
final class Waits {
  /** A call that may take some nanoseconds. */
  interface Call<T> {
    T within(long timeoutNanos) throws IOException, InterruptedException;
  }

  private Waits() {}

  /**
   * Makes the call.
   *
   * @param timeout zero: for ever
   * @throws InterruptedIOException if this thread is interrupted; it is still interrupted after
   *     that
   */
  static <T> T call(Duration timeout, Call<T> call) throws IOException {
    try {
      return call.within(nanos(timeout));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /**
   * A time-out that can be used.
   *
   * @throws IllegalArgumentException if it is negative
   */
  static Duration checked(Duration timeout) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("a time-out cannot be negative: " + timeout);
    }
    return timeout;
  }

  private static long nanos(Duration timeout) {
    boolean endless = timeout.isZero() || timeout.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0;
    return endless ? Long.MAX_VALUE : timeout.toNanos();
  }
}
