package workshop.http;

import java.nio.ByteBuffer;

/**
 * A request that comes, or may come. There are time limits for its start, its head and its body.
 */
final class IncomingRequest {
  private enum WaitsFor {
    START,
    HEAD,
    BODY
  }

  private final Limits limits;
  private final RequestReader reader;
  private final long since;
  private WaitsFor what = WaitsFor.START;
  private long deadline;

  /**
   * A request of which no byte has come yet.
   *
   * @param now when the waiting begins, in nanoseconds on the loop's clock
   */
  IncomingRequest(Limits limits, Budget bodies, long now) {
    this.limits = limits;
    reader = new RequestReader(limits, bodies);
    since = now;
    deadline = now + limits.idleTime();
  }

  /** {@link RequestReader#read}. */
  Request read(ByteBuffer bytes, long now) throws RefusedException {
    Request request = reader.read(bytes);
    if (what == WaitsFor.START && reader.hasBegun()) {
      what = WaitsFor.HEAD;
      deadline = now + limits.headTime();
    }
    if (what == WaitsFor.HEAD && reader.hasHead()) {
      what = WaitsFor.BODY;
      deadline = now + limits.bodyTime();
    }
    return request;
  }

  /** Whether a part of it has come. */
  boolean hasBegun() {
    return what != WaitsFor.START;
  }

  /** {@link RequestReader#takeContinue}. */
  boolean takeContinue() {
    return reader.takeContinue();
  }

  /** Since when we wait for it. */
  long since() {
    return since;
  }

  /** When its time limit is over. */
  long deadline() {
    return deadline;
  }

  /** {@link RequestReader#release}. */
  void release() {
    reader.release();
  }
}
