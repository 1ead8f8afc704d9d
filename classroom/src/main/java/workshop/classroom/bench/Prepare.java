package workshop.classroom.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import workshop.classroom.build.Output;
import workshop.classroom.build.PhaseBuild;
import workshop.classroom.machine.Start;
import workshop.classroom.machine.Usage;
import workshop.exercises.Phase;
import workshop.exercises.Workshop;

/**
 * The outer half of {@code ./workshop bench}: reads the command line, builds, and leaves the {@link
 * Plan} in a file.
 *
 * <p>The first word is the file, the second one the tree of another commit, which the script has
 * built, or nothing; the others are what was typed.
 */
public final class Prepare {
  private final Workshop workshop;
  private final String other;
  private Phase phase;
  private String answers = "exercise";
  private double seconds = 1.5;
  private int rounds = 3;
  private String json = "";
  private List<Mode> modes = List.of(Mode.values());

  private Prepare(Workshop workshop, String other, List<String> words) {
    this.workshop = workshop;
    this.other = other;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("-")) {
        phase = find(word);
        continue;
      }
      i++;
      if (i == words.size()) {
        throw new Usage(word + " needs a value, or is no option of \"bench\".");
      }
      option(word, words.get(i));
    }
    if (phase == null) {
      throw new Usage("Which phase? For instance: ./workshop bench phase6 --answers solution");
    }
  }

  private void option(String word, String value) {
    switch (word) {
      case "--answers" -> answers = one(word, value, List.of("exercise", "solution"));
      case "--seconds" -> seconds = number(word, value, 0.1, 60);
      case "--rounds" -> rounds = (int) number(word, value, 1, 100);
      case "--json" -> json = Path.of(value).toAbsolutePath().toString();
      case "--modes" -> modes = Stream.of(value.split(",")).map(Prepare::mode).toList();
      case "--against" -> {
        // The script has dealt with it.
      }
      default -> throw new Usage("\"bench\" has no option " + word + ".");
    }
  }

  private static String one(String word, String value, List<String> of) {
    if (!of.contains(value)) {
      throw new Usage(
          "%s must be one of %s, not %s.".formatted(word, String.join(", ", of), value));
    }
    return value;
  }

  private static double number(String word, String value, double least, double most) {
    try {
      double number = Double.parseDouble(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // It is none.
    }
    throw new Usage(
        "%s must be a number from %s to %s, not %s.".formatted(word, least, most, value));
  }

  private static Mode mode(String word) {
    List<String> words = Stream.of(Mode.values()).map(mode -> mode.word).toList();
    return Mode.values()[words.indexOf(one("--modes", word, words))];
  }

  private Phase find(String word) {
    for (Phase phase : workshop.phases()) {
      if (phase.number() >= 5
          && List.of(phase.name(), "phase" + phase.number(), "" + phase.number()).contains(word)) {
        return phase;
      }
    }
    throw new Usage("\"bench\" needs a phase with an echo server: 5 or later, not " + word + ".");
  }

  public static void main(String[] arguments) {
    Start.main(
        () -> {
          List<String> words = List.of(arguments).subList(2, arguments.length);
          Workshop workshop = new Workshop(Start.root());
          new Prepare(workshop, arguments[1], words).prepare(Path.of(arguments[0]));
          return 0;
        });
  }

  private void prepare(Path plan) throws IOException {
    System.out.printf("Building %s and the phases before it.%n", phase.name());
    Output output = new Output(phase, answers.equals("solution"));
    new PhaseBuild(workshop, System.out, false).run(output);
    List<String> command = output.command(workshop.phases(), Start.root() + "/");
    Map<String, List<String>> stacks = Stacks.of(phase.number(), command);
    List<String> names = new ArrayList<>(stacks.keySet());
    List<List<String>> commands = new ArrayList<>(stacks.values());
    if (!other.isEmpty()) {
      names.add("before");
      commands.add(new Output(phase, true).command(workshop.phases(), other + "/"));
    }
    boolean offload = Stacks.haveOffload(phase.number());
    new Plan(seconds, rounds, json, modes, offload, names, commands).write(plan);
  }
}
