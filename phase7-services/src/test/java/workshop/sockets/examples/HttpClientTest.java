package workshop.sockets.examples;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.sockets.Caller;
import workshop.sockets.TcpServerSocket;
import workshop.sockets.TcpSocket;
import workshop.sockets.TwoStacks;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

@Order(13)
@Exercise("7.10")
@DisplayName("HttpClient: fetches pages")
class HttpClientTest {
  private static final URI PAGE = URI.create("http://192.168.100.2:8000/a%20b?c=d");

  private interface Check {
    void of(HttpClient client) throws Exception;
  }

  /** A server that answers one request with these bytes, and closes. */
  private static void withAnswer(String answer, Check check) throws Exception {
    TwoStacks.test(
        stacks -> {
          TcpServerSocket listening = stacks.server.sockets.listen(8000);
          Caller<String> server = Caller.start(() -> serve(listening, answer));
          check.of(new HttpClient(stacks.client.sockets));
          assertThat(
              "the request",
              server.result(),
              is("GET /a%20b?c=d HTTP/1.1,Host: 192.168.100.2:8000,Connection: close,"));
        });
  }

  private static String serve(TcpServerSocket listening, String answer) throws IOException {
    try (TcpSocket socket = listening.accept()) {
      Lines lines = new Lines(socket.inputStream(), 1000);
      StringBuilder request = new StringBuilder();
      for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
        request.append(line).append(',');
      }
      socket.write(answer.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      return request.toString();
    }
  }

  @ParameterizedTest(name = "{0}")
  @Order(1)
  @CsvSource(
      delimiter = ';',
      value = {
        "with a length; HTTP/1.1 200 OK|Content-Length: 5|X: y||helloNOT THIS; 200; hello",
        "in chunks; HTTP/1.1 200 OK|Transfer-Encoding: chunked||3+|hel|2|lo|0|T: r||; 200; hello",
        "until the end; HTTP/1.0 404 Not Found||hello; 404; hello",
        "after 100; HTTP/1.1 100 Continue||HTTP/1.1 200 OK|content-length:5||hello; 200; hello",
        "without a body; HTTP/1.1 204 No Content||; 204; ''",
        "of no length; HTTP/1.1 200 |Content-Length: 0||; 200; ''"
      })
  @DisplayName("takes every kind of answer")
  void answers(String name, String answer, int status, String body) throws Exception {
    String sent = answer.replace("3+", "3;x=y");
    withAnswer(
        sent,
        client -> {
          HttpClient.Page page = client.fetch(PAGE);
          assertThat(page.status(), is(status));
          assertThat(new String(page.body(), StandardCharsets.UTF_8), is(body));
        });
  }

  @ParameterizedTest(name = "{0}")
  @Order(2)
  @CsvSource(
      delimiter = ';',
      value = {
        "SSH-2.0-OpenSSH|; this is not HTTP",
        "HTTP/1.1 200 OK|Content-Length: 50||hello; the page ends after 5 of 50 bytes",
        "HTTP/1.1 200 OK|Content-Length: -5||hello; this is no length: -5",
        "HTTP/1.1 200 OK|Content-Length: 99999999||; the page is larger than",
        "HTTP/1.1 200 OK|Transfer-Encoding: gzip||hello; does not know the coding gzip",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||3|hello|0||; a chunk is longer",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||3|hel|; this is no length",
        "HTTP/1.1 200 OK|no field||; this is no header of HTTP",
        "HTTP/1.1 200 OK|X: y; within a line",
        "HTTP/1.1 200 OK|X: y|; this is no header of HTTP"
      })
  @DisplayName("says what is wrong with an answer")
  void wrongAnswers(String answer, String words) throws Exception {
    withAnswer(
        answer,
        client -> {
          IOException thrown = assertThrows(IOException.class, () -> client.fetch(PAGE));
          assertThat(thrown.getMessage(), containsString(words));
        });
  }

  @Test
  @Order(3)
  @Exercise("7.9")
  @DisplayName("says that nobody listens")
  void refused() throws Exception {
    TwoStacks.test(
        stacks -> {
          HttpClient client = new HttpClient(stacks.client.sockets);
          assertThrows(ConnectException.class, () -> client.fetch(PAGE));
        });
  }

  @ParameterizedTest
  @Order(4)
  @Given
  @CsvSource({"https://192.168.100.2/", "http://example.org/", "ftp://192.168.100.2/", "http:a"})
  @DisplayName("says what it cannot reach")
  void addresses(String address) {
    HttpClient client = new HttpClient(null); // needs no stack for that
    assertThrows(IllegalArgumentException.class, () -> client.fetch(URI.create(address)), address);
  }
}
