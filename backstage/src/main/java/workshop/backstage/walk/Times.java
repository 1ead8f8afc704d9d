package workshop.backstage.walk;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How long each try took: the slowest are worth a look. */
final class Times {
  private static final int SHOWN = 10;

  private record Try(String name, Duration time) {}

  private final List<Try> tries = new ArrayList<>();

  synchronized void add(String name, Duration time) {
    tries.add(new Try(name, time));
  }

  /** Prints the slowest, and the sum of all. */
  synchronized void print(PrintStream out) {
    out.println("The slowest:");
    tries.stream()
        .sorted(Comparator.comparing(Try::time).reversed())
        .limit(SHOWN)
        .forEach(slow -> print(slow, out));
    print(new Try("all", tries.stream().map(Try::time).reduce(Duration.ZERO, Duration::plus)), out);
  }

  private static void print(Try slow, PrintStream out) {
    out.printf(Locale.ROOT, "  %7.1f s  %s%n", slow.time().toMillis() / 1000.0, slow.name());
  }
}
