package workshop.sockets.examples;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static workshop.testkit.SameBytes.sameBytes;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.sockets.OnTap;
import workshop.sockets.StackLoop;
import workshop.testkit.Command;
import workshop.testkit.Frames;
import workshop.testkit.InNetworkNamespace;
import workshop.testkit.RunningMain;

@Order(102)
@ExtendWith(InNetworkNamespace.class)
@DisplayName("Programs made of sockets, and the Linux kernel's")
class KernelIT {
  private static byte[] page(int size) {
    byte[] page = new byte[size];
    new Random(size).nextBytes(page);
    return page;
  }

  /** A web server on the kernel's side; with chunks, if it does not say the length. */
  private static HttpServer server(byte[] page, boolean length) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(Frames.KERNEL_IP, 8000), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, length ? page.length : 0);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(page);
          }
        });
    server.start();
    return server;
  }

  @ParameterizedTest(name = "{0} bytes, with their length: {1}")
  @Order(1)
  @CsvSource({"12, true", "12, false", "5000000, true", "5000000, false"})
  @DisplayName("our HTTP client fetches a page from a server of the kernel's")
  void fetches(int size, boolean length) throws Exception {
    try (StackLoop stack = OnTap.alone()) {
      HttpServer server = server(page(size), length);
      try {
        HttpClient client = new HttpClient(stack.sockets);
        for (int i = 0; i < 3; i++) {
          HttpClient.Page came = client.fetch(URI.create("http://192.168.100.1:8000/x?y"));
          assertThat(came.status(), is(200));
          assertThat(came.body(), sameBytes(page(size)));
        }
      } finally {
        server.stop(0);
      }
    }
  }

  @Test
  @Order(2)
  @DisplayName("a page, an echo and a chat of phase 7's main, and the kernel's clients")
  void servers() throws IOException {
    try (RunningMain main =
        RunningMain.start(
                "workshop.server.Main", "--page", "8000", "--echo", "9000", "--chat", "9001")
            .ready()) {
      main.awaitLine("^Listening on port 8000, page$");
      main.awaitLine("^Listening on port 9000, echo$");
      main.awaitLine("^Listening on port 9001, chat$");
      try (InputStream page = new URL("http://192.168.100.2:8000/").openStream()) {
        assertThat(new String(page.readAllBytes()), containsString("my own TCP"));
      }
      assertThat(nc("9000", "hello\n"), is("hello\n"));
      assertThat(nc("9001", "Ann\nHello!\n"), is("Your name?\n* Ann has come. In the room: Ann\n"));
      assertThat(main.stop(), is(143));
      assertThat(main.errors(), is(""));
    }
  }

  private static String nc(String port, String input) {
    return Command.of("nc", "-n", "-N", "-w", "10", Frames.STACK_IP, port)
        .input(input)
        .run()
        .succeeded()
        .output();
  }

  @Test
  @Order(3)
  @DisplayName("--fetch and --talk end by themselves, and say what does not work")
  void ends() throws IOException {
    OnTap.bridge(); // so that the kernel's address is there before the main is
    HttpServer server = server("Hello, stack!".getBytes(), true);
    try (RunningMain main =
        RunningMain.start("workshop.server.Main", "--fetch", "http://192.168.100.1:8000/")) {
      main.awaitLine("^http://192.168.100.1:8000/: 200, 13 bytes$");
      main.awaitLine("^Hello, stack!$");
      assertThat("exit code", main.exitCode(), is(0));
    } finally {
      server.stop(0);
    }
    try (RunningMain main =
        RunningMain.start("workshop.server.Main", "--talk", "192.168.100.1:8001")) {
      assertThat("exit code", main.exitCode(), is(0));
      assertThat(main.errors(), is("192.168.100.1:8001: connection refused\n"));
    }
  }
}
