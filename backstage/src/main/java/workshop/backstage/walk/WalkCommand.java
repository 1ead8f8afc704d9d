package workshop.backstage.walk;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workshop.backstage.Scratch;
import workshop.classroom.testing.Worker;
import workshop.exercises.Phase;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** {@code ./workshop walk}. */
@Command(
    name = "walk",
    description = "Goes through the workshop as a learner does, one answer after the other.")
public final class WalkCommand implements Callable<Integer> {
  private final Workshop workshop;
  private final List<Path> libraries;
  private final PrintStream out;

  @Parameters(arity = "0..*", paramLabel = "PHASE", description = "All if left out.")
  private List<String> names = List.of();

  @Option(names = "--where", description = "Also prints where misplaced tests belong.")
  private boolean where;

  @Option(names = "--celebrations", description = "Also prints what watch shows for each exercise.")
  private boolean showCelebrations;

  @Option(names = "--times", description = "Also prints the steps that took the longest.")
  private boolean showTimes;

  /**
   * The command for this tree.
   *
   * @param libraries the class path of the tests without the phases: JUnit, the test kit, ...
   */
  public WalkCommand(Workshop workshop, List<Path> libraries, PrintStream out) {
    this.workshop = workshop;
    this.libraries = libraries;
    this.out = out;
  }

  @Override
  public Integer call() {
    List<Phase> phases =
        names.isEmpty() ? workshop.phases() : names.stream().map(workshop::phase).toList();
    Times times = new Times();
    try (Scratch scratch = new Scratch();
        Workers workers = new Workers(libraries, Worker.SECONDS_FOR_A_TEST)) {
      Classes classes = new Classes(workshop, libraries, scratch.folder());
      Walk walk = new Walk(workshop, classes, workers, times);
      walk.run(phases);
      walk.problems().forEach(out::println);
      walk.summary().forEach(out::println);
      if (where) {
        walk.misplaced().forEach((test, place) -> out.println(test + "\t" + place));
      }
      if (showCelebrations) {
        walk.celebrations()
            .forEach(
                (id, text) ->
                    out.println("\n" + id + "\n" + text.stripTrailing().indent(2).stripTrailing()));
      }
      if (showTimes) {
        times.print(out);
      }
      if (!walk.problems().isEmpty()) {
        throw new Problem("The workshop does not hold together: see above.");
      }
    }
    return 0;
  }
}
