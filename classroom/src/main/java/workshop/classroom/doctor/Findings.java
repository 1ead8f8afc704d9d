package workshop.classroom.doctor;

import java.io.PrintStream;

/** What the doctor has found, a line each. */
final class Findings {
  private final PrintStream out;
  private boolean failed;

  Findings(PrintStream out) {
    this.out = out;
  }

  void ok(String line) {
    out.println("ok    " + line);
  }

  void warn(String line) {
    out.println("warn  " + line);
  }

  void fail(String line) {
    out.println("FAIL  " + line);
    failed = true;
  }

  boolean haveFailed() {
    return failed;
  }
}
