package workshop.classroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import workshop.classroom.machine.Start;

/**
 * The inner half of {@code ./workshop bench}: in a network namespace of its own, it starts a server
 * for each stack and one on the kernel's own TCP, and loads one after the other, round by round.
 *
 * <p>Its standard input ends when the outer half ends; then it ends, too.
 */
public final class Bench {
  private final Plan plan;
  private final Measurements measurements;

  private Bench(Plan plan) {
    this.plan = plan;
    measurements = new Measurements(plan);
  }

  /** The word is the file with the {@link Plan}. */
  public static void main(String[] words) {
    endWithOuterHalf();
    Start.main(
        () -> {
          Bench bench = new Bench(Plan.read(Path.of(words[0])));
          Runtime.getRuntime().addShutdownHook(new Thread(bench.measurements::end));
          return bench.run();
        });
  }

  /** Ends this JVM as soon as its standard input ends. */
  static void endWithOuterHalf() {
    Thread outerHalf = new Thread(Bench::awaitEndOfOuterHalf);
    outerHalf.setDaemon(true);
    outerHalf.start();
  }

  private static void awaitEndOfOuterHalf() {
    try {
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The outer half has ended.
    }
    System.exit(143);
  }

  private int run() throws IOException {
    measurements.start();
    for (int round = 0; round < plan.rounds(); round++) {
      System.out.printf("round %d of %d ...%n", round + 1, plan.rounds());
      measurements.round(round);
    }
    print();
    if (!plan.json().isEmpty()) {
      Files.writeString(Path.of(plan.json()), measurements.json());
    }
    return 0;
  }

  private void print() {
    List<String> names = measurements.names();
    String last = names.get(names.size() - 1);
    System.out.printf(
        "%n%-8s %-10s %9s %-13s %7s %8s %8s %11s%n",
        "mode", "server", "median", "", "/ " + last, "p50 us", "p99 us", "CPU usr+sys");
    for (Mode mode : plan.modes()) {
      for (String name : names) {
        System.out.println(row(measurements.of(name, mode), measurements.of(last, mode)));
      }
    }
    System.out.println("CPU of the server: seconds for a gigabyte, or for a million requests.");
    System.out.println("Every byte that came back was right. docs/bench.md explains this table.");
  }

  private static String row(Figures one, Figures last) {
    return String.format(
            Locale.ROOT,
            "%-8s %-10s %9.0f %-13s %7.2f %8s %8s %5.1f+%.1f",
            one.mode.word,
            one.server,
            one.median(Figures.Figure::value),
            one.mode.unit(),
            one.ratio(last),
            micros(one.median(Figures.Figure::median)),
            micros(one.median(Figures.Figure::slow)),
            one.median(Figures.Figure::user),
            one.median(Figures.Figure::system))
        .stripTrailing();
  }

  private static String micros(double micros) {
    return micros == 0 ? "" : String.format(Locale.ROOT, "%.0f", micros);
  }
}
