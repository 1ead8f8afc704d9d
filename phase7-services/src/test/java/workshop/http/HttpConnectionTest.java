package workshop.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.echo.Application;
import workshop.tap.FrameReceiver;
import workshop.testkit.Exercise;

@Order(31)
@Exercise("7.7")
@DisplayName("A connection of an HTTP client")
class HttpConnectionTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  private final Bench bench = new Bench();
  private final FakeStream client = bench.connects();

  private static String post(String body) {
    return "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(body.length(), body);
  }

  @Test
  @Order(1)
  @DisplayName("a request, its answer, and the next request on the same connection")
  void keepAlive() {
    assertThat(client.sends(GET).got(), is(Bench.hello()));
    assertThat(client.sends(GET).got(), is(Bench.hello()));
    assertThat("closed by the server", client.isOver(), is(false));
    assertThat(bench.told, contains("GET / 200 5", "GET / 200 5"));
  }

  @Test
  @Order(2)
  @DisplayName("requests byte by byte")
  void byteByByte() {
    String both = GET + post("abc") + GET;
    for (char c : both.toCharArray()) {
      client.sends("" + c);
    }
    String got = client.got();
    assertThat(got, startsWith(Bench.hello()));
    assertThat(got, endsWith(Bench.hello()));
    assertThat(got, containsString("Content-Length: 3\r\n\r\nabcHTTP"));
  }

  @Test
  @Order(3)
  @DisplayName("many requests at once are answered in their order")
  void pipelining() {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      requests.append("GET /query?%d HTTP/1.1\r\nHost: a\r\n\r\n".formatted(i));
    }
    String got = client.sends(requests.toString()).got();
    int at = 0;
    for (int i = 0; i < 200; i++) {
      at = got.indexOf("\r\n\r\n" + i + (i < 199 ? "HTTP" : ""), at);
      assertThat("the answer to request " + i + " comes after the one before", at, greaterThan(0));
    }
  }

  @Test
  @Order(4)
  @DisplayName("requests behind one that the client does not take the answer of stay in TCP")
  void pipeliningIsBounded() {
    client.reads(false);
    client.sends(GET.repeat(10_000));
    assertThat("bytes of requests left in TCP", client.unread(), greaterThan(8000 * GET.length()));
    client.reads(true);
    assertThat("answers", client.got().split("HTTP/1.1 200", -1).length - 1, is(10_000));
  }

  @Test
  @Order(4)
  @DisplayName(
      "a hundred requests are answered where there is room, although nobody takes the answers")
  void pipeliningInOneTurn() {
    client.reads(false);
    client.sends(GET.repeat(100));
    assertThat("requests answered", bench.told.size(), is(100));
  }

  @Test
  @Order(5)
  @DisplayName("Connection: close in the answer: it is the last one")
  void closesByAnswer() {
    Bench last =
        new Bench(request -> Response.of(200, "text/plain", "bye").with("Connection", "close"));
    FakeStream one = last.connects().sends(GET + GET);
    assertThat("answers", one.got().split("bye", -1).length - 1, is(1));
    assertThat("closed", one.isOver(), is(true));
  }

  @Test
  @Order(5)
  @DisplayName("Connection: close, and HTTP/1.0 without keep-alive: closed after the answer")
  void closes() {
    client.sends("GET / HTTP/1.1\r\nHost: a\r\nConnection: foo, Close\r\n\r\n");
    assertThat(client.got(), is(Bench.hello("Connection: close")));
    assertThat("closed", client.isOver(), is(true));
    FakeStream old = bench.connects();
    assertThat(old.sends("GET / HTTP/1.0\r\n\r\n").got(), is(Bench.hello("Connection: close")));
    assertThat("closed", old.isOver(), is(true));
  }

  @Test
  @Order(6)
  @DisplayName("HTTP/1.0 with keep-alive goes on, and is told so")
  void oldKeepAlive() {
    String get = "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n";
    assertThat(client.sends(get).got(), is(Bench.hello("Connection: keep-alive")));
    assertThat(client.sends(get).got(), is(Bench.hello("Connection: keep-alive")));
  }

  @Test
  @Order(7)
  @DisplayName("HEAD: the same head as GET, and no body")
  void head() {
    client.sends("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + GET);
    String hello = Bench.hello();
    assertThat(client.got(), is(hello.substring(0, hello.length() - 5) + hello));
  }

  @Test
  @Order(8)
  @DisplayName("a client that has closed its side gets its answer all the same")
  void halfClosed() {
    client.sends(GET).closes();
    assertThat(client.got(), is(Bench.hello()));
    assertThat("closed", client.isOver(), is(true));
    assertThat("connections", bench.server.connections(), is(0));
  }

  @Test
  @Order(9)
  @DisplayName("a body in chunks, with extensions and trailers, in any number of segments")
  void chunked() {
    String request =
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "5;a=b\r\nHello\r\n7\r\n, chunk\r\n1\r\ns\r\n0\r\nX: y\r\n\r\n";
    for (int cut = 1; cut < request.length(); cut++) {
      client.sends(request.substring(0, cut)).sends(request.substring(cut));
      assertThat("cut at " + cut, client.got(), endsWith("\r\n\r\nHello, chunks"));
    }
    assertThat(client.sends(GET).got(), is(Bench.hello()));
  }

  @Test
  @Order(10)
  @DisplayName("Expect: 100-continue: told to go on, then answered")
  void expect() {
    client.sends("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n");
    client.sends("Content-Length: 3\r\n\r\n");
    assertThat(client.got(), is("HTTP/1.1 100 Continue\r\n\r\n"));
    assertThat(client.sends("abc").got(), endsWith("Content-Length: 3\r\n\r\nabc"));
  }

  @Test
  @Order(11)
  @DisplayName("Expect: 100-continue: a client that does not wait is not told")
  void expectWithBody() {
    client.sends(
        "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\na");
    assertThat(client.got(), is(""));
    assertThat(Bench.status(client.sends("bc").got()), is(200));
  }

  @Test
  @Order(12)
  @DisplayName("Expect: 100-continue: a body that is too large is refused at once")
  void expectTooLarge() {
    client.sends(
        "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
            + "Content-Length: 99999999\r\n\r\n");
    assertThat(Bench.status(client.got()), is(413));
  }

  @Test
  @Order(13)
  @DisplayName("the target may be absolute; its path and query count")
  void absoluteTarget() {
    client.sends("GET http://192.168.100.2:80/query?x HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(client.got(), endsWith("\r\n\r\nx"));
    assertThat(
        Bench.status(client.sends("GET http://a HTTP/1.1\r\nHost: a\r\n\r\n").got()), is(200));
    assertThat(
        client.sends("GET http://a?x=/ HTTP/1.1\r\nHost: a\r\n\r\n").got(), is(Bench.hello()));
  }

  @Test
  @Order(14)
  @DisplayName("OPTIONS: what a path allows, and what the server does")
  void options() {
    client.sends("OPTIONS / HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(client.got(), is(Bench.head("204 No Content", "Allow: GET, HEAD, OPTIONS")));
    assertThat(Bench.status(client.sends("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").got()), is(204));
  }

  @Test
  @Order(15)
  @DisplayName("404, 405 with what is allowed, 501, and the connection goes on")
  void otherAnswers() {
    assertThat(Bench.status(client.sends("GET /none HTTP/1.1\r\nHost: a\r\n\r\n").got()), is(404));
    String notAllowed = client.sends("DELETE / HTTP/1.1\r\nHost: a\r\n\r\n").got();
    assertThat(
        notAllowed, allOf(startsWith("HTTP/1.1 405 "), containsString("\r\nAllow: GET, HEAD")));
    assertThat(Bench.status(client.sends("BREW / HTTP/1.1\r\nHost: a\r\n\r\n").got()), is(501));
    assertThat(client.sends(GET).got(), is(Bench.hello()));
  }

  @Test
  @Order(16)
  @DisplayName("a handler that throws: 500, and all others go on")
  void handlerFails() {
    client.sends("GET /fails HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(Bench.status(client.got()), is(500));
    assertThat("told", bench.told.get(0), is("failed a programming error"));
    assertThat(bench.connects().sends(GET).got(), is(Bench.hello()));
  }

  // --- What is refused.

  @ParameterizedTest(name = "{0}")
  @Order(21)
  @ValueSource(
      strings = {
        "400 GET / HTTP/1.1||",
        "400 GET / HTTP/1.1|Host: a|Host: a||",
        "400 GET / HTTP/1.1|Host: a b||",
        "400 GET / HTTP/1.1|Host: a/b||",
        "400 GET / HTTP/1.0|Host: a|Host: b||",
        "400 GET / HTTP/1.1|Host : a||",
        "400 GET / HTTP/1.1|Host: a|X: y| folded||",
        "400 GET / HTTP/1.1~Host: a||",
        "400 GET / HTTP/1.1|Host: a|X: y^z||",
        "400 GET / HTTP/1.1|Host: a|X: NUL||",
        "400 GET / HTTP/1.1|Host: a|X: ESC[2J||",
        "400 GET  / HTTP/1.1|Host: a||",
        "400 GET /|Host: a||",
        "400 GET x HTTP/1.1|Host: a||",
        "400 GET * HTTP/1.1|Host: a||",
        "400 GET ftp://a/ HTTP/1.1|Host: a||",
        "400 GET /#x HTTP/1.1|Host: a||",
        "400 GET /%zz HTTP/1.1|Host: a||",
        "400 GET /% HTTP/1.1|Host: a||",
        "400 GET /%0 HTTP/1.1|Host: a||",
        "400 GET /%00 HTTP/1.1|Host: a||",
        "400 GET /%ff HTTP/1.1|Host: a||",
        "400 GET /\u00e4 HTTP/1.1|Host: a||",
        "400 CONNECT a:443 HTTP/1.1|Host: a||",
        "505 GET / HTTP/2.0|Host: a||",
        "505 PRI * HTTP/2.0||SM||",
        "400 TLS",
        "417 GET / HTTP/1.1|Host: a|Expect: a-miracle||",
        "413 POST /echo HTTP/1.1|Host: a|Content-Length: 1048577||",
        "400 POST /echo HTTP/1.1|Host: a|Content-Length: 5|Content-Length: 5||Hello",
        "400 POST /echo HTTP/1.1|Host: a|Content-Length: 5|Transfer-Encoding: chunked||0||",
        "400 POST /echo HTTP/1.1|Host: a|Content-Length: +5||Hello",
        "400 POST /echo HTTP/1.1|Host: a|Transfer-Encoding : chunked||0||",
        "501 POST /echo HTTP/1.1|Host: a|Transfer-Encoding: gzip, chunked||0||",
        "400 POST /echo HTTP/1.0|Transfer-Encoding: chunked||0||",
        "400 POST /echo HTTP/1.1|Host: a|Transfer-Encoding: chunked||x|",
        "400 POST /echo HTTP/1.1|Host: a|Transfer-Encoding: chunked||1|abc|0||",
        "400 POST /echo HTTP/1.1|Host: a|Transfer-Encoding: chunked||1~a|0||",
        "413 POST /echo HTTP/1.1|Host: a|Transfer-Encoding: chunked||100001|",
        "413 POST /echo HTTP/1.1|Host: a|Transfer-Encoding: chunked||fffffffffffffffff|",
      })
  @DisplayName("one error, then closed: nobody knows where the next request would begin")
  void refused(String line) {
    // | is CR LF, ~ is LF alone, ^ is CR alone; and a name of a test has no control characters
    String request =
        line.substring(4)
            .replace("|", "\r\n")
            .replace("~", "\n")
            .replace("^", "\r")
            .replace("NUL", "\0")
            .replace("ESC", "\033")
            .replace("TLS", "\026\003\001\002");
    int status = Integer.parseInt(line.substring(0, 3));
    client.sends(request).sends(GET);
    String got = client.got();
    assertThat("the status for " + Http.shown(request), Bench.status(got), is(status));
    assertThat(got, containsString("\r\nConnection: close\r\n"));
    assertThat("answers", got.split("HTTP/1.1 \\d\\d\\d ", -1).length - 1, is(1));
    assertThat("closed by the server", client.isOver(), is(true));
    assertThat("told", bench.told, contains("refused " + status));
  }

  @Test
  @Order(22)
  @Exercise("7.6")
  @DisplayName("414 for a line that is too long, 431 for fields: too long, too many, too much")
  void tooLong() {
    assertThat(Bench.status(client.sends("GET /" + "a".repeat(8000)).got()), is(414));
    FakeStream longField = bench.connects();
    longField.sends("GET / HTTP/1.1\r\nX: " + "a".repeat(8000));
    assertThat(Bench.status(longField.got()), is(431));
    FakeStream manyFields = bench.connects();
    manyFields.sends("GET / HTTP/1.1\r\n" + "X: y\r\n".repeat(101));
    assertThat(Bench.status(manyFields.got()), is(431));
    FakeStream muchInAll = bench.connects();
    muchInAll.sends("GET / HTTP/1.1\r\n" + ("X: " + "a".repeat(7000) + "\r\n").repeat(5));
    assertThat(Bench.status(muchInAll.got()), is(431));
    FakeStream emptyLines = bench.connects();
    emptyLines.sends("\r\n".repeat(20_000));
    assertThat(Bench.status(emptyLines.got()), is(414));
  }

  @Test
  @Order(23)
  @DisplayName("extensions of chunks and trailers are bounded")
  void chunkBombs() {
    String head = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    client.sends(head + ("1;" + "e".repeat(1000) + "\r\na\r\n").repeat(40));
    assertThat(Bench.status(client.got()), is(413));
    FakeStream trailers = bench.connects();
    trailers.sends(head + "0\r\n" + "X: y\r\n".repeat(200));
    assertThat(Bench.status(trailers.got()), is(431));
    FakeStream long_ = bench.connects();
    long_.sends(head + "0\r\n" + ("X: " + "y".repeat(7000) + "\r\n").repeat(10));
    assertThat(Bench.status(long_.got()), is(413));
  }

  @Test
  @Order(24)
  @Exercise("7.6")
  @DisplayName("after an error, what still comes is thrown away, so that the answer is not lost")
  void throwsAway() {
    client.sends("nonsense\r\n").sends("x".repeat(100_000));
    assertThat(Bench.status(client.got()), is(400));
    assertThat("unread", client.unread(), is(0));
    assertThat("reset", client.aborted, is(false));
    client.closes();
    assertThat("connections", bench.server.connections(), is(0));
    bench.later(60);
    assertThat("reset later", client.aborted, is(false));
  }

  @Test
  @Order(25)
  @Exercise("7.6")
  @DisplayName("after an error, who sends without end, or never closes, is reset")
  void neverCloses() {
    client.sends("nonsense\r\n").sends(new byte[2_000_000]);
    assertThat("reset after two megabytes", client.aborted, is(true));
    FakeStream other = bench.connects();
    other.sends("nonsense\r\n");
    bench.later(4);
    assertThat("reset too early", other.aborted, is(false));
    bench.later(2);
    assertThat("reset", other.aborted, is(true));
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(26)
  @ValueSource(
      strings = {"", "G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\n", "POST /echo"})
  @Exercise("7.6")
  @DisplayName("a client that closes in the middle of a request: no answer, and all is given back")
  void closesInTheMiddle(String start) {
    client.sends(start).closes();
    assertThat(client.got(), is(""));
    assertThat("closed", client.isOver(), is(true));
    assertThat("connections", bench.server.connections(), is(0));
  }

  @Test
  @Order(27)
  @DisplayName("a request that stops anywhere: 408 after ten seconds, or a body after sixty")
  void stopsAnywhere() {
    String request = post("hello");
    int body = request.indexOf("hello");
    for (int cut = 1; cut < request.length(); cut++) {
      FakeStream slow = bench.connects();
      slow.sends(request.substring(0, cut));
      bench.later(cut < body ? 9 : 59);
      assertThat("too early, cut at " + cut, slow.isOver(), is(false));
      bench.later(2);
      assertThat("status, cut at " + cut, Bench.status(slow.got()), is(408));
      assertThat("closed", slow.isOver(), is(true));
    }
  }

  // --- Time.

  @Test
  @Order(31)
  @Exercise("7.6")
  @DisplayName("slowloris: a byte a second does not put it off")
  void slowloris() {
    client.sends("GET / HTTP/1.1\r\nX: ");
    for (int i = 0; i < 9; i++) {
      bench.later(1);
      client.sends("a");
    }
    assertThat("too early", client.isOver(), is(false));
    bench.later(2);
    assertThat(Bench.status(client.got()), is(408));
  }

  @Test
  @Order(32)
  @Exercise("7.6")
  @DisplayName("without a request, closed after a minute, silently")
  void idle() {
    bench.later(59);
    assertThat("too early", client.isOver(), is(false));
    bench.later(2);
    assertThat("closed", client.isOver(), is(true));
    assertThat(client.got(), is(""));
    assertThat("reset", client.aborted, is(false));
  }

  @Test
  @Order(33)
  @DisplayName("a client that takes nothing is reset after twenty seconds, not one that is slow")
  void takesNothing() {
    Bench large = new Bench(request -> Response.of(200, "text/plain", new byte[1_000_000]));
    FakeStream slow = large.connects();
    slow.reads(false);
    slow.sends(GET);
    for (int i = 0; i < 5; i++) {
      large.later(15);
      slow.takes(10_000);
      assertThat("reset, although it takes some", slow.aborted, is(false));
    }
    large.later(21);
    assertThat("reset", slow.aborted, is(true));
    assertThat("connections", large.server.connections(), is(0));
  }

  @Test
  @Order(34)
  @Exercise("7.6")
  @DisplayName("a client that vanishes while it is told of an error is given up")
  void vanishes() {
    client.vanishes();
    client.sends("nonsense\r\n");
    bench.later(21);
    assertThat("reset", client.aborted, is(true));
  }

  // --- Many.

  @Test
  @Order(41)
  @DisplayName("too many: the one that has waited longest gives way; if none waits, 503")
  void tooMany() {
    Limits few = limits(3, 1 << 20);
    Bench small = new Bench(Bench.router(), few);
    FakeStream first = small.connects();
    FakeStream second = small.connects();
    FakeStream third = small.connects();
    first.sends(GET);
    FakeStream fourth = small.connects();
    second.turn();
    assertThat("the second, which has waited longest, is closed", second.isOver(), is(true));
    assertThat("the first", first.isOver(), is(false));
    first.sends("GET");
    third.sends("GET");
    fourth.sends("GET");
    FakeStream fifth = small.connects();
    assertThat(Bench.status(fifth.got()), is(503));
    assertThat("connections", small.server.connections(), is(3));
  }

  @Test
  @Order(41)
  @Exercise("7.6")
  @DisplayName("one that gives way before anything has happened on it is closed all the same")
  void givesWayAtOnce() {
    Bench small = new Bench(Bench.router(), limits(1, 1 << 20));
    Application first = small.server.connection();
    small.connects();
    FakeStream stream = new FakeStream(first, small.clock, 40000);
    assertThat("closed", stream.isOver(), is(true));
  }

  @Test
  @Order(42)
  @DisplayName("a thousand that say nothing: the next one is served")
  void silent() {
    for (int i = 0; i < 1000; i++) {
      bench.connects();
    }
    assertThat(bench.connects().sends(GET).got(), is(Bench.hello()));
    assertThat("connections", bench.server.connections(), lessThan(1001));
    bench.later(70);
    assertThat("connections a minute later", bench.server.connections(), is(0));
    assertThat("what the log is told of them", bench.told, contains("GET / 200 5"));
  }

  @Test
  @Order(43)
  @DisplayName("the memory for all bodies is bounded, and given back")
  void memoryForBodies() {
    Bench small = new Bench(Bench.router(), limits(1000, 100_000));
    String half =
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\n\r\n" + "x".repeat(30_000);
    FakeStream first = small.connects().sends(half);
    FakeStream second = small.connects().sends(half);
    assertThat("the first", first.isOver(), is(false));
    assertThat("no room for the second", Bench.status(second.got()), is(503));
    first.isReset();
    String large = post("x".repeat(45_000));
    assertThat("room again", Bench.status(small.connects().sends(large).got()), is(200));
    for (int i = 0; i < 100; i++) {
      FakeStream next = small.connects();
      assertThat(Bench.status(next.sends(post("x".repeat(20_000))).got()), is(200));
    }
  }

  @Test
  @Order(44)
  @DisplayName("TCP may take its place while it waits for a request, or for the client to close")
  void givesItsPlaceToTcp() {
    Bench slow = new Bench(request -> Response.of(200, "text/plain", new byte[1_000_000]));
    Application application = slow.server.connection();
    FakeStream stream = new FakeStream(application, slow.clock, 40000);
    assertThat("idle since", application.idleSince(), is(1_000_000_000L));
    stream.sends("GET");
    assertThat("while a request comes", application.idleSince(), is(FrameReceiver.NEVER));
    stream.reads(false);
    stream.sends(" / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat("while it is answered", application.idleSince(), is(FrameReceiver.NEVER));
    slow.later(3);
    for (int i = 0; i < 100; i++) {
      stream.reads(true);
    }
    slow.later(3);
    assertThat("closed", stream.isOver(), is(true));
    assertThat("since the answer is out", application.idleSince(), is(4_000_000_000L));
  }

  private static Limits limits(int connections, long bodies) {
    Limits all = Limits.DEFAULTS;
    return new Limits(
        all.line(),
        all.head(),
        all.fields(),
        all.body(),
        bodies,
        all.headTime(),
        all.bodyTime(),
        all.idleTime(),
        all.sendTime(),
        all.closeTime(),
        connections);
  }
}
