package workshop.classroom.cli;

import static workshop.classroom.cli.Word.Group.EXERCISES;
import static workshop.classroom.cli.Word.Group.INSTRUCTORS;
import static workshop.classroom.cli.Word.Group.MACHINE;
import static workshop.classroom.cli.Word.Group.MAINTAINERS;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All commands of {@code ./workshop}, whichever program runs them. */
public final class Words {
  static final List<Word> ALL =
      List.of(
          new Word(
              EXERCISES, "next", "", "the exercise at hand: where it is, and what explains it"),
          new Word(EXERCISES, "watch", "[3]", "runs the tests each time you save"),
          new Word(EXERCISES, "test", "[3 | 3.2]", "runs the tests once"),
          new Word(EXERCISES, "progress", "", "what is done, and what is next"),
          new Word(
              EXERCISES, "hint", "[3.2]", "a hint; another one each time; the last is the answer"),
          new Word(
              EXERCISES,
              "catch-up",
              "phase3",
              "puts the reference answers into the phases before phase 3 (or before 3.4)"),
          new Word(EXERCISES, "reset", "3.2", "puts an exercise back to its start"),
          new Word(
              EXERCISES,
              "undo",
              "",
              "takes back the last catch-up, reset, update or derive; a second undo, the one before"),
          new Word(EXERCISES, "update", "", "brings a newer workshop, and keeps what you wrote"),
          new Word(
              MACHINE, "doctor", "", "checks this machine, and says how to get what is missing"),
          new Word(
              MACHINE,
              "demo",
              "",
              "builds the reference answers, starts their echo server in a network of its own, talks"
                  + " to it, and shows both sides",
              "--web                 shows the stack at work, in your browser, until Ctrl-C",
              "--speed               phase 8, before and after, beside the kernel's own TCP"),
          new Word(
              MACHINE,
              "run",
              "PHASE",
              "builds a phase (phase3, or just 3) and runs its main until Ctrl-C",
              "--answers solution    with the reference answers in place of yours",
              "-- OPTIONS            for the main, for instance: -- --trace --pcap x.pcap",
              "-- --help             lists the options of the main"),
          new Word(
              MACHINE,
              "bench",
              "PHASE",
              "measures an echo server, from phase 5 on, beside the kernel's own TCP",
              "--answers solution    the reference answers in place of yours",
              "--against COMMIT      also measures the reference answers of another commit",
              "--modes bulk1,rr32    only these modes; without it, all six",
              "--seconds 1.5         how long each measurement takes",
              "--rounds 3            how often each is repeated",
              "--json FILE           writes the figures of all rounds, for programs"),
          new Word(
              MACHINE,
              "lab",
              "",
              "a shell in a network namespace of its own, which ends with the shell",
              "--join                another shell in the lab of another terminal",
              "--peer                with a bridge and two devices, for two stacks",
              "-- COMMAND            a command in place of the shell"),
          new Word(
              INSTRUCTORS,
              "grade",
              "FOLDER",
              "how far learners are; each has a tree in the folder"),
          new Word(
              INSTRUCTORS,
              "reading",
              "[3 | 3.2]",
              "how many lines of given code a learner has to read for an exercise"),
          new Word(
              INSTRUCTORS,
              "solutions-branch",
              "",
              "makes the branch \"solutions\" from the current commit"),
          new Word(MAINTAINERS, "derive", "", "makes src/exercise out of src/solution"),
          new Word(
              MAINTAINERS,
              "check",
              "",
              "whether exercises, tests, hints and chapters fit together"),
          new Word(
              MAINTAINERS,
              "walk",
              "[PHASE]",
              "goes through the workshop as a learner does, one answer after the other"),
          new Word(
              MAINTAINERS,
              "wrong-answers",
              "[3.2]",
              "whether the tests catch the mistakes that people make"),
          new Word(
              MAINTAINERS,
              "docs",
              "",
              "cuts the code and the pictures in docs/ again, and checks the pages; also: docs check,"
                  + " docs play, docs diagrams"),
          new Word(
              EXERCISES,
              "help",
              "[COMMAND]",
              "how a command is used; help --all also lists those for instructors"));

  private Words() {}

  static Optional<Word> find(String name) {
    return ALL.stream().filter(word -> word.name().equals(name)).findFirst();
  }

  /** The command that somebody may have meant, if one is near enough. */
  static Optional<String> nearest(String word) {
    String typed = word.toLowerCase(Locale.ROOT);
    return ALL.stream()
        .map(Word::name)
        .filter(name -> !name.equals(word))
        .filter(name -> distance(typed, name) <= Math.max(1, name.length() / 3))
        .min(Comparator.comparingInt(name -> distance(typed, name)));
  }

  /** How many letters have to be added, taken away, changed or swapped with the next one. */
  static int distance(String typed, String name) {
    int[][] cost = new int[typed.length() + 1][name.length() + 1];
    for (int i = 0; i <= typed.length(); i++) {
      for (int j = 0; j <= name.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = typed.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && typed.charAt(i - 1) == name.charAt(j - 2)
            && typed.charAt(i - 2) == name.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[typed.length()][name.length()];
  }
}
