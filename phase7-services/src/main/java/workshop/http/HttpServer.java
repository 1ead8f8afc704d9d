package workshop.http;

import java.util.function.LongSupplier;
import workshop.echo.Application;
import workshop.shared.LoopClock;

/**
 * An HTTP/1.1 server (RFC 9110, RFC 9112). It makes an application for each connection. It has no
 * thread: the stack's thread calls it when something has happened.
 */
public final class HttpServer {
  private final Shared shared;

  /**
   * A server without connections.
   *
   * @param handler answers all requests
   * @param clock the time, as the stack sees it
   * @param utc tells the time of day, in milliseconds since 1970
   */
  public HttpServer(
      Handler handler, Limits limits, LoopClock clock, LongSupplier utc, HttpObserver observer) {
    shared =
        new Shared(
            handler,
            limits,
            clock,
            new DateField(utc),
            observer,
            new Budget(limits.bodies()),
            new Places(limits.connections()));
  }

  /** The application of one more connection: for {@link workshop.echo.Tcp#listen}. */
  public Application connection() {
    return new HttpConnection(shared);
  }

  /** How many connections there are that wait for a request, read one, or answer one. */
  public int connections() {
    return shared.places().taken();
  }
}
