package workshop.http;

/** How the client finds the end of a response's body (RFC 9112 section 6.3). */
enum Framing {
  /** There is no body, and no field says how long it would be. */
  NONE,
  /** Content-Length says it. */
  LENGTH,
  /** It comes in chunks. */
  CHUNKED,
  /** It ends with the connection: a client of HTTP/1.0 knows no chunks. */
  UNTIL_CLOSE;

  /**
   * The framing of a response.
   *
   * @param old whether the client speaks HTTP/1.0
   */
  static Framing of(Response response, boolean old) {
    if (Status.hasNoBody(response.status())) {
      return NONE;
    }
    if (response.body().length() != Body.UNKNOWN) {
      return LENGTH;
    }
    return old ? UNTIL_CLOSE : CHUNKED;
  }
}
