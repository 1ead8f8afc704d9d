package workshop.backstage;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import workshop.backstage.docs.DocsCommand;
import workshop.backstage.instructor.CheckCommand;
import workshop.backstage.instructor.DeriveCommand;
import workshop.backstage.instructor.GradeCommand;
import workshop.backstage.instructor.ReadingCommand;
import workshop.backstage.instructor.SolutionsBranchCommand;
import workshop.backstage.walk.WalkCommand;
import workshop.backstage.walk.WrongAnswersCommand;
import workshop.classroom.cli.Cli;

/** The maintainer's commands of {@code ./workshop}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // some languages have digits of their own
    // A program that a page has started may have left a reader behind: the exit ends that, too.
    commands().runAndExit(arguments);
  }

  /** All of them, and where a new one is added. */
  static Cli commands() {
    return new Cli()
        .with("derive", DeriveCommand::new)
        .with("check", CheckCommand::new)
        .with("reading", ReadingCommand::new)
        .with("walk", (workshop, out) -> new WalkCommand(workshop, libraries(), out))
        .with(
            "wrong-answers", (workshop, out) -> new WrongAnswersCommand(workshop, libraries(), out))
        .with("solutions-branch", SolutionsBranchCommand::new)
        .with("grade", (workshop, out) -> new GradeCommand(workshop, out, System.err))
        .with("docs", (workshop, out) -> new DocsCommand(workshop, libraries(), out));
  }

  /** What the tests need besides the phases: it is on our own class path. */
  private static List<Path> libraries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }
}
