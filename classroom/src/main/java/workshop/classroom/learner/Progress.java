package workshop.classroom.learner;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import workshop.exercises.Phase;
import workshop.exercises.Workshop;

/** {@code progress} shows how far a learner is. */
@Command(description = "Shows what is done, and what is next.")
public final class Progress implements Callable<Integer> {
  private final Workshop workshop;
  private final PrintStream out;

  public Progress(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    this.out = out;
  }

  @Override
  public Integer call() {
    List<Standing> all = Standing.all(workshop);
    for (Phase phase : workshop.phases()) {
      List<Standing> here = all.stream().filter(one -> one.place().phase().equals(phase)).toList();
      if (here.isEmpty()) {
        continue;
      }
      long done = here.stream().filter(one -> one.state().isDone()).count();
      out.printf("%s: %d of %d done%n", phase.name(), done, here.size());
      for (Standing one : here) {
        out.printf(
            "  %-8s  %-4s %s%s%n",
            one.state().inWords(), one.id(), one.title(), one.state().remark());
      }
    }
    out.println();
    Optional<Standing> next = all.stream().filter(one -> !one.state().isDone()).findFirst();
    next.ifPresentOrElse(
        one -> one.tell(out), () -> out.printf("All %d exercises are done.%n", all.size()));
    return 0;
  }
}
