package workshop.classroom.learner;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** The learner's part of {@code ./workshop}. */
public final class Commands {
  private Commands() {}

  /**
   * Runs one of them.
   *
   * @param arguments what comes behind the command
   * @throws Problem if it cannot be done
   */
  public static void run(Workshop workshop, String command, List<String> arguments, PrintStream out)
      throws IOException {
    if (workshop.exercises().isEmpty()) {
      throw new Problem(
          "There are no exercises here: src/solution of all phases is missing or empty.\nThey are made from there; get it back (git checkout, or the download).");
    }
    switch (command) {
      case "catch-up" -> new CatchUp(workshop, out).run(arguments);
      case "reset" -> new Reset(workshop, out).run(arguments);
      case "undo" -> new Undo(workshop, out).run(arguments);
      case "hint" -> new Hint(workshop, out).run(arguments);
      case "progress" -> new Progress(workshop, out).run(arguments);
      default -> throw new Problem("There is no command " + command + ".");
    }
  }
}
