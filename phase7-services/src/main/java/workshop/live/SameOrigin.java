package workshop.live;

import java.util.Locale;
import java.util.Set;
import workshop.http.Request;

/**
 * Tells the page's own requests from those that another site's page has its visitor's browser send.
 *
 * <p>The Host must be one that the page is served under: else a site could let its own name point
 * to our address, and its page would be of the same origin (DNS rebinding). And the browser must
 * say that an order comes from our page, not from another one: in Origin (RFC 6454 section 7), and
 * in Sec-Fetch-Site (Fetch Metadata) if it sends that.
 */
final class SameOrigin {
  private final Set<String> hosts;

  /**
   * For a page that is served under these names.
   *
   * @param hosts in lower case and without port, for instance 192.168.100.2 and localhost
   */
  SameOrigin(Set<String> hosts) {
    this.hosts = hosts;
  }

  /** Whether the request is for one of our names. */
  boolean isForUs(Request request) {
    String host = request.header("Host");
    return host != null
        && hosts.contains(host.replaceFirst(":\\d{1,5}$", "").toLowerCase(Locale.ROOT));
  }

  /** Whether our own page has sent it. A program like curl sends no Origin, and is refused. */
  boolean isFromUs(Request request) {
    String origin = request.header("Origin");
    String site = request.header("Sec-Fetch-Site");
    return isForUs(request)
        && origin != null
        && origin.equalsIgnoreCase("http://" + request.header("Host"))
        && (site == null || site.equals("same-origin"));
  }
}
