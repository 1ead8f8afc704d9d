package workshop.classroom.build;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows that a build goes on: Maven's current module, and how much Maven has downloaded. */
final class Progress implements Consumer<String> {
  // "[INFO] Building Phase 3: IPv4 and ICMP 1.0-SNAPSHOT     [4/6]"
  private static final Pattern MODULE =
      Pattern.compile("\\[INFO] Building (.*?) [0-9][^ ]*(-SNAPSHOT)? +\\[[0-9]+/[0-9]+]");
  private static final int FILES_A_LINE = 50;

  private final PrintStream out;
  private final boolean modules;
  private int files;

  Progress(PrintStream out, boolean modules) {
    this.out = out;
    this.modules = modules;
  }

  @Override
  public void accept(String line) {
    if (line.contains("Downloaded from")) {
      files++;
      if (files % FILES_A_LINE == 0) {
        out.printf(Locale.ROOT, "  %d files downloaded%n", files);
      }
    }
    Matcher matcher = MODULE.matcher(line);
    if (modules && matcher.matches()) {
      out.println("  " + matcher.group(1));
    }
  }
}
