package workshop.server;

import java.nio.file.Path;
import workshop.http.Router;
import workshop.http.StaticFiles;
import workshop.live.Live;

/** What the web server shows. */
final class Site {
  private static final String FILES = "/files/";

  private Site() {}

  /**
   * The router, which knows all pages.
   *
   * @param live the page that shows the stack at work
   * @param folder shown under /files/; null if there is none
   */
  static Router router(Live live, Path folder) {
    Router router = new Router();
    router.under("GET", "/", live.page());
    router.on("GET", Live.EVENTS, live.events());
    router.on("POST", Live.ORDERS, live.orders());
    if (folder != null) {
      router.under("GET", FILES, new StaticFiles(folder, FILES));
    }
    return router;
  }
}
