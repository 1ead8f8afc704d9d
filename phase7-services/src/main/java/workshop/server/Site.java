package workshop.server;

import java.nio.file.Path;
import workshop.http.Response;
import workshop.http.Router;
import workshop.http.StaticFiles;

/** What the web server shows. */
final class Site {
  private static final String FILES = "/files/";
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Your own stack</title>
      </head>
      <body>
      <h1>It works</h1>
      <p>This page has come over your own TCP, IPv4, ARP and Ethernet.</p>
      </body>
      </html>
      """;

  private Site() {}

  /**
   * Where each page is registered.
   *
   * @param folder shown under /files/; null if there is none
   */
  static Router router(Path folder) {
    Router router = new Router();
    router.on("GET", "/", request -> Response.of(200, "text/html", PAGE));
    if (folder != null) {
      router.under("GET", FILES, new StaticFiles(folder, FILES));
    }
    return router;
  }
}
