package workshop.classroom.learner;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/**
 * {@code undo} takes the last catch-up, reset or derive back, and, called again, the one before it;
 * {@code undo 3} takes back the command with this number in .workshop/saved, which may be an undo;
 * {@code undo --list} shows them.
 */
final class Undo {
  private static final String LIST = "--list";

  private final Workshop workshop;
  private final PrintStream out;

  Undo(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    this.out = out;
  }

  void run(List<String> arguments) throws IOException {
    if (arguments.size() > 1) {
      throw new Problem("One at a time.\nFor instance: ./workshop undo, or: ./workshop undo 3");
    }
    try (Savings savings = Savings.open(workshop.root())) {
      if (arguments.equals(List.of(LIST))) {
        list(savings.all());
        return;
      }
      Optional<Saved> saved =
          arguments.isEmpty() ? savings.last() : Optional.of(find(savings, arguments.get(0)));
      if (saved.isPresent()) {
        undo(savings, saved.get());
      } else {
        out.println("Nothing to take back. What was saved ever: ./workshop undo --list");
      }
    }
  }

  private void undo(Savings savings, Saved saved) {
    List<Path> edited = saved.editedSince(workshop.root());
    Saved undo = savings.undo(saved);
    out.printf("\"%s\" is taken back.%n", saved.command());
    for (Path file : edited) {
      out.printf("Edited since then, now as it was before: %s%n", file);
    }
    out.println(undo.told(workshop.root()));
  }

  /** By its number, or by the name of its folder, with or without what stands before it. */
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
