package workshop.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import workshop.testkit.Celebration;

/** What the learner's code can do when an exercise is done: "workshop watch" shows it. */
final class Celebrations {
  private Celebrations() {}

  @Celebration("7.6")
  static String head() throws RefusedException {
    RequestHead head = new RequestHead(Limits.DEFAULTS);
    String text = "GET / HTTP/1.1\r\nHost: 192.168.100.2\r\n\r\n";
    for (char c : text.toCharArray()) {
      head.add(Http.bytes("" + c));
    }
    return "%d segments of one byte each:%n  %s %s, for the host %s"
        .formatted(text.length(), head.method(), head.target(), head.fields().first("Host"));
  }

  @Celebration("7.7")
  static String body() {
    FakeStream client = new Bench().connects();
    client.sends("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    client.sends("6\r\nHello,\r\n6\r\n HTTP!\r\n0\r\n\r\n");
    String got = client.got();
    client.sends("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n");
    return "Two chunks come back as one body:\n  "
        + got.substring(got.lastIndexOf('\n') + 1)
        + "\nSomebody who smuggles gets:\n  "
        + client.got().lines().findFirst().orElse("");
  }

  @Celebration("7.8")
  static String part() throws IOException {
    Path folder = Files.createTempDirectory("workshop");
    Path file = folder.resolve("hello.txt");
    try {
      Files.writeString(file, "Hello, part of a file!");
      FakeStream client = new Bench(Bench.files(folder)).connects();
      client.sends("GET /files/hello.txt HTTP/1.1\r\nHost: a\r\nRange: bytes=7-10\r\n\r\n");
      String got = client.got();
      client.sends("GET /files/../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n");
      return "Bytes 7 to 10 of the file: %s%n/files/../../etc/passwd: %s"
          .formatted(
              got.substring(got.lastIndexOf('\n') + 1),
              client.got().lines().findFirst().orElse(""));
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }
}
