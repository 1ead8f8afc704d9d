package workshop.backstage.instructor;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workshop.exercises.Workshop;

/** {@code ./workshop solutions-branch}. */
@Command(
    name = "solutions-branch",
    description = "Makes the branch \"solutions\" from the current commit.")
public final class SolutionsBranchCommand implements Callable<Integer> {
  private final SolutionsBranch branch;

  @Option(
      names = "--force",
      description = "Overwrites commits that somebody else made on that branch.")
  private boolean force;

  public SolutionsBranchCommand(Workshop workshop, PrintStream out) {
    branch = new SolutionsBranch(workshop.root(), out);
  }

  @Override
  public Integer call() throws IOException {
    branch.run(force);
    return 0;
  }
}
