package workshop.tap;

import java.io.PrintStream;
import java.util.function.Consumer;
import workshop.NotDone;

/**
 * Tells the user about each exercise that is not done. The first time, it adds that the program
 * continues.
 */
final class NotDoneTeller implements Consumer<NotDone> {
  private final int phase;
  private final PrintStream out;
  private boolean goesOn;

  /**
   * A teller that has told nothing yet.
   *
   * @param phase the phase whose main runs
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
   * @param phase the phase whose main needs it
   */
  static String explain(NotDone notDone, int phase) {
    String chapter = notDone.chapter();
    // The chapter docs/phase3-ipv4.md belongs to the folder phase3-ipv4.
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
