package workshop.backstage.walk;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workshop.backstage.Scratch;
import workshop.backstage.walk.WrongAnswers.Result;
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

  @Option(
      names = "--page",
      description = "Also prints what a learner reads first, for each mistake.")
  private boolean wantsPage;

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
      Optional<FirstScreen> screens =
          wantsPage
              ? Optional.of(new FirstScreen(workshop, scratch.folder().resolve("screens")))
              : Optional.empty();
      Map<WrongAnswer, Result> results =
          new WrongAnswers(workshop, classes, workers, times, screens).results(answers);
      if (wantsPage) {
        results.forEach(this::printScreen);
      }
      results.forEach(this::printProblem);
      long caught = results.values().stream().filter(one -> one.problem().isEmpty()).count();
      out.printf(
          "%d of %d wrong answers are caught, in %s.%n",
          caught,
          answers.size(),
          Count.of(answers.stream().map(WrongAnswer::exercise).distinct().count(), "exercise"));
      if (showTimes) {
        times.print(out);
      }
      if (caught < answers.size()) {
        throw new Problem(
            "A mistake is not caught, or not told first in the words that help: see above.");
      }
    }
    return 0;
  }

  private void printProblem(WrongAnswer answer, Result result) {
    result
        .problem()
        .ifPresent(
            problem ->
                out.printf("%s%n    %s%n", workshop.root().relativize(answer.file()), problem));
  }

  private void printScreen(WrongAnswer answer, Result result) {
    out.printf("%n=== %s: %s%n", answer.file().getFileName(), answer.description());
    out.printf("--- In place of%n%s%n--- this:%n%s%n", answer.right(), answer.wrong());
    out.printf("---%n%s%n", result.screen().isEmpty() ? "(nothing)" : result.screen().strip());
  }

  private boolean isChosen(WrongAnswer answer) {
    String file = answer.file().getFileName().toString();
    return chosen.isEmpty()
        || chosen.contains(answer.exercise().toString())
        || chosen.contains(Integer.toString(answer.exercise().phase()))
        || chosen.stream().anyMatch(word -> Path.of(word).endsWith(file));
  }
}
