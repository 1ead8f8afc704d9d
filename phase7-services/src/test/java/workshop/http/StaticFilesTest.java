package workshop.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static workshop.testkit.SameBytes.sameBytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;

@Order(33)
@Exercise("7.8")
@DisplayName("The files of a folder")
class StaticFilesTest {
  private static final String MODIFIED = "Mon, 07 Nov 1994 08:49:37 GMT";

  @TempDir Path top;
  private FakeStream client;

  @BeforeEach
  void files() throws IOException {
    Path folder = Files.createDirectories(top.resolve("www/sub"));
    Files.writeString(top.resolve("www/hello.txt"), "0123456789");
    Files.writeString(top.resolve("www/a b\u00e4.html"), "<p>");
    Files.writeString(folder.resolve("index.html"), "index");
    Files.writeString(top.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(top.resolve("www/out.txt"), top.resolve("secret.txt"));
    Files.setLastModifiedTime(top.resolve("www/hello.txt"), FileTime.fromMillis(784_198_177_500L));
    client = new Bench(Bench.files(top.resolve("www"))).connects();
  }

  private String get(String path, String... fields) {
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: a\r\n");
    for (String field : fields) {
      request.append(field).append("\r\n");
    }
    return client.sends(request + "\r\n").got();
  }

  @Test
  @Order(1)
  @DisplayName("a whole file, with its type and time")
  void whole() {
    assertThat(
        get("/files/hello.txt"),
        is(
            Bench.head(
                    "200 OK",
                    "Content-Type: text/plain; charset=utf-8",
                    "Last-Modified: " + MODIFIED,
                    "Accept-Ranges: bytes",
                    "Content-Length: 10")
                + "0123456789"));
    assertThat(get("/files/a%20b%C3%A4.html"), containsString("Content-Type: text/html"));
  }

  @ParameterizedTest(name = "{0}")
  @Order(2)
  @ValueSource(
      strings = {
        "/files/../secret.txt",
        "/files/%2e%2e/secret.txt",
        "/files/..%2fsecret.txt",
        "/files/%2e%2e%2fsecret.txt",
        "/files/sub/%2e%2e/%2E%2E/secret.txt",
        "/files/..%5csecret.txt",
        "/files/%252e%252e/secret.txt",
        "/files//etc/passwd",
        "/files/%2fetc/passwd",
        "/files/out.txt",
        "/files/none",
        "/files/hello.txt/",
        "/files/",
        "/files",
        "http://a/files/../secret.txt",
      })
  @DisplayName("404 for what is not in the folder")
  void noWayOut(String path) {
    String got = get(path);
    assertThat("the status for " + path, Bench.status(got), is(404));
    assertThat(got, not(containsString("secret")));
  }

  @ParameterizedTest(name = "{0}")
  @Order(3)
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-3|206|bytes 0-3/10|0123",
        "bytes=-3|206|bytes 7-9/10|789",
        "bytes=8-|206|bytes 8-9/10|89",
        "bytes=10-|416|bytes */10|416 Range Not Satisfiable: the file has 10 bytes",
      })
  @DisplayName("Range: a part of a file, or 416")
  void range(String range, int status, String contentRange, String body) {
    String got = get("/files/hello.txt", "Range: " + range);
    assertThat("the status for " + range, Bench.status(got), is(status));
    assertThat(got, containsString("\r\nContent-Range: " + contentRange + "\r\n"));
    assertThat(got.strip(), endsWith("\r\n\r\n" + body));
  }

  @Test
  @Order(4)
  @DisplayName("Range is ignored where it is wrong, for HEAD, and where If-Range does not fit")
  void rangeIgnored() {
    assertThat(Bench.status(get("/files/hello.txt", "Range: bytes=3-1")), is(200));
    assertThat(Bench.status(get("/files/hello.txt", "Range: bytes=0-1,3-4")), is(200));
    String range = "Range: bytes=0-1";
    assertThat(Bench.status(get("/files/hello.txt", range, "If-Range: " + MODIFIED)), is(206));
    assertThat(
        Bench.status(get("/files/hello.txt", range, "If-Range: Mon, 07 Nov 1994 08:49:38 GMT")),
        is(200));
    assertThat(Bench.status(get("/files/hello.txt", range, "If-Range: \"etag\"")), is(200));
    client.sends("HEAD /files/hello.txt HTTP/1.1\r\nHost: a\r\n" + range + "\r\n\r\n");
    assertThat(
        client.got(), allOf(startsWith("HTTP/1.1 200 "), containsString("Content-Length: 10\r\n")));
  }

  @ParameterizedTest(name = "{0}")
  @Order(5)
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon, 07 Nov 1994 08:49:37 GMT|304",
        "Mon, 07 Nov 1994 08:49:38 GMT|304",
        "Mon, 07 Nov 1994 08:49:36 GMT|200",
        "yesterday|200",
      })
  @DisplayName("If-Modified-Since: 304 without a body if the client has it")
  void ifModifiedSince(String since, int status) {
    String got = get("/files/hello.txt", "If-Modified-Since: " + since);
    assertThat("the status for " + since, Bench.status(got), is(status));
    if (status == 304) {
      assertThat(
          got,
          is(Bench.head("304 Not Modified", "Last-Modified: " + MODIFIED, "Accept-Ranges: bytes")));
    }
  }

  @Test
  @Order(6)
  @DisplayName("a folder: its index.html, after a redirect to the path with the slash")
  void folder() {
    String got = get("/files/sub");
    assertThat("the status", Bench.status(got), is(301));
    assertThat(got, containsString("\r\nLocation: /files/sub/\r\n"));
    assertThat(get("/files/sub/"), endsWith("\r\n\r\nindex"));
  }

  @Test
  @Order(7)
  @DisplayName("a large file in pieces, to a client that takes it bit by bit")
  void large() throws IOException {
    byte[] data = new byte[3_000_000];
    new Random(1).nextBytes(data);
    Files.write(top.resolve("www/large.bin"), data);
    client.reads(false);
    client.sends("GET /files/large.bin HTTP/1.1\r\nHost: a\r\n\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 200 && all.size() < data.length; i++) {
      client.reads(true);
      client.reads(false);
      all.writeBytes(client.gotBytes());
    }
    byte[] got = all.toByteArray();
    assertThat(Arrays.copyOfRange(got, got.length - data.length, got.length), sameBytes(data));
  }

  @Test
  @Order(8)
  @DisplayName("an empty file")
  void empty() throws IOException {
    Files.createFile(top.resolve("www/empty.css"));
    assertThat(get("/files/empty.css"), endsWith("Content-Length: 0\r\n\r\n"));
    assertThat(Bench.status(get("/files/empty.css", "Range: bytes=0-")), is(416));
  }
}
