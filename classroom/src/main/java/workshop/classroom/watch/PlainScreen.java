package workshop.classroom.watch;

import java.io.PrintStream;

/** Lines, one below the other, without colours: for a file, a pipe, or a screen reader. */
final class PlainScreen implements Screen {
  private final PrintStream out;

  PlainScreen(PrintStream out) {
    this.out = out;
  }

  @Override
  public void begin(String headline) {
    out.println();
    out.println("--- " + headline);
    out.flush();
  }

  @Override
  public void add(Tone tone, String text) {
    out.println(text.stripTrailing());
    out.flush();
  }

  @Override
  public void status(String text) {
    // The current activity is not shown: it would hide the lines that matter.
  }

  @Override
  public boolean hasKeys() {
    return false;
  }

  @Override
  public void lend(Runnable program) {
    program.run();
  }

  @Override
  public void close() {}
}
