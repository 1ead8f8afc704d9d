package workshop.classroom.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import workshop.classroom.build.Output;
import workshop.classroom.machine.Answer;
import workshop.classroom.machine.Start;
import workshop.exercises.Phase;
import workshop.exercises.Workshop;

/**
 * The inner half of {@code ./workshop demo --speed}: the server of phase 8 without offload and with
 * it, and the kernel's own TCP. One client sends to each for two seconds as much as it takes, and
 * compares every byte that comes back.
 *
 * <p>It runs in a network namespace of its own. The only word is a folder to remove in the end.
 */
public final class SpeedDemo {
  private static final double SECONDS = 2;
  private static final String PHASE_8 = "phase8";

  private static final Map<String, String> WORDS =
      Map.of(
          Stacks.NO_OFFLOAD,
          "before: the stack does all the work",
          PHASE_8,
          "after: super-segments, offload",
          Measurements.KERNEL,
          "the kernel's own TCP, with offload");

  private SpeedDemo() {}

  public static void main(String[] words) {
    Bench.endWithOuterHalf();
    Measurements measurements = new Measurements(plan());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  measurements.end();
                  // The outer half does this, too, but somebody may have killed it.
                  Answer.of("rm", "-rf", "--", words[0]);
                }));
    Start.main(
        () -> {
          measurements.start();
          System.out.println("A client sends as much as each server takes, for some seconds ...");
          measurements.round(0);
          print(measurements);
          return 0;
        });
  }

  private static Plan plan() {
    Workshop workshop = new Workshop(Start.root());
    Phase phase = workshop.phase(PHASE_8);
    Output output = new Output(phase, true);
    Map<String, List<String>> stacks =
        Stacks.of(phase.number(), output.command(workshop.phases(), Start.root() + "/"));
    return new Plan(
        SECONDS,
        1,
        "",
        List.of(Mode.BULK1),
        true,
        List.copyOf(stacks.keySet()),
        List.copyOf(stacks.values()));
  }

  private static void print(Measurements measurements) {
    System.out.printf("%n%-36s %8s   %s%n", "", "Mbit/s", "CPU seconds a gigabyte");
    for (String name : measurements.names()) {
      System.out.println(row(WORDS.get(name), measurements.of(name, Mode.BULK1)));
    }
    System.out.println("\nEvery byte that came back was right.");
    System.out.println(
        "Next: docs/phase8-speed.md explains it; ./workshop bench phase8 measures longer.");
  }

  /** One line of the table. */
  static String row(String words, Figures figures) {
    return String.format(
        Locale.ROOT,
        "%-36s %8.0f   %.1f",
        words,
        figures.median(Figures.Figure::value),
        figures.median(one -> one.user() + one.system()));
  }
}
