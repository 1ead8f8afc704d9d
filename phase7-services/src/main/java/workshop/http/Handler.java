package workshop.http;

/** Answers requests. */
@FunctionalInterface
public interface Handler {
  /**
   * The answer to a request. It must not wait for anything: one thread serves all connections. If
   * the answer takes time, its body can: see {@link Body}.
   */
  Response handle(Request request);
}
