package workshop.sockets.examples;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameBytes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.NotDone;
import workshop.sockets.Caller;
import workshop.sockets.TcpServerSocket;
import workshop.sockets.TcpSocket;
import workshop.sockets.TwoStacks;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

@Order(14)
@Exercise("7.10")
@DisplayName("Servers made of sockets: echo, chat, a page")
class ServersTest {
  private static final int PORT = 9000;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(task -> new Thread(() -> quietly(task)));

  /** What is not done, the test's own thread tells. */
  private static void quietly(Runnable task) {
    try {
      task.run();
    } catch (NotDone e) {
      // said above
    }
  }

  @AfterEach
  void endThreads() throws InterruptedException {
    threads.shutdownNow();
    assertThat("threads end", threads.awaitTermination(10, TimeUnit.SECONDS), is(true));
  }

  private interface Client {
    void with(TwoStacks stacks) throws Exception;
  }

  private void serving(Conversation conversation, Client client) throws Exception {
    TwoStacks.test(
        stacks -> {
          TcpServerSocket listening = stacks.server.sockets.listen(PORT);
          Caller<?> server =
              Caller.start(
                  () -> {
                    Conversation.serve(listening, threads, conversation);
                    return null;
                  });
          client.with(stacks);
          listening.close();
          server.result();
        });
  }

  private static TcpSocket connect(TwoStacks stacks) throws IOException {
    TcpSocket socket = stacks.client.sockets.connect(stacks.server.address, PORT, TwoStacks.LONG);
    socket.setReadTimeout(TwoStacks.LONG);
    return socket;
  }

  @Test
  @Order(1)
  @DisplayName("the echo sends back all, and closes after the client")
  void echo() throws Exception {
    byte[] data = new byte[300_000];
    new Random(7).nextBytes(data);
    serving(
        new Echo(),
        stacks -> {
          ByteArrayOutputStream came = new ByteArrayOutputStream();
          try (TcpSocket socket = connect(stacks)) {
            Talk.over(socket, new ByteArrayInputStream(data), came, threads);
          }
          assertThat(came.toByteArray(), sameBytes(data));
        });
  }

  @Test
  @Order(2)
  @DisplayName("the page: for GET /, and nothing else")
  void page() throws Exception {
    serving(
        new PageServer("<p>grüße"),
        stacks -> {
          HttpClient client = new HttpClient(stacks.client.sockets);
          HttpClient.Page page = client.fetch(URI.create("http://192.168.100.2:9000/"));
          assertThat(page.status(), is(200));
          assertThat(new String(page.body(), StandardCharsets.UTF_8), is("<p>grüße"));
          assertThat(page.fields().get("content-type"), is("text/html; charset=utf-8"));
          assertThat(client.fetch(URI.create("http://192.168.100.2:9000/x")).status(), is(404));
          assertThat(answer(stacks, "POST / HTTP/1.1\r\n\r\n"), startsWith("HTTP/1.1 405 "));
          assertThat("half a request", answer(stacks, "GET / HTTP/1.1\r\n"), is(""));
          assertThrows(
              SocketException.class,
              () -> answer(stacks, "GET / HTTP/1.1\r\nHost"),
              "half a line is a reset");
        });
  }

  private static String answer(TwoStacks stacks, String request) throws IOException {
    try (TcpSocket socket = connect(stacks)) {
      socket.write(request.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.inputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  @Order(3)
  @DisplayName("the chat: what one says, all others hear")
  void chat() throws Exception {
    serving(
        new Chat(),
        stacks -> {
          Person ann = new Person(connect(stacks));
          assertThat(ann.hears(), is("Your name?"));
          ann.says("Ann");
          assertThat(ann.hears(), is("* Ann has come. In the room: Ann"));
          Person bob = new Person(connect(stacks));
          bob.says("Ann");
          assertThat(bob.hears(), is("Your name?"));
          assertThat(bob.hears(), containsString("taken"));
          bob.says("Bob");
          assertThat(bob.hears(), startsWith("* Bob has come."));
          assertThat(ann.hears(), startsWith("* Bob has come."));
          ann.says("Hello!");
          assertThat(bob.hears(), is("Ann: Hello!"));
          bob.says("Bye.");
          assertThat("not her own words", ann.hears(), is("Bob: Bye."));
          bob.socket.close();
          assertThat(ann.hears(), is("* Bob has gone."));
          ann.says("x".repeat(2000));
          assertThrows(SocketException.class, ann::hears, "a line without end is a reset");
        });
  }

  private static final class Person {
    private final TcpSocket socket;
    private final Lines lines;

    Person(TcpSocket socket) {
      this.socket = socket;
      lines = new Lines(socket.inputStream(), 1000);
    }

    void says(String line) throws IOException {
      socket.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    String hears() throws IOException {
      return lines.next();
    }
  }

  @Test
  @Order(4)
  @Given
  @DisplayName("lines: with either end, and none that is too long")
  void lines() throws IOException {
    Lines lines = new Lines(new ByteArrayInputStream("a\r\n\nbcd\nefgh".getBytes()), 4);
    assertThat(lines.next(), is("a"));
    assertThat(lines.next(), is(""));
    assertThat(lines.next(), is("bcd"));
    assertThrows(IOException.class, lines::next, "the end comes within a line");
    assertThat(new Lines(new ByteArrayInputStream(new byte[0]), 4).next(), nullValue());
    Lines endless = new Lines(new ByteArrayInputStream("abcde\n".getBytes()), 4);
    assertThat(
        assertThrows(IOException.class, endless::next).getMessage(), containsString("longer"));
  }
}
