package workshop.server;

import java.nio.ByteBuffer;
import workshop.echo.ConnectionId;
import workshop.echo.State;
import workshop.http.HttpObserver;
import workshop.http.Request;
import workshop.services.ServicesLog;
import workshop.shared.LoopClock;

/** A log that also shows requests. */
public final class ServerLog extends ServicesLog implements HttpObserver {
  private static final int LONGEST_TARGET = 60;
  private static final int HTTP_PORT = 80;

  private final boolean trace;

  /** A log without lines yet; see {@link ServicesLog}. */
  public ServerLog(boolean trace, LoopClock clock) {
    super(trace, clock);
    this.trace = trace;
  }

  /** Of connections to the web server, the log shows only requests; all with {@code --trace}. */
  private boolean isTold(ConnectionId id) {
    return trace || id.localPort() != HTTP_PORT;
  }

  @Override
  public void stateChanged(ConnectionId id, State from, State to) {
    if (isTold(id)) {
      super.stateChanged(id, from, to);
    }
  }

  @Override
  public void textReceived(ConnectionId id, ByteBuffer text) {
    if (isTold(id)) {
      super.textReceived(id, text);
    }
  }

  @Override
  public void aborted(ConnectionId id, String reason) {
    tell("[%s] %s", id, reason);
  }

  @Override
  public void answered(ConnectionId id, Request request, int status, long bytes) {
    tell("[%s] %s: %d, %d bytes", id, words(request), status, bytes);
  }

  @Override
  public void refused(ConnectionId id, int status, String words) {
    tell("[%s] request refused%s: %s", id, status == 0 ? "" : " with " + status, words);
  }

  @Override
  public void failed(ConnectionId id, Request request, Exception error) {
    tell("[%s] %s has failed: %s", id, words(request), error);
  }

  private static String words(Request request) {
    String target = request.target();
    boolean isLong = target.length() > LONGEST_TARGET;
    return request.method() + " " + (isLong ? target.substring(0, LONGEST_TARGET) + "..." : target);
  }
}
