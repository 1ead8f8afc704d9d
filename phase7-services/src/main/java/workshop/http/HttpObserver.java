package workshop.http;

import workshop.echo.ConnectionId;

/** Is told what the server does. */
public interface HttpObserver {
  HttpObserver NOBODY = new HttpObserver() {};

  /**
   * A request was answered, and all of the answer is on its way.
   *
   * @param bytes how many the body had
   */
  default void answered(ConnectionId id, Request request, int status, long bytes) {}

  /**
   * A request was not taken.
   *
   * @param status what was answered; 0 if nothing was
   * @param words why, for people
   */
  default void refused(ConnectionId id, int status, String words) {}

  /** A handler or a body has failed: a programming error, or a file that cannot be read. */
  default void failed(ConnectionId id, Request request, Exception error) {}
}
