package workshop.backstage.docs.play;

import com.github.difflib.DiffUtils;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A command in one of the terminals of a page, and what the page shows of it. */
final class Terminal {
  private static final int LOOK_MILLIS = 200;

  private final Program program;
  private final Changes changes;
  private final String command;
  private final int commandLine;

  /** What the page shows, and where. */
  private final List<String> shown = new ArrayList<>();

  private final List<Integer> lines = new ArrayList<>();
  private boolean isInterrupted;
  private Optional<List<String>> same = Optional.empty();

  Terminal(Program program, Changes changes, String command, int commandLine) {
    this.program = program;
    this.changes = changes;
    this.command = command;
    this.commandLine = commandLine;
  }

  Program program() {
    return program;
  }

  String command() {
    return command;
  }

  int commandLine() {
    return commandLine;
  }

  /** The page shows this next. */
  void show(int line, String text) {
    shown.add(text);
    lines.add(line);
  }

  /** All that it prints is to be this, whatever the page shows of it. */
  void mustSayTheSame(List<String> lines) {
    same = Optional.of(lines);
  }

  /** Lines that are not as they must be: "- " as it should be, "+ " as it came; none if all is. */
  List<String> differing() {
    if (same.isEmpty()) {
      return List.of();
    }
    List<String> wanted = normal(same.get().stream().map(Changes::plain).toList());
    List<String> differing = new ArrayList<>();
    for (var delta : DiffUtils.diff(wanted, normal(came())).getDeltas()) {
      delta.getSource().getLines().forEach(line -> differing.add("- " + line));
      delta.getTarget().getLines().forEach(line -> differing.add("+ " + line));
    }
    return differing;
  }

  /** The page shows that the user ends it here. */
  void interrupt() throws IOException, InterruptedException {
    isInterrupted = true;
    program.interrupt();
  }

  boolean isInterrupted() {
    return isInterrupted;
  }

  List<String> shown() {
    return shown;
  }

  /** The lines of the page, one for each that is shown. */
  List<Integer> lines() {
    return lines;
  }

  /** What came, without what is skipped. */
  List<String> came() {
    List<String> came = new ArrayList<>();
    for (String line : program.lines()) {
      String plain = Changes.plain(line);
      if (!changes.isSkipped(plain)) {
        came.add(plain);
      }
    }
    return came;
  }

  Changes changes() {
    return changes;
  }

  /** How far what came is what the page shows; blank lines at the end do not count. */
  Match match() {
    return Match.of(normal(shown), normal(came()));
  }

  private List<String> normal(List<String> text) {
    List<String> normal = new ArrayList<>();
    for (String line : text) {
      normal.add(line.equals(Transcript.ANY) ? line : changes.normal(line));
    }
    while (!normal.isEmpty() && normal.get(normal.size() - 1).isEmpty()) {
      normal.remove(normal.size() - 1);
    }
    return normal;
  }

  /** Waits until all that the page shows has come; false if the program or the time has ended. */
  boolean awaitShown(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (true) {
      int length = program.length();
      boolean hasEnded = program.hasEnded();
      if (match().shortest() >= 0) {
        return true;
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      if (hasEnded || left <= 0) {
        return false;
      }
      program.await(length, Math.min(left, LOOK_MILLIS));
    }
  }

  /** Waits until it has ended; false if the time is over before. */
  boolean awaitEnd(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (!program.hasEnded()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      program.await(program.length(), Math.min(left, LOOK_MILLIS));
    }
    return true;
  }
}
