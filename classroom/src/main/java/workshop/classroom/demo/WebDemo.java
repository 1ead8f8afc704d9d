package workshop.classroom.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import workshop.classroom.build.Output;
import workshop.classroom.machine.Answer;
import workshop.classroom.machine.MainOptions;
import workshop.classroom.machine.Start;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/**
 * The inner half of {@code ./workshop demo --web}. It starts the web server of phase 7, and a
 * client that talks to its echo. It is also the inner half of the browser's way into this network.
 * It runs until the outer half ends. Its words and privileges are those of {@link Demo}.
 */
public final class WebDemo {
  /** The file by which the outer half, a {@link Doorway}, calls. */
  private static final String DOOR = "door";

  private static final int LISTEN_SECONDS = 30;
  private static final long LAST_WORDS = 500; // milliseconds
  private static final int ECHO_PORT = 7; // RFC 862; there whatever the options say

  private final Path scratch;
  private final String owner;
  private final List<String> options;
  private final Screen screen = new Screen(System.out);
  private EchoServer server;
  private volatile boolean ending;

  private WebDemo(List<String> words) {
    scratch = Path.of(words.get(0));
    owner = words.get(1);
    options = words.subList(2, words.size());
  }

  public static void main(String[] words) {
    WebDemo demo = new WebDemo(List.of(words));
    Runtime.getRuntime().addShutdownHook(new Thread(demo::leaveNothing));
    Demo.endWithOuterHalf();
    Start.main(demo::run);
  }

  private int run() throws IOException {
    Answer.of("ip", "link", "set", "lo", "up");
    Workshop workshop = new Workshop(Start.root());
    List<String> command =
        new Output(workshop.phase("phase7"), true).command(workshop.phases(), Start.root() + "/");
    command.add(1, "-XX:-UsePerfData");
    command.addAll(options);
    server = new EchoServer(command);
    Demo.await(LISTEN_SECONDS * 1000L, () -> server.isReady() || !server.isAlive());
    screen.server(server.news());
    Matcher listening = server.listening();
    if (listening == null || !server.isAlive()) {
      throw new Problem(
          "The web server did not start. Its output is above.\n"
              + "./workshop doctor checks this machine.");
    }
    inBackground(new Visitor(listening.group(1), ECHO_PORT)::run);
    inBackground(new Forwarder(door(), () -> SocketChannel.open(address(listening)))::run);
    while (server.isAlive()) {
      Demo.await(LISTEN_SECONDS * 1000L, () -> !server.isAlive());
    }
    Demo.await(LAST_WORDS, () -> ending);
    if (ending) {
      return 0; // Ctrl-C has ended it, too
    }
    screen.server(server.news());
    throw new Problem(
        "The web server has ended. Its last lines are above.\n"
            + "That is a defect: please report it.");
  }

  private static InetSocketAddress address(Matcher listening) {
    return new InetSocketAddress(listening.group(1), Integer.parseInt(listening.group(2)));
  }

  /** Only the user can enter the folder; everybody who can see the file there may connect. */
  private ServerSocketChannel door() throws IOException {
    Path made = scratch.resolve(DOOR + ".new");
    ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    door.bind(UnixDomainSocketAddress.of(made));
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.move(made, scratch.resolve(DOOR));
    return door;
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                System.err.println(
                    "workshop: the browser cannot reach the demo: " + e.getMessage());
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  /** However we end. */
  private void leaveNothing() {
    ending = true;
    if (server != null && !server.process().end(2000)) {
      server.process().kill();
    }
    MainOptions forMain = MainOptions.of(options);
    for (String file : List.of(forMain.pcap(), forMain.plot())) {
      if (!file.isEmpty()) {
        Answer.of("chown", "--from=0", owner, "--", file);
      }
    }
    // The outer half does this, too, but may have been killed.
    Answer.of("rm", "-rf", "--", scratch.toString());
  }
}
