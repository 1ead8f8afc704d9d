package workshop.classroom.watch;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workshop.classroom.cli.Cli;
import workshop.classroom.learner.Editor;
import workshop.classroom.learner.Standing;
import workshop.exercises.Phase;
import workshop.exercises.Workshop;

/** {@code watch} tests at every save, until it is told to end. */
@Command(
    description = {
      "Compiles and tests whenever you save a file: first the exercise at hand, then its whole phase.",
      "Keys: n next, h hint, a all tests, o open in the editor, r reset, l list, q quit."
    })
public final class Watch implements Callable<Integer> {
  private static final long SECONDS_TO_END = 15;

  @Parameters(
      arity = "0..1",
      paramLabel = "PHASE",
      description = "for instance 3; without it, the phase of the exercise at hand")
  private String phase;

  @Option(names = "--plain", description = "lines only: no keys, no colours, no screen control")
  private boolean plain;

  @Option(
      names = "--measure",
      paramLabel = "EXERCISE",
      description = "measures how long it takes from a save to a verdict, in a copy of the tree")
  private String measured;

  private final Cli others;
  private final Workshop workshop;
  private final PrintStream out;

  /** The command; {@code others} are those that its keys call. */
  public Watch(Cli others, Workshop workshop, PrintStream out) {
    this.others = others;
    this.workshop = workshop;
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    List<Path> libraries =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    if (measured != null) {
      return new Measurement(workshop, libraries, out).of(measured);
    }
    Phase first = phase == null ? phaseAtHand() : workshop.phase(phase);
    Path folder = workshop.root().resolve(".workshop");
    Lock lock = Lock.take(folder.resolve("watch.lock"));
    try (Session session =
        new Session(
            workshop, libraries, folder.resolve("watch"), this::run, new Editor(System.getenv()))) {
      return watch(session, first);
    } finally {
      lock.close();
    }
  }

  private int watch(Session session, Phase first) throws IOException {
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> end(session, ended), "end");
    try (Screen screen = screen(session)) {
      Runtime.getRuntime().addShutdownHook(hook);
      int code = session.run(screen, first);
      session.close();
      return code;
    } finally {
      ended.countDown();
    }
  }

  /** After Ctrl-C or a signal, nothing is left over, and the terminal is as it was. */
  private static void end(Session session, CountDownLatch ended) {
    session.post(session::quit);
    try {
      ended.await(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Phase phaseAtHand() {
    Optional<Standing> atHand = Standing.atHand(workshop);
    return atHand
        .map(standing -> standing.place().phase())
        .orElseGet(() -> workshop.phases().get(workshop.phases().size() - 1));
  }

  private Screen screen(Session session) throws IOException {
    String terminal = System.getenv().getOrDefault("TERM", "dumb");
    if (plain || System.console() == null || terminal.equals("dumb") || terminal.isEmpty()) {
      return new PlainScreen(out);
    }
    boolean colours = System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    return new TerminalScreen(
        colours,
        key -> {
          CountDownLatch done = new CountDownLatch(1);
          session.post(
              () -> {
                try {
                  session.pressed(key);
                } finally {
                  done.countDown();
                }
              });
          TerminalScreen.await(done);
        });
  }

  private String run(List<String> command) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    others.run(workshop.root(), stream, stream, command);
    return printed.toString(StandardCharsets.UTF_8);
  }
}
