package workshop.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import workshop.http.Handler;
import workshop.http.Request;
import workshop.http.Response;

/** The files of the page. They are beside this class, and there are no others. */
final class LivePage implements Handler {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /** Nothing from other sites, no script inside the page, and no other site's page around it. */
  static final String POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final SameOrigin sameOrigin;

  LivePage(SameOrigin sameOrigin) {
    this.sameOrigin = sameOrigin;
  }

  @Override
  public Response handle(Request request) {
    if (!sameOrigin.isForUs(request)) {
      return Response.of(403, "text/plain", "This page is not served under that name.\n");
    }
    String name = request.path().equals("/") ? "index.html" : request.path().substring(1);
    byte[] file = name.matches("[a-z-]+\\.(html|css|js|svg)") ? read(name) : null;
    if (file == null) {
      return Response.of(404, "text/plain", "There is no such page; the live page is at /\n");
    }
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    return guarded(Response.of(200, type, file));
  }

  /** Adds the fields that protect the page from other sites. */
  static Response guarded(Response response) {
    return response
        .with("Content-Security-Policy", POLICY)
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "no-referrer")
        .with("Cache-Control", "no-store");
  }

  private static byte[] read(String name) {
    try (InputStream file = LivePage.class.getResourceAsStream(name)) {
      return file == null ? null : file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
