package workshop.backstage.instructor;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import workshop.classroom.learner.Saved;
import workshop.exercises.Workshop;

/** {@code ./workshop derive}. */
@Command(name = "derive", description = "Makes src/exercise out of src/solution.")
public final class DeriveCommand implements Callable<Integer> {
  private final Workshop workshop;
  private final PrintStream out;

  public DeriveCommand(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    Optional<Saved> saved = new Derive(workshop).run();
    if (saved.isPresent()) {
      for (Path file : saved.get().changed(workshop.root())) {
        out.println("derived " + file);
      }
      out.println(saved.get().told(workshop.root()));
    }
    return 0;
  }
}
