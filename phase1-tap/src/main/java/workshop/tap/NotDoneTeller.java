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
    out.println(Program.explain(notDone, phase));
    if (!goesOn) {
      out.println("Going on with what works.");
      goesOn = true;
    }
  }
}
