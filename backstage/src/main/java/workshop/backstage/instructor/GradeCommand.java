package workshop.backstage.instructor;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import workshop.exercises.Workshop;

/** {@code ./workshop grade}. */
@Command(
    name = "grade",
    description = {
      "Shows how far learners are. The folder has a tree of each.",
      "It reads the results of their own test runs."
    },
    footer = {"", "Options for Maven come after --, with --fresh:", "  grade --fresh class -- -o"})
public final class GradeCommand implements Callable<Integer> {
  private final Workshop workshop;
  private final PrintStream out;
  private final PrintStream progress;
  private final Grade.TestRun tests;

  @Spec private CommandSpec spec;

  /** What comes after "--" is at its end. */
  @Parameters(
      arity = "1..*",
      paramLabel = "FOLDER",
      description = "A tree, or a folder with a tree in each of its folders.")
  private List<String> words;

  @Option(names = "--fresh", description = "Runs your tests on their answers.")
  private boolean fresh;

  @Option(names = "--csv", description = "Prints a table for a spreadsheet.")
  private boolean csv;

  /**
   * The command for learners of this workshop.
   *
   * @param out for the table
   * @param progress for what shows that something goes on
   */
  public GradeCommand(Workshop workshop, PrintStream out, PrintStream progress) {
    this(workshop, out, progress, new MavenRun());
  }

  GradeCommand(Workshop workshop, PrintStream out, PrintStream progress, Grade.TestRun tests) {
    this.workshop = workshop;
    this.out = out;
    this.progress = progress;
    this.tests = tests;
  }

  @Override
  public Integer call() throws IOException {
    List<String> given = spec.commandLine().getParseResult().originalArgs();
    int end = given.indexOf("--");
    List<String> forMaven = end < 0 ? List.of() : given.subList(end + 1, given.size());
    List<Path> folders =
        words.subList(0, words.size() - forMaven.size()).stream().map(Path::of).toList();
    if (folders.isEmpty()) {
      throw misused("Which trees? Name a folder before \"--\".");
    }
    if (!forMaven.isEmpty() && !fresh) {
      throw misused("Options for Maven need --fresh.");
    }
    Grade grade = new Grade(workshop, progress, tests);
    out.print(grade.run(folders, fresh, forMaven, csv));
    return 0;
  }

  private ParameterException misused(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
