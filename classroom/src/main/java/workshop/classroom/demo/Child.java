package workshop.classroom.demo;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A process that we have started, and that must end when we end.
 *
 * <p>Java's own way to end a process looks it up in /proc. In a list of processes of our own, /proc
 * still shows the list outside, with other numbers. So signals are sent by bash.
 */
final class Child {
  private final Process process;

  Child(Process process) {
    this.process = process;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Asks it to end, and waits a while. Returns whether it has ended. */
  boolean end(long milliseconds) {
    signal("TERM");
    return awaitEnd(milliseconds);
  }

  boolean awaitEnd(long milliseconds) {
    try {
      return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void kill() {
    signal("KILL");
    awaitEnd(1000);
  }

  private void signal(String name) {
    if (!process.isAlive()) {
      return;
    }
    try {
      String[] command = {"bash", "-c", "kill -" + name + " " + process.pid()};
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
