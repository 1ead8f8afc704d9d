package workshop.sockets.examples;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import workshop.NotDone;
import workshop.shared.Ipv4Address;
import workshop.sockets.Sockets;
import workshop.sockets.TcpServerSocket;
import workshop.sockets.TcpSocket;
import workshop.tap.MoreOptions;
import workshop.tap.Program;
import workshop.tap.UsageException;

/** The programs of this package, as options of the mains of phases 7 and 8. */
public final class Examples implements MoreOptions {
  private static final String HELP =
      """
        --echo PORT       also an echo that is made of sockets
        --chat PORT       also a chat, for several nc
        --page PORT       also a web page that is made of sockets
        --fetch URL       fetch a page, for instance http://192.168.100.1:8000/, and end
        --talk ADDR:PORT  talk to a server, as nc does, and end
      """;

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <title>My own stack</title>
      <p>This page came over my own TCP.
      """;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** One of the programs. It runs in its own thread, and may wait. */
  private interface Start {
    void run(Sockets sockets, ExecutorService threads) throws IOException;
  }

  private record Example(String name, Start start, boolean ends) {}

  private final List<Example> chosen = new ArrayList<>();
  private volatile boolean over;

  @Override
  public String help() {
    return HELP;
  }

  @Override
  public boolean take(String option, Value value) throws UsageException {
    switch (option) {
      case "--echo" -> server("echo", port(option, value.next()), new Echo());
      case "--chat" -> server("chat", port(option, value.next()), new Chat());
      case "--page" -> server("page", port(option, value.next()), new PageServer(PAGE));
      case "--fetch" -> fetch(value.next());
      case "--talk" -> talk(value.next());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void server(String name, int port, Conversation conversation) {
    Start start =
        (sockets, threads) -> {
          TcpServerSocket listening = sockets.listen(port);
          Program.log("Listening on port %d, %s", port, name);
          Conversation.serve(listening, threads, conversation);
        };
    chosen.add(new Example("the " + name, start, false));
  }

  private void fetch(String text) throws UsageException {
    URI address;
    try {
      address = URI.create(text);
      Ipv4Address.parse(String.valueOf(address.getHost()));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--fetch is like http://192.168.100.1:8000/, not " + text);
    }
    Start start =
        (sockets, threads) -> {
          HttpClient.Page page = new HttpClient(sockets).fetch(address);
          Program.log("%s: %d, %d bytes", address, page.status(), page.body().length);
          Program.log("%s", new String(page.body(), StandardCharsets.UTF_8));
        };
    chosen.add(new Example(text, start, true));
  }

  private void talk(String text) throws UsageException {
    String[] parts = text.split(":", 2);
    Ipv4Address address;
    try {
      address = Ipv4Address.parse(parts[0]);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--talk: " + e.getMessage());
    }
    int port = port("--talk", parts.length == 2 ? parts[1] : "");
    Start start =
        (sockets, threads) -> {
          try (TcpSocket socket = sockets.connect(address, port, PATIENCE)) {
            Program.log("Connected to %s from port %d", text, socket.localPort());
            Talk.over(socket, System.in, System.out, threads);
          }
        };
    chosen.add(new Example(text, start, true));
  }

  private static int port(String option, String value) throws UsageException {
    if (value.matches("\\d{1,5}")) {
      int port = Integer.parseInt(value);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    }
    throw new UsageException(option + " needs a port from 1 to 65535, not \"" + value + "\"");
  }

  /** Starts the chosen programs. Each has its own thread, which does not keep the JVM alive. */
  public void start(Sockets sockets) {
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(() -> goOn(task), "example");
              thread.setDaemon(true);
              return thread;
            });
    chosen.forEach(example -> threads.execute(() -> run(example, sockets, threads)));
  }

  /** Tells once that an exercise is not done. The other programs go on. */
  private static void goOn(Runnable task) {
    try {
      task.run();
    } catch (NotDone e) {
      e.goOn();
    }
  }

  private void run(Example example, Sockets sockets, ExecutorService threads) {
    try {
      example.start().run(sockets, threads);
      if (example.ends()) {
        sockets.flush(); // so that our FIN is on its way
      }
    } catch (IOException e) {
      System.err.println(example.name() + ": " + e.getMessage());
    } finally {
      over |= example.ends();
    }
  }

  /** Whether the user asked for a program that ends, and it has ended. */
  public boolean isOver() {
    return over;
  }
}
