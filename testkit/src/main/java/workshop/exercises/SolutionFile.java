package workshop.exercises;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of src/solution. It has marks around each exercise. The file that a learner starts with is
 * made from it.
 *
 * <pre>
 *   // --- Exercise 3.1: The fields of a header (RFC 791 section 3.1)
 *   ... methods, whose bodies are the answer ...
 *   // --- End of exercise 3.1
 *
 * and after the class:
 *
 *   // Hints for 3.1:
 *   // - A first hint,
 *   //   in two lines.
 * </pre>
 */
public final class SolutionFile {
  private static final Pattern HINTS =
      Pattern.compile("// Hints for " + ExerciseId.PATTERN + ":\\s*");
  private static final Pattern ALMOST =
      Pattern.compile("\\s*// ---.*\\bexercise\\b.*", Pattern.CASE_INSENSITIVE);
  private static final String HINT = "// - ";
  private static final String MORE = "//   ";

  private final String name;

  /** Without the hints. */
  private final String text;

  private final List<Exercise> exercises = new ArrayList<>();

  /**
   * Reads a file.
   *
   * @param name for messages: the path from the top of the tree
   * @throws Problem if the marks or the hints do not fit together
   */
  public SolutionFile(String name, String contents) {
    this.name = name;
    List<String> lines = contents.lines().toList();
    int endOfCode = lines.size();
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (HINTS.matcher(lines.get(i)).matches()) {
        endOfCode = i;
      }
    }
    Map<ExerciseId, List<String>> hints = readHints(lines, endOfCode);
    while (endOfCode > 0 && lines.get(endOfCode - 1).isBlank()) {
      endOfCode--;
    }
    List<String> code = lines.subList(0, endOfCode);
    text = String.join("\n", code) + "\n";
    readMarks(code, hints);
    for (ExerciseId id : hints.keySet()) {
      if (exercise(id).isEmpty()) {
        throw new Problem("%s has hints for %s, but not the exercise itself.".formatted(name, id));
      }
    }
  }

  private Map<ExerciseId, List<String>> readHints(List<String> lines, int from) {
    Map<ExerciseId, List<String>> hints = new LinkedHashMap<>();
    List<String> current = null;
    for (int i = from; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher heading = HINTS.matcher(line);
      if (heading.matches()) {
        current = new ArrayList<>();
        ExerciseId id = ExerciseId.parse(heading.group(1) + "." + heading.group(2));
        if (hints.put(id, current) != null) {
          throw new Problem("%s:%d: hints for %s a second time.".formatted(name, i + 1, id));
        }
      } else if (line.startsWith(HINT)) {
        current.add(line.substring(HINT.length()));
      } else if (line.startsWith(MORE) && !current.isEmpty()) {
        int last = current.size() - 1;
        current.set(last, current.get(last) + "\n" + line.substring(MORE.length()));
      } else if (!line.isBlank()) {
        throw new Problem(
            "%s:%d: among the hints, a line starts with \"%s\" or, where a hint goes on, with \"%s\"."
                .formatted(name, i + 1, HINT, MORE));
      }
    }
    return hints;
  }

  private void readMarks(List<String> lines, Map<ExerciseId, List<String>> hints) {
    Stretch.Mark open = null;
    int from = 0;
    for (int i = 0; i < lines.size(); i++) {
      Optional<Stretch.Mark> begin = Stretch.begin(lines.get(i));
      Optional<ExerciseId> end = Stretch.end(lines.get(i));
      if (begin.isPresent()) {
        if (open != null || exercise(begin.get().id()).isPresent()) {
          throw badMark(i, "is inside another exercise, or there already");
        }
        open = begin.get();
        if (open.reference().isEmpty()) {
          throw badMark(i, "does not say where its subject is defined");
        }
        from = i;
      } else if (end.isPresent()) {
        if (open == null || !end.get().equals(open.id())) {
          throw badMark(i, "ends an exercise that has not begun");
        }
        exercises.add(
            new Exercise(
                open.id(),
                open.title(),
                open.reference(),
                hints.getOrDefault(open.id(), List.of()),
                new Stretch(from, i + 1)));
        open = null;
      } else if (ALMOST.matcher(lines.get(i)).matches()) {
        throw badMark(i, "looks like the mark of an exercise, and is none");
      }
    }
    if (open != null) {
      throw badMark(from, "has no \"// --- End of exercise %s\"".formatted(open.id()));
    }
  }

  private Problem badMark(int line, String what) {
    return new Problem(
        "%s:%d: this mark %s.\nThe form is: // --- Exercise 3.1: Title (RFC 791 section 3.1)"
            .formatted(name, line + 1, what));
  }

  /** Its path, from the top of the tree. */
  public String name() {
    return name;
  }

  /** In the order of the file. */
  public List<Exercise> exercises() {
    return Collections.unmodifiableList(exercises);
  }

  /** The exercise of this number, if it is in this file. */
  public Optional<Exercise> exercise(ExerciseId id) {
    return exercises.stream().filter(exercise -> exercise.id().equals(id)).findFirst();
  }

  /** The code, with all answers and without the hints. */
  public String answered() {
    return text;
  }

  /**
   * The code with some answers only.
   *
   * @param done the exercises that keep their answers
   * @param chapter the file that explains the others, from the top of the tree
   */
  public String withAnswers(Predicate<ExerciseId> done, String chapter) {
    if (exercises.stream().allMatch(exercise -> done.test(exercise.id()))) {
      return text;
    }
    MethodBodies methods = MethodBodies.of(name, text);
    StringBuilder derived = new StringBuilder();
    int copied = 0;
    for (MethodBodies.Body body : methods.bodies()) {
      Optional<Exercise> exercise = exerciseAt(body.line());
      if (exercise.isEmpty() || done.test(exercise.get().id())) {
        continue;
      }
      derived.append(text, copied, body.from());
      derived.append(
          "{\n%s  %s;\n%s}"
              .formatted(
                  body.indentation(),
                  notDone(body, exercise.get().id(), chapter),
                  body.indentation()));
      copied = body.to();
    }
    return derived.append(text, copied, text.length()).toString();
  }

  /** The statement in place of an answer. */
  private static String notDone(MethodBodies.Body body, ExerciseId id, String chapter) {
    String where = "\"%s\", \"%s\"".formatted(id, chapter);
    if (body.untilDone().isEmpty()) {
      return "throw new workshop.NotDone(%s)".formatted(where);
    }
    String value = body.untilDone().get().value();
    return value.isEmpty()
        ? "workshop.NotDone.soFar(%s)".formatted(where)
        : "return workshop.NotDone.soFar(%s, %s)".formatted(where, value);
  }

  /** What a learner starts with. */
  public String exercise(String chapter) {
    return withAnswers(Set.<ExerciseId>of()::contains, chapter);
  }

  /**
   * The exercise that a line belongs to.
   *
   * @param line its index, from 0 on
   */
  public Optional<Exercise> exerciseAt(int line) {
    return exercises.stream()
        .filter(exercise -> exercise.stretch().from() <= line && line < exercise.stretch().to())
        .findFirst();
  }
}
