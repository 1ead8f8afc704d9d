package workshop.http;

/** A response that goes out, and its request. */
final class Answer {
  private final Request request;
  private final int status;
  private final boolean isLast;
  private final ResponseWriter writer;

  /**
   * An answer of which no byte is sent yet.
   *
   * @param request null if it was refused
   * @param goesOn whether the client wants more, and knows where the next request begins
   * @param date for the field Date
   * @param wake gives the connection a turn
   */
  Answer(Request request, Response response, boolean goesOn, String date, Runnable wake) {
    this.request = request;
    status = response.status();
    boolean old = request != null && request.isOld();
    Framing framing = Framing.of(response, old);
    isLast =
        !goesOn
            || framing == Framing.UNTIL_CLOSE
            || response.fields().hasWord("Connection", "close");
    String connection = isLast ? "close" : old ? "keep-alive" : null;
    byte[] head = ResponseHead.bytes(response, framing, connection, date);
    boolean withBody = request == null || !request.method().equals("HEAD");
    writer = new ResponseWriter(response, framing, head, withBody, wake);
  }

  /** Null if it was refused. */
  Request request() {
    return request;
  }

  /** For instance 200. */
  int status() {
    return status;
  }

  /** Whether the connection is closed after it. */
  boolean isLast() {
    return isLast;
  }

  /** Sends it. */
  ResponseWriter writer() {
    return writer;
  }
}
