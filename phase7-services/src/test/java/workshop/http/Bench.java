package workshop.http;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import workshop.echo.ConnectionId;
import workshop.shared.LoopClock;

/** A server with its clients, in memory and on a clock that only the test moves. */
final class Bench implements HttpObserver {
  private static final long SECOND = 1_000_000_000;

  /** Sun, 06 Nov 1994 08:49:37 GMT. */
  private static final long DATE = 784_111_777_000L;

  final LoopClock clock = new LoopClock();
  final List<FakeStream> clients = new ArrayList<>();
  final List<String> told = new ArrayList<>();
  final List<Body> opened = new ArrayList<>();
  final HttpServer server;

  Bench() {
    this(router(), Limits.DEFAULTS);
  }

  Bench(Handler handler) {
    this(handler, Limits.DEFAULTS);
  }

  Bench(Handler handler, Limits limits) {
    clock.set(SECOND);
    server = new HttpServer(handler, limits, clock, () -> DATE, this);
  }

  /** A page, an echo of bodies, and a page that does not take. */
  static Router router() {
    return new Router()
        .on("GET", "/", request -> Response.of(200, "text/plain", "hello"))
        .on("GET", "/query", request -> Response.of(200, "text/plain", "" + request.query()))
        .on("POST", "/echo", request -> Response.of(200, "text/plain", request.body()))
        .on(
            "GET",
            "/fails",
            request -> {
              throw new IllegalStateException("a programming error");
            });
  }

  static Router files(Path folder) {
    return router().under("GET", "/files/", new StaticFiles(folder, "/files/"));
  }

  FakeStream connects() {
    FakeStream client = new FakeStream(server.connection(), clock, 40_000 + clients.size());
    clients.add(client);
    return client;
  }

  /** So much time passes; everybody who has asked for a turn in between gets it. */
  void later(double seconds) {
    long end = clock.now() + Math.round(seconds * 1e9);
    while (clock.now() < end) {
      clock.set(Math.min(end, clock.now() + SECOND / 10));
      clients.forEach(FakeStream::tick);
    }
  }

  @Override
  public void answered(ConnectionId id, Request request, int status, long bytes) {
    told.add(request.method() + " " + request.target() + " " + status + " " + bytes);
  }

  @Override
  public void refused(ConnectionId id, int status, String words) {
    told.add("refused " + status);
  }

  @Override
  public void failed(ConnectionId id, Request request, Exception error) {
    told.add("failed " + error.getMessage());
  }

  /** A response up to the body, with these fields between the date and the end. */
  static String head(String status, String... fields) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
    head.append("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
    for (String field : fields) {
      head.append(field).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  /** The page. */
  static String hello(String... more) {
    String[] fields = new String[2 + more.length];
    fields[0] = "Content-Type: text/plain; charset=utf-8";
    fields[1] = "Content-Length: 5";
    System.arraycopy(more, 0, fields, 2, more.length);
    return head("200 OK", fields) + "hello";
  }

  /** The status of the first response in there; 0 if there is none. */
  static int status(String response) {
    return response.startsWith("HTTP/1.1 ") ? Integer.parseInt(response.substring(9, 12)) : 0;
  }
}
