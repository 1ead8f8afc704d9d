package workshop.live;

import java.util.Locale;
import java.util.Set;
import workshop.http.Request;

/**
 * Accepts the requests of our own page, and refuses requests that another site's page makes in the
 * visitor's browser.
 *
 * <p>The field Host must be one of our names. Otherwise a site could let its own name point to our
 * address, and its page would have the same origin as ours (DNS rebinding). The browser must also
 * say that an order comes from our page: in Origin (RFC 6454 section 7), and in Sec-Fetch-Site
 * (Fetch Metadata) if it sends that.
 */
final class SameOrigin {
  private final Set<String> hosts;

  /**
   * For a page with these names.
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

  /** Whether our own page has sent it. Programs like curl send no Origin, and are refused. */
  boolean isFromUs(Request request) {
    String origin = request.header("Origin");
    String site = request.header("Sec-Fetch-Site");
    return isForUs(request)
        && origin != null
        && origin.equalsIgnoreCase("http://" + request.header("Host"))
        && (site == null || site.equals("same-origin"));
  }
}
