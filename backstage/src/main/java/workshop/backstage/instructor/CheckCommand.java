package workshop.backstage.instructor;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** {@code ./workshop check}. */
@Command(
    name = "check",
    description = "Tells whether exercises, tests, hints and chapters fit together.")
public final class CheckCommand implements Callable<Integer> {
  private final Workshop workshop;
  private final PrintStream out;

  public CheckCommand(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    this.out = out;
  }

  @Override
  public Integer call() {
    Check check = new Check(workshop);
    List<String> problems = check.run();
    problems.forEach(problem -> out.println(problem.replace("\n", "\n    ")));
    if (!problems.isEmpty()) {
      throw new Problem("Problems found: %d, see above.".formatted(problems.size()));
    }
    out.println("All fit together: " + check.summary() + ".");
    return 0;
  }
}
