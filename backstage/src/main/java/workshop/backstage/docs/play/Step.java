package workshop.backstage.docs.play;

/** One line of a transcript, and what it asks for. */
sealed interface Step {
  /** Its line in the page, from 1 on. */
  int line();

  /**
   * A command is typed.
   *
   * @param text also of the lines on which it goes on
   */
  record Command(int line, String text) implements Step {}

  /** This line comes. */
  record Output(int line, String text) implements Step {}

  /** Any lines come, or none. */
  record AnyOutput(int line) implements Step {}

  /** The user types a line, which the command reads. */
  record Typed(int line, String text) implements Step {}

  /** Ctrl-C. */
  record Interrupt(int line) implements Step {}

  /** Ctrl-D. */
  record EndOfInput(int line) implements Step {}
}
