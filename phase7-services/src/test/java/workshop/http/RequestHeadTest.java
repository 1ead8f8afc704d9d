package workshop.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;

@Order(20)
@Exercise("7.6")
@DisplayName("RequestHead")
class RequestHeadTest {
  private static final String HEAD =
      "GET /a?b=c HTTP/1.1\r\nHost: 192.168.100.2\r\nAccept: text/html\r\n\r\n";

  private final RequestHead head = new RequestHead(Limits.DEFAULTS);

  /** A head with one more line, or another request line. */
  private static String head(String line) {
    return line.startsWith("GET")
        ? line + "\r\nHost: a\r\n\r\n"
        : "GET / HTTP/1.1\r\n" + line + "\r\n\r\n";
  }

  private static String words(RequestHead head) {
    StringBuilder words = new StringBuilder();
    words.append(head.method()).append(' ').append(head.target()).append(' ');
    words.append(head.version());
    for (int i = 0; i < head.fields().count(); i++) {
      words.append(" | ").append(head.fields().name(i)).append('=').append(head.fields().value(i));
    }
    return words.toString();
  }

  @Test
  @Order(1)
  @DisplayName("a head in one segment")
  void inOnePiece() throws Exception {
    boolean complete = head.add(Http.bytes(HEAD));
    assertThat("complete, after " + Http.shown(HEAD), complete, is(true));
    assertThat(
        "what was read",
        words(head),
        is("GET /a?b=c HTTP/1.1 | Host=192.168.100.2 | Accept=text/html"));
  }

  @Test
  @Order(2)
  @DisplayName("what follows the head is left: the body begins there, or the next request")
  void leavesTheRest() throws Exception {
    ByteBuffer bytes = Http.bytes(HEAD + "body");
    assertThat("complete", head.add(bytes), is(true));
    assertThat("left in the buffer after the head", Http.text(bytes), is("body"));
    assertThat("complete, asked once more", head.add(bytes), is(true));
    assertThat("left when asked once more", Http.text(bytes), is("body"));
  }

  @Test
  @Order(3)
  @DisplayName("a head in two segments, wherever TCP has cut it")
  void inTwoPieces() throws Exception {
    for (int cut = 1; cut < HEAD.length(); cut++) {
      RequestHead head = new RequestHead(Limits.DEFAULTS);
      String first = HEAD.substring(0, cut);
      String where = "the first segment ends with " + Http.shown(first);
      assertThat("complete too early: " + where, head.add(Http.bytes(first)), is(false));
      assertThat(
          "complete with the second segment: " + where,
          head.add(Http.bytes(HEAD.substring(cut))),
          is(true));
      assertThat(
          "what was read: " + where,
          words(head),
          is("GET /a?b=c HTTP/1.1 | Host=192.168.100.2 | Accept=text/html"));
    }
  }

  @Test
  @Order(4)
  @DisplayName("a head byte by byte")
  void byteByByte() throws Exception {
    for (int i = 0; i < HEAD.length() - 1; i++) {
      assertThat(
          "complete after byte " + i, head.add(Http.bytes(HEAD.substring(i, i + 1))), is(false));
    }
    assertThat("complete after the last byte", head.add(Http.bytes("\n")), is(true));
    assertThat(words(head), is("GET /a?b=c HTTP/1.1 | Host=192.168.100.2 | Accept=text/html"));
  }

  @ParameterizedTest(name = "{0} empty lines")
  @Order(5)
  @ValueSource(ints = {1, 2, 3})
  @DisplayName("empty lines before the request line are skipped (RFC 9112 section 2.2)")
  void emptyLines(int count) throws Exception {
    assertThat(
        "complete after the empty lines", head.add(Http.bytes("\r\n".repeat(count))), is(false));
    assertThat("complete", head.add(Http.bytes(HEAD)), is(true));
    assertThat("method", head.method(), is("GET"));
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(6)
  @CsvSource(
      delimiter = '!',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "Host:a!a",
        "Host: a!a",
        "Host:   a  !a",
        "Host:\ta\t!a",
        "Host: 10.0.0.1:8080!10.0.0.1:8080",
        "Referer: http://a/b!http://a/b",
        "Empty:!",
        "Empty: !",
        "X: a b  c!a b  c",
      })
  @DisplayName("the name ends at the first colon; white space around the value is not part of it")
  void values(String line, String value) throws Exception {
    head.add(Http.bytes(head(line)));
    assertThat(
        "the value in " + Http.shown(line), head.fields().value(0), is(value == null ? "" : value));
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(7)
  @ValueSource(
      strings = {
        "Host : a",
        "Host\t: a",
        " Host: a",
        "\tHost: a",
        " folded",
        "no colon",
        ": a",
        "a b: c",
        "(a): b",
        "\u00e4: b"
      })
  @DisplayName("400 for what is no field: white space in or around a name, and folded lines")
  void noFields(String line) {
    String text = head(line);
    assertThat(
        "status for the field " + Http.shown(line),
        Http.refused("the field " + Http.shown(line), () -> head.add(Http.bytes(text))),
        is(400));
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(8)
  @ValueSource(
      strings = {
        "GET",
        "GET /",
        "GET  / HTTP/1.1",
        "GET /  HTTP/1.1",
        "GET / HTTP/1.1 ",
        "GET /a b HTTP/1.1",
        "GET\t/\tHTTP/1.1",
        "GET / http/1.1",
        "GET / HTTP/1",
        "GET / HTTP/11",
        "GET / HTTP/1.10",
        "GET / HTTPS/1.1",
        "GET / HTTP 1.1",
        "GET() / HTTP/1.1"
      })
  @DisplayName("400 for what is no request line: three words, and one space between them")
  void noRequestLines(String line) {
    assertThat(
        "status for the line " + Http.shown(line),
        Http.refused("the line " + Http.shown(line), () -> head.add(Http.bytes(head(line)))),
        is(400));
  }

  @ParameterizedTest(name = "{0}")
  @Order(9)
  @ValueSource(strings = {"HTTP/2.0", "HTTP/0.9", "HTTP/3.1", "HTTP/9.9"})
  @DisplayName("505 for another major version")
  void otherVersions(String version) {
    String line = "GET / " + version;
    assertThat(
        "status for " + version,
        Http.refused("the version " + version, () -> head.add(Http.bytes(head(line)))),
        is(505));
  }

  @Test
  @Order(10)
  @DisplayName("HTTP/1.0 is HTTP/1.0; a minor version that is not there yet speaks HTTP/1.1, too")
  void minorVersions() throws Exception {
    head.add(Http.bytes("GET / HTTP/1.0\r\n\r\n"));
    assertThat(head.version(), is("HTTP/1.0"));
    RequestHead later = new RequestHead(Limits.DEFAULTS);
    later.add(Http.bytes("GET / HTTP/1.7\r\n\r\n"));
    assertThat(later.version(), is("HTTP/1.1"));
  }

  @Test
  @Order(11)
  @DisplayName("a method is any token: whether the server knows it, others decide")
  void methods() throws Exception {
    head.add(Http.bytes("M-SEARCH * HTTP/1.1\r\n\r\n"));
    assertThat(words(head), is("M-SEARCH * HTTP/1.1"));
  }
}
