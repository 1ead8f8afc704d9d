package workshop.classroom.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import workshop.classroom.build.Output;
import workshop.classroom.machine.Answer;
import workshop.classroom.machine.MainOptions;
import workshop.classroom.machine.Start;
import workshop.classroom.machine.Sudo;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/**
 * The inner half of {@code ./workshop demo}: starts the echo server, talks to it, and compares. It
 * is root, in a network namespace of its own, which the outer half has made.
 *
 * <p>Its standard input ends when the outer half ends, even if somebody kills the outer half. Then
 * this half ends, too. The first two words are a folder to remove in the end, and the owner of a
 * capture.
 */
public final class Demo {
  private static final int LISTEN_SECONDS = 30;
  private static final int ECHO_SECONDS = 30;
  private static final int END_SECONDS = 5;
  private static final String DOCTOR = "./workshop doctor checks this machine.";

  private final Path scratch;
  private final String owner;
  private final List<String> options;
  private final Screen screen = new Screen(System.out);
  private EchoServer server;
  private Client client;
  private int talks;

  private Demo(List<String> words) {
    scratch = Path.of(words.get(0));
    owner = words.get(1);
    options = words.subList(2, words.size());
  }

  public static void main(String[] words) {
    Demo demo = new Demo(List.of(words));
    Runtime.getRuntime().addShutdownHook(new Thread(demo::leaveNothing));
    endWithOuterHalf();
    Start.main(demo::run);
  }

  /** Ends this JVM as soon as its standard input ends. */
  static void endWithOuterHalf() {
    Thread outerHalf = new Thread(Demo::awaitEndOfOuterHalf);
    outerHalf.setDaemon(true);
    outerHalf.start();
  }

  private static void awaitEndOfOuterHalf() {
    try {
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      // It has ended anyway.
    }
    System.exit(143);
  }

  private int run() throws IOException {
    Answer.of("ip", "link", "set", "lo", "up");
    List<String> linksBefore = links();
    startServer();
    Matcher listening = awaitListening();
    String host = listening.group(1);
    int port = Integer.parseInt(listening.group(2));
    client = new Client(host, port);
    screen.client(client.command());

    byte[] text = "Hello, TCP!\n".getBytes(StandardCharsets.US_ASCII);
    talk(text);
    screen.client("> Hello, TCP!");
    showServer();
    screen.client("< " + Screen.harmless(client.echo()));
    compare(text);

    byte[] binary = new byte[1 << 20];
    new Random().nextBytes(binary);
    client = new Client(host, port);
    talk(binary);
    screen.client("> 1 MiB of random bytes");
    showServer();
    screen.client("< " + client.echoed() + " bytes");
    compare(binary);

    stopServer();
    checkLinks(linksBefore);
    System.out.println(
        "The echo is right, byte by byte: this TCP/IP stack in Java talks to the kernel's.");
    System.out.println(
        "Next: docs/README.md, and docs/phase1-tap.md beside your editor, and"
            + "  mvn -pl phase1-tap test");
    return 0;
  }

  private void startServer() throws IOException {
    Workshop workshop = new Workshop(Start.root());
    Output output = new Output(workshop.phase("phase5"), true);
    List<String> command = output.command(workshop.phases(), Start.root() + "/");
    command.add(1, "-XX:-UsePerfData");
    command.addAll(options);
    server = new EchoServer(command);
  }

  private Matcher awaitListening() {
    await(LISTEN_SECONDS * 1000L, () -> server.listening() != null || !server.isAlive());
    Matcher listening = server.listening();
    showServer();
    if (listening != null) {
      return listening;
    }
    throw new Problem(
        server.isAlive()
            ? "The echo server did not listen within %d seconds.\n%s"
                .formatted(LISTEN_SECONDS, DOCTOR)
            : "The echo server ended before it listened. Its output is above.\n" + DOCTOR);
  }

  private void showServer() {
    screen.server(server.news());
  }

  private void talk(byte[] bytes) {
    client.send(bytes);
    await(
        ECHO_SECONDS * 1000L,
        () -> client.echoed() >= bytes.length || !client.isAtWork() || !server.isAlive());
    client.end();
    // Then the server's last lines about this connection appear beside it.
    talks++;
    await(1000, () -> server.connectionsClosed() >= talks);
  }

  private void compare(byte[] sent) {
    byte[] came = client.echo();
    int same = Arrays.mismatch(sent, came);
    if (same < 0) {
      return;
    }
    showServer();
    if (!server.isAlive()) {
      throw new Problem(
          ("The echo server ended early, after %d of %d bytes. Its output is above.\n"
                  + "That is a defect: please report it.")
              .formatted(came.length, sent.length));
    }
    if (came.length == 0) {
      String why = client.complaint().isEmpty() ? "" : " (" + client.complaint() + ")";
      throw new Problem("Nothing came back%s.\nThe server's output is above.".formatted(why));
    }
    throw new Problem(
        "The echo is wrong: %d of %d bytes came back, and byte %d is different.\nThe server's output is above."
            .formatted(came.length, sent.length, same + 1));
  }

  private void stopServer() {
    if (!server.process().end(END_SECONDS * 1000L)) {
      throw new Problem(
          ("The echo server did not end within %d seconds after SIGTERM.\n"
                  + "That is a defect: please report it.")
              .formatted(END_SECONDS));
    }
    showServer();
  }

  private static List<String> links() {
    return Answer.of("ip", "-o", "link").text().lines().map(Demo::nameOfLink).toList();
  }

  /** In "2: tap0: ...", or "2: eth0@if3: ...". */
  private static String nameOfLink(String line) {
    String[] words = line.split("[:@] *");
    return words.length > 1 ? words[1] : line;
  }

  private static void checkLinks(List<String> before) {
    List<String> left = new ArrayList<>(links());
    left.removeAll(before);
    if (!left.isEmpty()) {
      throw new Problem(
          "The echo server has left the device %s behind.\n%s"
              .formatted(left.get(0), Sudo.before("ip link delete " + left.get(0))));
    }
  }

  /** Waits until the condition is true, or the time is over. */
  static void await(long milliseconds, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
    try {
      while (!condition.getAsBoolean() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** However we end. */
  private void leaveNothing() {
    if (client != null) {
      client.kill();
    }
    if (server != null && !server.process().end(2000)) {
      server.process().kill();
    }
    String capture = MainOptions.of(options).pcap();
    if (!capture.isEmpty()) {
      Answer.of("chown", "--from=0", owner, "--", capture);
    }
    // The outer half does this, too, but may have been killed.
    Answer.of("rm", "-rf", "--", scratch.toString());
  }
}
