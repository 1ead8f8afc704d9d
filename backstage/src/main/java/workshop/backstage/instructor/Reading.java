package workshop.backstage.instructor;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import workshop.backstage.instructor.AnswerReferences.Member;
import workshop.exercises.Exercise;
import workshop.exercises.SolutionFile;
import workshop.exercises.Workshop;

/**
 * {@code ./workshop reading}: how many lines of given code somebody has to read to solve an
 * exercise.
 *
 * <p>That is the exercise's own file, as a learner gets it; and of other files each member that the
 * answer refers to directly, with its docstring. Where that one is the answer of another exercise,
 * its signature and docstring count: that much of it is given.
 */
final class Reading {
  /** Nobody should need more lines for an exercise. */
  static final int MOST = 150;

  /** 80 columns. */
  private static final String ROW = "%-5s %-48.48s %8s  %9s  %4s%n";

  /**
   * What there is to read for an exercise.
   *
   * @param own how many lines of its own file
   * @param elsewhere how many lines each member of other files adds; each line counts once
   */
  record Count(Workshop.Place place, int own, Map<Member, Integer> elsewhere) {
    int sumElsewhere() {
      return elsewhere.values().stream().mapToInt(Integer::intValue).sum();
    }

    int sum() {
      return own + sumElsewhere();
    }
  }

  private final Workshop workshop;
  private final PrintStream out;

  /** The given lines of files, by their names; filled when they are asked for. */
  private final Map<String, BitSet> given = new HashMap<>();

  Reading(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    this.out = out;
  }

  /** What there is to read for each of these. */
  List<Count> count(List<Workshop.Place> places) {
    AnswerReferences references = new AnswerReferences(workshop);
    List<Count> counts = new ArrayList<>();
    for (Workshop.Place place : places) {
      Exercise exercise = place.exercise();
      BitSet own = given(place.file().name());
      own.clear(exercise.stretch().from()); // its own two marks
      own.clear(exercise.stretch().to() - 1);
      Map<String, BitSet> unread = new HashMap<>();
      Map<Member, Integer> elsewhere = new LinkedHashMap<>();
      for (Member member : references.of(exercise.id())) {
        BitSet lines = unread.computeIfAbsent(member.file(), this::given);
        elsewhere.put(member, lines.get(member.from(), member.to()).cardinality());
        lines.clear(member.from(), member.to());
      }
      counts.add(new Count(place, own.cardinality(), elsewhere));
    }
    return counts;
  }

  /** A copy. */
  private BitSet given(String file) {
    BitSet lines =
        given.computeIfAbsent(
            file,
            name ->
                GivenLines.of(
                    new SolutionFile(name, Workshop.read(workshop.root().resolve(name)))));
    return (BitSet) lines.clone();
  }

  /** Prints what is too much; returns whether nothing is. */
  boolean check(List<Workshop.Place> places) {
    boolean allRight = true;
    for (Count count : count(places)) {
      if (count.sum() > MOST) {
        allRight = false;
        out.printf(
            "%s %s: %d lines of given code to read; %d are the most.%n",
            count.place().exercise().id(), count.place().exercise().title(), count.sum(), MOST);
      }
    }
    return allRight;
  }

  /** Prints a table; with details also what was counted. */
  void print(List<Workshop.Place> places, boolean details) {
    List<Count> counts = count(places);
    out.printf(ROW, "", "lines of given code to read:", "own file", "elsewhere", "sum");
    for (Count count : counts) {
      Exercise exercise = count.place().exercise();
      printRow(exercise.id().toString(), exercise.title(), count);
      if (details) {
        printDetails(count);
      }
    }
    counts.stream()
        .max(Comparator.comparingInt(Count::sum))
        .ifPresent(most -> printRow("most:", most.place().exercise().id().toString(), most));
  }

  private void printRow(String start, String title, Count count) {
    out.printf(ROW, start, title, count.own(), count.sumElsewhere(), count.sum());
  }

  private void printDetails(Count count) {
    out.printf("      %4d  %s%n", count.own(), count.place().file().name());
    count
        .elsewhere()
        .forEach(
            (member, lines) ->
                out.printf(
                    "      %4d  %s  %s:%d%n",
                    lines, member.name(), member.file(), member.from() + 1));
  }
}
