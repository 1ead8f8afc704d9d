package workshop.server;

import workshop.http.Response;
import workshop.http.Router;

/** What the web server shows. */
final class Site {
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

  /** Where each page is registered. */
  static Router router() {
    return new Router().on("GET", "/", request -> Response.of(200, "text/html", PAGE));
  }
}
