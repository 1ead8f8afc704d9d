package workshop.tap;

import java.io.PrintStream;
import java.util.function.Consumer;
import workshop.NotDone;

/** Tells the user of each exercise that is not done; the first time also that this is no end. */
final class NotDoneTeller implements Consumer<NotDone> {
  private final int phase;
  private final PrintStream out;
  private boolean goesOn;

  /**
   * Tells nothing yet.
   *
   * @param phase the one whose main it is
   */
  NotDoneTeller(int phase, PrintStream out) {
    this.phase = phase;
    this.out = out;
  }

  @Override
  public void accept(NotDone notDone) {
    out.println(explain(notDone, phase));
    if (!goesOn) {
      out.println("Going on with what works.");
      goesOn = true;
    }
  }

  /**
   * Says which exercise is not done, where, and what to do next.
   *
   * @param phase the one whose main has come upon it
   */
  static String explain(NotDone notDone, int phase) {
    String chapter = notDone.chapter();
    // What docs/phase3-ipv4.md explains is in the folder phase3-ipv4.
    String module = chapter.substring(chapter.indexOf('/') + 1, chapter.lastIndexOf('.'));
    StackTraceElement place = notDone.getStackTrace()[0];
    String className = place.getClassName();
    String folder = className.substring(0, className.lastIndexOf('.') + 1).replace('.', '/');
    String text =
        "Exercise %s is not done yet: %s/src/exercise/java/%s%s:%d\nIt is explained in %s."
            .formatted(
                notDone.exercise(),
                module,
                folder,
                place.getFileName(),
                place.getLineNumber(),
                chapter);
    int phaseOfExercise = Integer.parseInt(notDone.exercise().split("\\.")[0]);
    return phaseOfExercise < phase
        ? "%s\nIt belongs to an earlier phase. To have its answers: ./workshop catch-up phase%d"
            .formatted(text, phase)
        : text;
  }
}
