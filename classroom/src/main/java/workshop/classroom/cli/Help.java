package workshop.classroom.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** {@code help} lists the commands; {@code help hint} shows how one is used. */
@Command(description = "Lists the commands, or shows how one is used.")
public final class Help implements Callable<Integer> {
  private static final int COLUMNS = 80;
  private static final int FIRST = 24;

  @Option(names = "--all", description = "also lists those for instructors and maintainers")
  private boolean all;

  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "the command to explain")
  private String word;

  private final Cli cli;
  private final Workshop workshop;
  private final PrintStream out;

  public Help(Cli cli, Workshop workshop, PrintStream out) {
    this.cli = cli;
    this.workshop = workshop;
    this.out = out;
  }

  @Override
  public Integer call() {
    if (word == null) {
      list();
    } else if (cli.words().contains(word)) {
      out.print(cli.usage(word, workshop, out));
    } else {
      explain();
    }
    return 0;
  }

  private void list() {
    out.println("./workshop COMMAND");
    for (Word.Group group : Word.Group.values()) {
      if (!all && !group.isForLearners()) {
        continue;
      }
      out.printf("%n%s:%n", group.heading());
      Words.ALL.stream()
          .filter(one -> one.group() == group)
          .forEach(one -> row(one.withArguments(), one.what()));
    }
    out.printf("%nMaven runs the tests, too:  mvn -pl phase3-ipv4 test%n");
  }

  /** A command that the script or the other program runs. */
  private void explain() {
    Optional<Word> found = Words.find(word);
    if (found.isEmpty()) {
      throw new Problem(Cli.mistyped(word));
    }
    out.printf("Usage: ./workshop %s%n", found.get().withArguments());
    row("", found.get().what());
    found.get().details().forEach(line -> out.println("  " + line));
    if (!found.get().group().isForLearners()) {
      out.printf("All options: ./workshop %s --help%n", word);
    }
  }

  private void row(String first, String text) {
    String start = "  %-20s  ".formatted(first);
    for (String line : wrapped(text, COLUMNS - FIRST)) {
      out.println(start + line);
      start = " ".repeat(FIRST);
    }
  }

  private static List<String> wrapped(String text, int width) {
    return text.replaceAll("(.{1,%d})( |$)".formatted(width), "$1\n").lines().toList();
  }
}
