package workshop.classroom.learner;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workshop.exercises.Workshop;

/** {@code next} shows the exercise at hand, and with {@code --open} opens it in an editor. */
@Command(
    description = "Shows the exercise at hand: where it is, what explains it, and how to test it.")
public final class Next implements Callable<Integer> {
  @Option(
      names = "--open",
      description = "opens it in $$VISUAL or $$EDITOR, otherwise in code or idea")
  private boolean open;

  private final Workshop workshop;
  private final PrintStream out;
  private final Editor editor;

  public Next(Workshop workshop, PrintStream out) {
    this(workshop, out, new Editor(System.getenv()));
  }

  Next(Workshop workshop, PrintStream out, Editor editor) {
    this.workshop = workshop;
    this.out = out;
    this.editor = editor;
  }

  @Override
  public Integer call() throws IOException {
    Optional<Standing> next = Standing.atHand(workshop);
    if (next.isEmpty()) {
      out.println("All exercises are done.");
      return 0;
    }
    next.get().tell(out);
    if (open) {
      out.flush();
      return editor.open(next.get().file(), next.get().line().orElse(1));
    }
    return 0;
  }
}
