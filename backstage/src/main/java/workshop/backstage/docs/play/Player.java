package workshop.backstage.docs.play;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import workshop.backstage.docs.page.Page;
import workshop.exercises.Count;
import workshop.exercises.Phase;
import workshop.exercises.Workshop;

/** Types what the pages show, and compares what comes. */
final class Player {
  /** These build, or run many tests; and they end by themselves. */
  private static final Pattern BUILDS =
      Pattern.compile("\\bmvnw? |\\./workshop (?!run|lab|progress|hint)|^git ");

  private static final Pattern STARTS_BUILD = Pattern.compile("\\bmvnw? |\\./workshop ");

  /** How long a user looks at a line before the next key. */
  private static final int LOOKED_AT_MILLIS = 200;

  /** How long a line may take. */
  record Limits(long line, long build, long atEnd) {
    static final Limits USUAL = new Limits(60_000, 240_000, 1_000);
  }

  /** A scene whose transcripts cannot go on. */
  private static final class Mismatch extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final transient List<String> difference;
    private final transient Optional<Terminal> terminal;

    Mismatch(Terminal terminal, int line, String message) {
      super(message);
      this.line = line;
      this.terminal = Optional.of(terminal);
      difference = Difference.tell(terminal, terminal.match());
    }

    Mismatch(int line, String message, List<String> difference) {
      super(message);
      this.line = line;
      this.difference = difference;
      terminal = Optional.empty();
    }
  }

  /** What a user may have set, and what says that this is a lab: the page may open one. */
  private static final List<String> UNWANTED =
      List.of(
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "LANG",
          "LANGUAGE",
          "BASH_ENV",
          "CDPATH",
          "LS_COLORS",
          "GREP_COLORS",
          "WORKSHOP_LAB");

  private final Workshop workshop;
  private final TreeCopy tree;
  private final Map<String, String> environment;
  private final Optional<WarmTests> warm;
  private final Limits limits;
  private final PrintStream out;
  private final Map<Integer, Terminal> terminals = new ConcurrentSkipListMap<>();

  /** The kinds of scenes for which Maven has run: see {@link WarmTests}. */
  private final Set<String> seenOfMaven = new HashSet<>();

  private final Set<String> seenInScene = new HashSet<>();

  private int played;
  private int wrong;
  private final List<String> notRun = new ArrayList<>();
  private final List<Rewrite> rewrites = new ArrayList<>();

  /**
   * Plays in a copy of the tree.
   *
   * @param environment of what is typed
   * @param warm takes Maven's place where that makes no difference; if it is empty, Maven runs
   */
  Player(
      Workshop workshop,
      TreeCopy tree,
      Map<String, String> environment,
      Optional<WarmTests> warm,
      Limits limits,
      PrintStream out) {
    this.workshop = workshop;
    this.tree = tree;
    this.environment = new HashMap<>(environment);
    this.warm = warm;
    this.limits = limits;
    this.out = out;
    // Where there is no list of processes of our own, nobody else ends them.
    Runtime.getRuntime().addShutdownHook(new Thread(this::endAll));
  }

  private void endAll() {
    for (Terminal terminal : List.copyOf(terminals.values())) {
      try {
        terminal.program().end();
      } catch (IOException | InterruptedException e) {
        // The next one.
      }
    }
  }

  int played() {
    return played;
  }

  int wrong() {
    return wrong;
  }

  /** The transcripts that were not run, with the reasons. */
  List<String> notRun() {
    return notRun;
  }

  /**
   * What would make the page right that was played last: in each scene, up to the first mistake.
   */
  List<Rewrite> rewrites() {
    return rewrites;
  }

  /**
   * Plays a page, or some of its scenes.
   *
   * @param wanted the scenes to play
   */
  void play(Script script, Predicate<Transcript> wanted) throws IOException, InterruptedException {
    Changes changes = Changes.of(script.page(), workshop.root());
    tree.startPage();
    rewrites.clear();
    List<Transcript> transcripts = new ArrayList<>();
    for (Transcript transcript : script.transcripts()) {
      if (!wanted.test(transcript)) {
        continue;
      }
      if (transcript.isRun()) {
        transcripts.add(transcript);
      } else {
        notRun.add(
            "%s:%d: not run: %s"
                .formatted(
                    script.page().name(),
                    transcript.block().line(),
                    transcript.notRun().orElseThrow()));
      }
    }
    int from = 0;
    while (from < transcripts.size()) {
      int to = from;
      while (to < transcripts.size()
          && transcripts.get(to).sceneLine() == transcripts.get(from).sceneLine()) {
        to++;
      }
      playScene(script.page(), transcripts.subList(from, to), changes);
      from = to;
    }
  }

  /**
   * Plays a scene; where something else comes than the page shows, once more. Networks and busy
   * machines have their own times, and a page cannot wait for everything.
   */
  private void playScene(Page page, List<Transcript> transcripts, Changes changes)
      throws IOException, InterruptedException {
    int playedBefore = played;
    int rewritesBefore = rewrites.size();
    if (tryScene(page, transcripts, changes, "AGAIN")) {
      return;
    }
    played = playedBefore;
    rewrites.subList(rewritesBefore, rewrites.size()).clear();
    if (!tryScene(page, transcripts, changes, "WRONG")) {
      wrong++;
    }
  }

  /**
   * Plays a scene once.
   *
   * @param word for what is not as the page shows it
   * @return whether all was right
   */
  private boolean tryScene(Page page, List<Transcript> transcripts, Changes changes, String word)
      throws IOException, InterruptedException {
    int next = 0;
    seenInScene.clear();
    try {
      tree.prepare(Scene.parse(transcripts.get(0).scene(), workshop));
      for (Transcript transcript : transcripts) {
        next++;
        boolean goesOn =
            transcripts.subList(next, transcripts.size()).stream()
                .anyMatch(later -> later.terminal() == transcript.terminal() && later.goesOn());
        long start = System.nanoTime();
        playTranscript(page, transcript, goesOn, changes);
        played++;
        out.printf(
            Locale.ROOT,
            "ok %s:%d  %s (%.1f s)%n",
            page.name(),
            transcript.block().line(),
            title(transcript),
            (System.nanoTime() - start) / 1e9);
      }
      endOfScene();
      seenOfMaven.addAll(seenInScene);
      return true;
    } catch (Mismatch e) {
      Transcript last = transcripts.get(next - 1);
      if (e.terminal.isPresent()) {
        // All of it, for whoever wants to have it in the page.
        e.terminal.get().awaitEnd(limits.atEnd());
        Rewrite.of(last, e.terminal.get()).ifPresent(rewrites::add);
      }
      out.printf("%s %s:%d: %s%n", word, page.name(), e.line, e.getMessage());
      e.difference.forEach(line -> out.println("    " + line));
      if (next < transcripts.size()) {
        out.printf(
            "    the rest of the scene is left out: %s%n",
            Count.of(transcripts.size() - next, "transcript"));
      }
      return false;
    } finally {
      for (Terminal terminal : terminals.values()) {
        terminal.program().end();
      }
      terminals.clear();
    }
  }

  private static String title(Transcript transcript) {
    for (Step step : transcript.steps()) {
      if (step instanceof Step.Command command) {
        String first = command.text().lines().findFirst().orElse("");
        return (transcript.isScript() ? "" : "$ ") + first;
      }
    }
    return "(terminal %d goes on)".formatted(transcript.terminal());
  }

  private void playTranscript(Page page, Transcript transcript, boolean goesOn, Changes changes)
      throws IOException, InterruptedException, Mismatch {
    int number = transcript.terminal();
    for (Step step : transcript.steps()) {
      if (step instanceof Step.Command command) {
        if (terminals.containsKey(number)) {
          mustHaveEnded(number);
        }
        terminals.put(number, start(transcript, command, changes));
        continue;
      }
      Terminal terminal = terminals.get(number);
      if (terminal == null) {
        throw new Mismatch(step.line(), "nothing runs in terminal %d".formatted(number), List.of());
      }
      if (step instanceof Step.Output output) {
        terminal.show(output.line(), output.text());
      } else if (step instanceof Step.AnyOutput any) {
        terminal.show(any.line(), Transcript.ANY);
      } else {
        mustShow(terminal);
        press(step, terminal);
      }
    }
    Terminal terminal = terminals.get(number);
    mustShow(terminal);
    boolean mustEnd =
        transcript.isScript()
            || terminal.isInterrupted()
            || !goesOn && BUILDS.matcher(terminal.command()).find();
    if (mustEnd) {
      mustHaveEnded(number);
    } else if (!goesOn && terminal.awaitEnd(limits.atEnd() / 2)) {
      mustHaveEnded(number);
    }
    if (transcript.isScript() && terminal.program().exitCode() != 0) {
      List<String> came = terminal.came();
      throw new Mismatch(
          transcript.block().line(),
          "this script ends with exit code %d; run it, and fix it or what it calls"
              .formatted(terminal.program().exitCode()),
          came.subList(Math.max(0, came.size() - 12), came.size()));
    }
  }

  private Terminal start(Transcript transcript, Step.Command command, Changes changes)
      throws IOException {
    Optional<Path> printed = printedWithoutMaven(transcript, command.text());
    boolean byMaven = printed.isEmpty() || !seenOfMaven.contains(kindOfScene(transcript, command));
    List<String> shell =
        !byMaven
            ? List.of("cat", printed.get().toString())
            : transcript.isScript()
                ? List.of("bash", "-e", "-c", command.text())
                : List.of("bash", "-c", command.text());
    Program program = new Program(shell, tree.folder(), environment);
    Terminal terminal = new Terminal(program, changes, command.text(), command.line());
    if (transcript.isScript()) {
      terminal.show(command.line(), Transcript.ANY);
    }
    if (byMaven && printed.isPresent()) {
      terminal.mustSayTheSame(Files.readAllLines(printed.get()));
      seenInScene.add(kindOfScene(transcript, command));
    }
    return terminal;
  }

  private Optional<Path> printedWithoutMaven(Transcript transcript, String command)
      throws IOException {
    Optional<Phase> phase =
        transcript.isScript() ? Optional.empty() : warm.flatMap(tests -> tests.phase(command));
    return phase.isPresent() ? warm.get().run(phase.get()) : Optional.empty();
  }

  /** Maven runs the first scene of each kind: so both are seen to say the same. */
  private static String kindOfScene(Transcript transcript, Step.Command command) {
    return command.text() + (transcript.scene().contains(" wrong ") ? ", with a mistake" : "");
  }

  private void press(Step key, Terminal terminal)
      throws IOException, InterruptedException, Mismatch {
    try {
      if (key instanceof Step.Typed typed) {
        terminal.program().type(typed.text() + "\n");
      } else if (key instanceof Step.EndOfInput) {
        terminal.program().endInput();
      } else if (terminal.awaitEnd(LOOKED_AT_MILLIS)) {
        throw new Mismatch(
            terminal,
            key.line(),
            "the command has ended before this ^C (%s)".formatted(firstLine(terminal)));
      } else {
        terminal.interrupt();
      }
    } catch (IOException e) {
      throw new Mismatch(
          terminal, key.line(), "the command reads no more (%s)".formatted(e.getMessage()));
    }
  }

  private long limit(Terminal terminal) {
    return STARTS_BUILD.matcher(terminal.command()).find() ? limits.build() : limits.line();
  }

  private void mustShow(Terminal terminal) throws InterruptedException, Mismatch {
    long limit = limit(terminal);
    if (!terminal.awaitShown(limit)) {
      boolean hasEnded = terminal.program().hasEnded();
      String why =
          hasEnded
              ? "this line did not come"
              : "this line did not come within %d s".formatted(limit / 1000);
      Match match = terminal.match();
      throw new Mismatch(
          terminal,
          Difference.line(terminal, match),
          "%s, from $ %s; lines with - are the page's, with + what came"
              .formatted(why, firstLine(terminal)));
    }
  }

  private static String firstLine(Terminal terminal) {
    return terminal.command().lines().findFirst().orElse("");
  }

  private void mustHaveEnded(int number) throws IOException, InterruptedException, Mismatch {
    mustHaveEnded(terminals.get(number));
    terminals.remove(number);
  }

  private void mustHaveEnded(Terminal terminal) throws IOException, InterruptedException, Mismatch {
    mustShow(terminal);
    long limit = limit(terminal);
    boolean hasEnded = terminal.awaitEnd(limit);
    Match match = terminal.match();
    terminal.program().end();
    if (!hasEnded) {
      throw new Mismatch(
          terminal,
          terminal.commandLine(),
          "this command has not ended after %d s; show a ^C, or let it end ($ %s)"
              .formatted(limit / 1000, firstLine(terminal)));
    }
    if (!match.isWhole()) {
      throw new Mismatch(
          terminal,
          Difference.line(terminal, match),
          "more came than the page shows, from $ %s; ... stands for any lines"
              .formatted(firstLine(terminal)));
    }
    if (!terminal.differing().isEmpty()) {
      throw new Mismatch(
          terminal.commandLine(),
          "Maven says something else (+) than the tests without Maven (-), from $ %s; fix %s"
              .formatted(firstLine(terminal), WarmTests.class.getSimpleName()),
          terminal.differing());
    }
  }

  /**
   * Ends the commands that still run. A command that has ended by itself must have printed all that
   * the page shows.
   */
  private void endOfScene() throws IOException, InterruptedException, Mismatch {
    for (Terminal terminal : terminals.values()) {
      if (terminal.awaitEnd(limits.atEnd())) {
        mustHaveEnded(terminal);
      }
    }
  }

  /** The environment of what is typed: the same everywhere. */
  static Map<String, String> environment(Path tools, Path home) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.startsWith("GIT_"));
    UNWANTED.forEach(environment::remove);
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("COLUMNS", "100");
    environment.put("TERM", "dumb");
    environment.put("NO_COLOR", "1");
    environment.put("PATH", tools + ":" + System.getenv("PATH"));
    environment.put("GIT_CONFIG_GLOBAL", home.resolve("gitconfig").toString());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_PAGER", "cat");
    return environment;
  }
}
