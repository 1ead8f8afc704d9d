package workshop.http;

import java.nio.ByteBuffer;
import java.util.List;

/** Reads one request: its head, then its body. */
final class RequestReader {
  private static final String HOST =
      "[!$%&'()*+,;=.:_~0-9A-Za-z\\[\\]-]*"; // RFC 3986 section 3.2.2

  private final Limits limits;
  private final RequestHead head;
  private final BodyStore store;
  private Target target;
  private BodyReader body;
  private boolean waitsForContinue;

  /** A reader without bytes yet. */
  RequestReader(Limits limits, Budget budget) {
    this.limits = limits;
    head = new RequestHead(limits);
    store = new BodyStore(limits.body(), budget);
  }

  /**
   * Takes bytes up to the end of the request, and leaves those after it.
   *
   * @param bytes from position to limit; the position is moved after what was taken
   * @return null as long as it is not complete
   */
  Request read(ByteBuffer bytes) throws RefusedException {
    if (body == null) {
      if (!head.add(bytes)) {
        return null;
      }
      target = Target.parse(head.method(), head.target());
      checkHost();
      body = startBody();
      // A client that sends the body already does not wait (RFC 9110 section 10.1.1).
      waitsForContinue = expectsContinue() && !bytes.hasRemaining();
    }
    if (!body.add(bytes)) {
      return null;
    }
    return new Request(
        head.method(),
        head.target(),
        target.path(),
        target.query(),
        head.version(),
        head.fields(),
        store.bytes());
  }

  /** RFC 9112 section 3.2: a request needs exactly one Host; HTTP/1.0 may leave it out. */
  private void checkHost() throws RefusedException {
    List<String> hosts = head.fields().all("Host");
    boolean missing = hosts.isEmpty() && !isOld();
    if (missing || hosts.size() > 1 || !hosts.isEmpty() && !hosts.get(0).matches(HOST)) {
      throw new RefusedException(400, "exactly one field Host is needed");
    }
  }

  private BodyReader startBody() throws RefusedException {
    long length = BodyFraming.length(isOld(), head.fields());
    return length == BodyFraming.CHUNKED
        ? new ChunkedBody(store, limits)
        : new FixedBody(store, length);
  }

  private boolean expectsContinue() throws RefusedException {
    List<String> expectations = head.fields().all("Expect");
    if (expectations.isEmpty() || isOld()) {
      return false; // RFC 9110 section 10.1.1: from HTTP/1.0 it is ignored
    }
    if (!String.join(",", expectations).equalsIgnoreCase("100-continue")) {
      throw new RefusedException(417, "only 100-continue can be expected");
    }
    return true;
  }

  private boolean isOld() {
    return head.version().equals("HTTP/1.0");
  }

  /** Whether a part of a request has come. */
  boolean hasBegun() {
    return head.hasBegun();
  }

  /** Whether its head is complete. */
  boolean hasHead() {
    return body != null;
  }

  /** Whether the client waits for "100 Continue"; true only once. */
  boolean takeContinue() {
    boolean waits = waitsForContinue;
    waitsForContinue = false;
    return waits;
  }

  /** Gives back the memory of the body. */
  void release() {
    store.release();
  }
}
