package workshop.server;

import workshop.http.Router;
import workshop.live.Live;

/** What the web server shows. */
final class Site {
  private Site() {}

  /** Where each page is registered. */
  static Router router(Live live) {
    return new Router()
        .under("GET", "/", live.page())
        .on("GET", Live.EVENTS, live.events())
        .on("POST", Live.ORDERS, live.orders());
  }
}
