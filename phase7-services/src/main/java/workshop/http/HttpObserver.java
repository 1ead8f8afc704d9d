package workshop.http;

import workshop.echo.ConnectionId;

/** Observes the server. */
public interface HttpObserver {
  HttpObserver NOBODY = new HttpObserver() {};

  /**
   * A request was answered, and the whole answer is on its way.
   *
   * @param bytes how many the body had
   */
  default void answered(ConnectionId id, Request request, int status, long bytes) {}

  /**
   * A request was not taken.
   *
   * @param status the status of the answer; 0 if there was no answer
   * @param words the reason, for people
   */
  default void refused(ConnectionId id, int status, String words) {}

  /** A handler or a body has failed: a programming error, or a file that cannot be read. */
  default void failed(ConnectionId id, Request request, Exception error) {}
}
