package workshop.backstage.docs.check;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import workshop.backstage.docs.page.Finding;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** {@code ./workshop docs check}. */
@Command(
    name = "check",
    description = {
      "Tells whether code, links, numbers and marks in docs/ are right.",
      "It changes nothing."
    })
public final class DocsCheckCommand implements Callable<Integer> {
  private final Workshop workshop;
  private final PrintStream out;

  public DocsCheckCommand(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    this.out = out;
  }

  @Override
  public Integer call() {
    PageCheck check = new PageCheck(new Handbook(workshop));
    List<Finding> findings = check.run();
    findings.forEach(out::println);
    if (!findings.isEmpty()) {
      throw new Problem(
          "Problems found: %d, see above, in %s.".formatted(findings.size(), check.summary()));
    }
    out.println("All is as it should be: " + check.summary() + ".");
    return 0;
  }
}
