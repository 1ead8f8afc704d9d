package workshop.backstage.walk;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workshop.backstage.Scratch;
import workshop.classroom.testing.Worker;
import workshop.exercises.Count;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** {@code ./workshop wrong-answers}. */
@Command(
    name = "wrong-answers",
    description = "Tells whether the tests catch the mistakes that people make.")
public final class WrongAnswersCommand implements Callable<Integer> {
  private final Workshop workshop;
  private final List<Path> libraries;
  private final PrintStream out;

  @Parameters(
      arity = "0..*",
      paramLabel = "PHASE|EXERCISE|FILE",
      description = "For instance 3, 3.2 or 3.2-zero.txt. All if left out.")
  private List<String> chosen = List.of();

  @Option(names = "--times", description = "Also prints the answers that took the longest.")
  private boolean showTimes;

  /**
   * The command for this tree.
   *
   * @param libraries the class path of the tests without the phases: JUnit, the test kit, ...
   */
  public WrongAnswersCommand(Workshop workshop, List<Path> libraries, PrintStream out) {
    this.workshop = workshop;
    this.libraries = libraries;
    this.out = out;
  }

  @Override
  public Integer call() {
    List<WrongAnswer> answers = WrongAnswer.all(workshop).stream().filter(this::isChosen).toList();
    if (answers.isEmpty()) {
      throw new Problem("There is no such wrong answer.\nThey are in backstage/wrong-answers.");
    }
    Times times = new Times();
    try (Scratch scratch = new Scratch();
        Workers workers = new Workers(libraries, Worker.SECONDS_FOR_A_TEST)) {
      Classes classes = new Classes(workshop, libraries, scratch.folder());
      Map<WrongAnswer, String> problems =
          new WrongAnswers(workshop, classes, workers, times).notCaught(answers);
      problems.forEach(
          (answer, problem) ->
              out.printf("%s%n    %s%n", workshop.root().relativize(answer.file()), problem));
      out.printf(
          "%d of %d wrong answers are caught, in %s.%n",
          answers.size() - problems.size(),
          answers.size(),
          Count.of(answers.stream().map(WrongAnswer::exercise).distinct().count(), "exercise"));
      if (showTimes) {
        times.print(out);
      }
      if (!problems.isEmpty()) {
        throw new Problem(
            "A mistake is not caught, or not told in the words that help: see above.");
      }
    }
    return 0;
  }

  private boolean isChosen(WrongAnswer answer) {
    String file = answer.file().getFileName().toString();
    return chosen.isEmpty()
        || chosen.contains(answer.exercise().toString())
        || chosen.contains(Integer.toString(answer.exercise().phase()))
        || chosen.stream().anyMatch(word -> Path.of(word).endsWith(file));
  }
}
