package workshop.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the handler of a request by its method and its path. */
public final class Router implements Handler {
  /** RFC 9110 section 9, and RFC 5789. */
  private static final Set<String> KNOWN =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

  /** By path; then by method. */
  private final Map<String, Map<String, Handler>> paths = new HashMap<>();

  /** By the prefix of the path; the longest prefixes are first. */
  private final List<Map.Entry<String, Map<String, Handler>>> prefixes = new ArrayList<>();

  /**
   * This handler answers requests for this path.
   *
   * @param method a handler of GET also answers HEAD
   * @param path decoded, for instance /
   */
  public Router on(String method, String path, Handler handler) {
    paths.computeIfAbsent(path, key -> new TreeMap<>()).put(method, handler);
    return this;
  }

  /**
   * This handler answers requests for all paths that begin with a prefix and have no other handler.
   * The longest prefix counts.
   *
   * @param prefix for instance /files/
   */
  public Router under(String method, String prefix, Handler handler) {
    for (Map.Entry<String, Map<String, Handler>> entry : prefixes) {
      if (entry.getKey().equals(prefix)) {
        entry.getValue().put(method, handler);
        return this;
      }
    }
    prefixes.add(Map.entry(prefix, new TreeMap<>(Map.of(method, handler))));
    prefixes.sort((a, b) -> b.getKey().length() - a.getKey().length());
    return this;
  }

  @Override
  public Response handle(Request request) {
    if (!KNOWN.contains(request.method())) {
      return Response.error(501, "this server does not know the method");
    }
    if (request.path().equals("*")) {
      return allow(Response.empty(204), KNOWN);
    }
    Map<String, Handler> methods = find(request.path());
    if (methods == null) {
      return Response.error(404, "nothing is there");
    }
    Handler handler = methods.get(request.method());
    if (handler == null && request.method().equals("HEAD")) {
      handler = methods.get("GET"); // the connection leaves the body out
    }
    return handler != null ? handler.handle(request) : refuse(request, methods.keySet());
  }

  private Map<String, Handler> find(String path) {
    Map<String, Handler> methods = paths.get(path);
    if (methods != null) {
      return methods;
    }
    for (Map.Entry<String, Map<String, Handler>> prefix : prefixes) {
      if (path.startsWith(prefix.getKey())) {
        return prefix.getValue();
      }
    }
    return null;
  }

  /** RFC 9110 section 15.5.6: a 405 lists the allowed methods. OPTIONS asks for this list. */
  private static Response refuse(Request request, Set<String> methods) {
    Set<String> allowed = new TreeSet<>(methods);
    allowed.add("OPTIONS");
    if (methods.contains("GET")) {
      allowed.add("HEAD");
    }
    boolean asked = request.method().equals("OPTIONS");
    return allow(
        asked ? Response.empty(204) : Response.error(405, "only " + String.join(", ", allowed)),
        allowed);
  }

  private static Response allow(Response response, Set<String> methods) {
    return response.with("Allow", String.join(", ", new TreeSet<>(methods)));
  }
}
