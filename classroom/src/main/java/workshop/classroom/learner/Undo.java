package workshop.classroom.learner;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/**
 * {@code undo} takes back the last catch-up, reset or derive. A second {@code undo} takes back the
 * one before. {@code undo 3} takes back the command with this number in .workshop/saved, which may
 * be an undo. {@code undo --list} shows them.
 */
@Command(
    description =
        "Takes back the last command that changed your files; a second undo, the one before.")
public final class Undo implements Callable<Integer> {
  private static final String LIST = "--list";

  @Parameters(
      arity = "0..1",
      paramLabel = "NUMBER",
      description = "takes back this command (an undo, too); --list shows the numbers")
  private String which;

  @Option(names = LIST, description = "lists everything that was saved, and changes nothing")
  private boolean list;

  private final Workshop workshop;
  private final PrintStream out;

  public Undo(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    try (Savings savings = Savings.open(workshop.root())) {
      if (list) {
        list(savings.all());
        return 0;
      }
      Optional<Saved> saved = which == null ? savings.last() : Optional.of(find(savings, which));
      if (saved.isPresent()) {
        undo(savings, saved.get());
      } else {
        out.println("There is nothing to take back. All that was saved: ./workshop undo --list");
      }
    }
    return 0;
  }

  private void undo(Savings savings, Saved saved) {
    List<Path> edited = saved.editedSince(workshop.root());
    Saved undo = savings.undo(saved);
    out.printf("\"%s\" is taken back.%n", saved.command());
    for (Path file : edited) {
      out.printf("You edited this after that; it is now as it was before: %s%n", file);
    }
    out.println(undo.told(workshop.root()));
  }

  /** Finds it by its number, or by the name of its folder, with or without the path. */
  private Saved find(Savings savings, String text) {
    String name = text.replaceFirst("/+$", "").replaceFirst(".*/", "");
    return savings.all().stream()
        .filter(
            saved ->
                name.equals(Integer.toString(saved.number()))
                    || name.equals(saved.folder().getFileName().toString()))
        .findFirst()
        .orElseThrow(
            () ->
                new Problem(
                    "There is no \"%s\" to take back.\n./workshop undo %s shows what there is."
                        .formatted(text, LIST)));
  }

  private void list(List<Saved> all) {
    for (Saved saved : all) {
      String state = "";
      if (Savings.isUndone(saved, all)) {
        state = "  (taken back)";
      } else if (!saved.isComplete()) {
        state = "  (was ended in the middle)";
      }
      out.printf(
          "%3d  %-20s %s%s%n",
          saved.number(), saved.command(), workshop.root().relativize(saved.folder()), state);
    }
    if (all.isEmpty()) {
      out.println("Nothing was saved yet.");
    }
  }
}
