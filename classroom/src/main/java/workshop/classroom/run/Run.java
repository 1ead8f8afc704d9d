package workshop.classroom.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import workshop.classroom.build.Output;
import workshop.classroom.build.PhaseBuild;
import workshop.classroom.machine.MainOptions;
import workshop.classroom.machine.Start;
import workshop.classroom.machine.Tap;
import workshop.classroom.machine.Usage;
import workshop.exercises.Phase;
import workshop.exercises.Workshop;

/**
 * The first half of {@code ./workshop run}: builds the phase, and writes the command to a file. The
 * script gets the privilege, and then runs the command.
 *
 * <p>The first word is the file for that. Its lines, each ended by a zero byte: the phase; whether
 * the main needs a privilege, "yes", "no", or "help" where it only explains itself; the file for
 * the capture; and the words of the command.
 */
public final class Run {
  private Phase phase;
  private String answers = "exercise";
  private List<String> forMain = List.of();

  private Run(Workshop workshop, List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        forMain = words.subList(i + 1, words.size());
        break;
      } else if (word.equals("--answers")) {
        i++;
        if (i == words.size()) {
          throw new Usage("--answers needs a value: solution.");
        }
        answers = words.get(i);
      } else if (word.startsWith("--answers=")) {
        answers = word.substring("--answers=".length());
      } else if (word.startsWith("-")) {
        throw new Usage(
            "\"run\" has no option %s. Options for the main come after --, for instance: -- %s"
                .formatted(word, word));
      } else if (phase != null) {
        throw new Usage("One phase at a time: %s or %s?".formatted(phase.name(), word));
      } else {
        phase = find(workshop, word);
      }
    }
    if (phase == null) {
      throw new Usage("Which phase? For instance: ./workshop run phase5");
    }
    if (!answers.equals("exercise") && !answers.equals("solution")) {
      throw new Usage("--answers must be solution or left out, not %s.".formatted(answers));
    }
  }

  /** As phase3, 3, phase3-ipv4, or the path of its folder. */
  private static Phase find(Workshop workshop, String word) {
    String name = word.replaceFirst("/+$", "").replaceFirst(".*/", "");
    for (Phase phase : workshop.phases()) {
      if (List.of(phase.name(), "phase" + phase.number(), "" + phase.number()).contains(name)) {
        return phase;
      }
    }
    throw new Usage(
        "There is no phase \"%s\"; there are: %s".formatted(word, workshop.phaseNames()));
  }

  public static void main(String[] arguments) {
    Start.main(
        () -> {
          Workshop workshop = new Workshop(Start.root());
          List<String> words = List.of(arguments).subList(1, arguments.length);
          new Run(workshop, words).prepare(workshop, Path.of(arguments[0]));
          return 0;
        });
  }

  private void prepare(Workshop workshop, Path plan) throws IOException {
    System.out.printf("Building %s and the phases before it.%n", phase.name());
    Output output = new Output(phase, answers.equals("solution"));
    new PhaseBuild(workshop, System.out, false).run(output);

    MainOptions options = MainOptions.of(forMain);
    List<String> lines = new ArrayList<>();
    lines.add(phase.name());
    lines.add(options.help() ? "help" : Tap.isOwn(options) ? "no" : "yes");
    lines.add(options.pcap());
    lines.add(options.plot());
    lines.addAll(output.command(workshop.phases(), prefix(workshop.root())));
    lines.addAll(forMain);
    Files.writeString(plan, String.join("\0", lines) + "\0");
  }

  /** Keeps the command short if the user is at the top of the tree. */
  private static String prefix(Path root) throws IOException {
    boolean atTop = Files.isSameFile(root, Path.of(""));
    return atTop ? "" : root + "/";
  }
}
