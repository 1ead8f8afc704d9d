package workshop.backstage.instructor;

import com.github.difflib.DiffUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import workshop.backstage.docs.check.ExerciseHeadings;
import workshop.backstage.instructor.TestSources.Kind;
import workshop.backstage.instructor.TestSources.TestMethod;
import workshop.backstage.walk.WrongAnswer;
import workshop.exercises.Count;
import workshop.exercises.Exercise;
import workshop.exercises.ExerciseId;
import workshop.exercises.MethodBodies;
import workshop.exercises.Phase;
import workshop.exercises.Problem;
import workshop.exercises.SolutionFile;
import workshop.exercises.Workshop;

/**
 * Whether exercises, tests, hints, chapters and wrong answers fit together, as far as that can be
 * seen without running anything.
 */
final class Check {
  private static final int FEWEST_A_PHASE = 4;
  private static final int MOST_A_PHASE = 10;

  /** The phases that everybody does; later ones may add more exercises. */
  private static final int CORE_PHASES = 5;

  private static final int FEWEST = 25;
  private static final int MOST = 35;
  private static final int MOST_LINES = 30;
  private static final int FEWEST_HINTS = 2;
  private static final int MOST_HINTS = 5;
  private static final int WIDTH = 100;
  private static final Set<String> NEVER_CUT = Set.of("<init>", "toString", "equals", "hashCode");

  private final Workshop workshop;
  private final List<String> problems = new ArrayList<>();
  private final Map<ExerciseId, Workshop.Place> exercises = new TreeMap<>();

  /** Phases of which not all exercises could be read: that one is missing is no news there. */
  private final Set<Phase> unread = new HashSet<>();

  private int tests;
  private int wrongAnswers;

  Check(Workshop workshop) {
    this.workshop = workshop;
  }

  /**
   * Checks everything.
   *
   * @return all that is wrong: each in a line or two, with the place, and what to do
   */
  List<String> run() {
    for (Phase phase : workshop.phases()) {
      checkExercises(phase);
    }
    for (Phase phase : workshop.phases()) {
      checkNumbers(phase);
      checkChapter(phase);
      checkTests(phase);
    }
    checkSum();
    checkWrongAnswers();
    return problems;
  }

  /** What was checked. */
  String summary() {
    return String.join(
        ", ",
        Count.of(exercises.size(), "exercise"),
        Count.of(tests, "test"),
        Count.of(wrongAnswers, "wrong answer"));
  }

  private void problem(String place, String message, Object... arguments) {
    problems.add(place + ": " + message.formatted(arguments));
  }

  private void problem(Problem problem) {
    problems.add(problem.getMessage().replace(workshop.root() + "/", ""));
  }

  private String place(Path file) {
    return workshop.root().relativize(file).toString();
  }

  private String place(Path file, int line) {
    return place(file) + ":" + line;
  }

  /** The line of the exercise's first mark. */
  private static String place(Workshop.Place exercise) {
    return exercise.file().name() + ":" + (exercise.exercise().stretch().from() + 1);
  }

  // The exercises, and what is derived from them

  private void checkExercises(Phase phase) {
    Set<Path> derived = new TreeSet<>();
    for (Path path : Workshop.javaFiles(phase.solutions())) {
      Path target = phase.exercises().resolve(phase.solutions().relativize(path));
      derived.add(target);
      try {
        SolutionFile file = new SolutionFile(place(path), Workshop.read(path));
        String text = file.exercise(phase.chapter());
        List<MethodBodies.Body> bodies = MethodBodies.of(file.name(), file.answered()).bodies();
        for (Exercise exercise : file.exercises()) {
          checkExercise(new Workshop.Place(phase, file, exercise), bodies);
        }
        checkUntilDone(file, bodies);
        checkHints(path);
        checkDerived(target, text);
      } catch (Problem e) {
        problem(e);
        unread.add(phase);
      }
    }
    for (Path file : Workshop.javaFiles(phase.exercises())) {
      if (!derived.contains(file)) {
        problem(
            place(file),
            "comes from no file of %s.\n./workshop derive removes it.",
            place(phase.solutions()));
      }
    }
  }

  private void checkDerived(Path file, String expected) {
    if (!Files.exists(file)) {
      problem(place(file), "is missing.\n./workshop derive makes it.");
      return;
    }
    String actual = Workshop.read(file);
    if (!actual.equals(expected)) {
      int same =
          DiffUtils.diff(actual.lines().toList(), expected.lines().toList()).getDeltas().stream()
              .findFirst()
              .map(delta -> delta.getSource().getPosition())
              .orElse(0); // only the line breaks differ
      problem(
          place(file, same + 1),
          "is not what comes from src/solution; from this line on it differs.\n"
              + "Change the file in src/solution, then ./workshop derive");
    }
  }

  private void checkExercise(Workshop.Place place, List<MethodBodies.Body> bodies) {
    Exercise exercise = place.exercise();
    ExerciseId id = exercise.id();
    if (id.phase() != place.phase().number()) {
      problem(
          place(place),
          "exercise %s is in %s.\nThe first number is the phase's.",
          id,
          place.phase().name());
      return;
    }
    Workshop.Place other = exercises.putIfAbsent(id, place);
    if (other != null) {
      problem(
          place(place),
          "there is an exercise %s already (%s).\nGive one of them another number.",
          id,
          place(other));
      return;
    }
    if (!Character.isUpperCase(exercise.title().codePointAt(0)) || exercise.title().endsWith(".")) {
      problem(
          place(place),
          "the title \"%s\" is to start with a capital, without a full stop at its end.",
          exercise.title());
    }
    int hints = exercise.hints().size();
    if (hints < FEWEST_HINTS || hints > MOST_HINTS) {
      problem(
          place(place),
          "exercise %s has %s, and needs %d to %d.\n"
              + "They belong at the end of the file, below \"// Hints for %s:\".",
          id,
          hints == 0 ? "no hints" : Count.of(hints, "hint"),
          FEWEST_HINTS,
          MOST_HINTS,
          id);
    }
    checkAnswer(place, bodies);
  }

  private void checkAnswer(Workshop.Place place, List<MethodBodies.Body> bodies) {
    Exercise exercise = place.exercise();
    String text = place.file().answered();
    int methods = 0;
    int lines = 0;
    for (MethodBodies.Body body : bodies) {
      if (body.line() < exercise.stretch().from() || body.line() >= exercise.stretch().to()) {
        continue;
      }
      if (NEVER_CUT.contains(body.method())) {
        problem(
            place.file().name() + ":" + (body.line() + 1),
            "%s is in exercise %s, and must stay given.\nMove it out from between the marks.",
            body.method().equals("<init>") ? "a constructor" : body.method(),
            exercise.id());
      }
      methods++;
      lines += linesOfCode(text.substring(body.from() + 1, body.to() - 1));
    }
    if (methods == 0) {
      problem(
          place(place),
          "exercise %s has no method whose body could be cut out.\nMove the marks around one.",
          exercise.id());
    }
    if (lines > MOST_LINES) {
      problem(
          place(place),
          "the answer of exercise %s has %d lines of code; %d are the most.\n"
              + "Make two exercises of it, or give a part of it as a helper outside of the marks.",
          exercise.id(),
          lines,
          MOST_LINES);
    }
    checkInitialisers(place);
  }

  private void checkUntilDone(SolutionFile file, List<MethodBodies.Body> bodies) {
    for (MethodBodies.Body body : bodies) {
      if (body.untilDone().isPresent() && file.exerciseAt(body.line()).isEmpty()) {
        problem(
            file.name() + ":" + (body.line() + 1),
            "%s is in no exercise, and has @UntilDone.\n"
                + "Take that out, or move the method in between the marks.",
            body.method());
      }
    }
  }

  private void checkInitialisers(Workshop.Place place) {
    List<String> lines = place.file().answered().lines().toList();
    for (int i = place.exercise().stretch().from(); i < place.exercise().stretch().to(); i++) {
      if (lines.get(i).strip().equals("static {")) {
        problem(
            place.file().name() + ":" + (i + 1),
            "a static initialiser is in exercise %s, and must stay given.\n"
                + "Move it out from between the marks.",
            place.exercise().id());
      }
    }
  }

  /** Without blank lines, and without those that are comments only. */
  static int linesOfCode(String body) {
    int lines = 0;
    boolean inComment = false;
    for (String line : body.lines().map(String::strip).toList()) {
      if (inComment) {
        inComment = !line.contains("*/");
      } else if (line.startsWith("/*")) {
        inComment = !line.contains("*/");
      } else if (!line.isEmpty() && !line.startsWith("//")) {
        lines++;
      }
    }
    return lines;
  }

  private void checkHints(Path file) {
    boolean inHints = false;
    int number = 0;
    for (String line : Workshop.read(file).lines().toList()) {
      number++;
      inHints = inHints || line.startsWith("// Hints for ");
      int columns = line.codePointCount(0, line.length());
      if (inHints && columns > WIDTH) {
        problem(
            place(file, number),
            "this line of a hint has %d columns; %d are the most.\n"
                + "Go on in the next line, with \"//   \".",
            columns,
            WIDTH);
      }
    }
  }

  private void checkNumbers(Phase phase) {
    if (unread.contains(phase)) {
      return;
    }
    List<Workshop.Place> here = of(phase);
    for (int i = 0; i < here.size(); i++) {
      if (here.get(i).exercise().id().number() != i + 1) {
        problem(
            place(here.get(i)),
            "this is exercise %s, but there is no %d.%d.\nThe numbers of a phase have no gaps.",
            here.get(i).exercise().id(),
            phase.number(),
            i + 1);
        break;
      }
    }
    if (here.size() < FEWEST_A_PHASE || here.size() > MOST_A_PHASE) {
      problem(
          place(phase.solutions()),
          "%s here; a phase has %d to %d.",
          Count.of(here.size(), "exercise"),
          FEWEST_A_PHASE,
          MOST_A_PHASE);
    }
  }

  private void checkSum() {
    long sum = exercises.keySet().stream().filter(id -> id.phase() <= CORE_PHASES).count();
    boolean allRead = unread.stream().noneMatch(phase -> phase.number() <= CORE_PHASES);
    if (allRead && (sum < FEWEST || sum > MOST)) {
      problem(
          "phases 1 to " + CORE_PHASES,
          "%s in all; %d to %d fit into the time that people have.",
          Count.of(sum, "exercise"),
          FEWEST,
          MOST);
    }
  }

  private List<Workshop.Place> of(Phase phase) {
    return exercises.values().stream().filter(place -> place.phase().equals(phase)).toList();
  }

  // Chapters

  private void checkChapter(Phase phase) {
    ExerciseHeadings.check(workshop, phase, of(phase), !unread.contains(phase))
        .forEach(finding -> problems.add(finding.toString()));
  }

  // Tests

  private void checkTests(Phase phase) {
    List<TestMethod> found;
    try {
      found = new TestSources(Workshop.javaFiles(phase.tests())).tests();
    } catch (Problem e) {
      problem(e);
      return;
    }
    tests += found.size();
    Set<String> tested = new HashSet<>();
    Set<String> told = new HashSet<>();
    for (TestMethod test : found) {
      String place = place(test.file(), test.line());
      String exercise = test.owner().exercise();
      tested.add(exercise);
      if (test.owner().kind() == Kind.UNKNOWN) {
        problem(
            place,
            "%s belongs to no exercise, and not to given code.\n"
                + "Annotate it, or its class, with @Exercise(\"%d.1\") or @Given;"
                + " ./workshop walk --where tells which.",
            test.method(),
            phase.number());
      } else if (test.owner().kind() == Kind.EXERCISE
          && find(exercise).filter(of -> of.phase().equals(phase)).isEmpty()
          && !unread.contains(phase)
          && told.add(test.file() + exercise)) {
        problem(
            place,
            "%s has @Exercise(\"%s\"), which is no exercise of %s.\n"
                + "Give it the number of one, or @Given.",
            test.method(),
            exercise,
            phase.name());
      }
    }
    for (Workshop.Place exercise : of(phase)) {
      if (!tested.contains(exercise.exercise().id().toString())) {
        problem(
            place(exercise),
            "exercise %s has no test.\nWrite one, with @Exercise(\"%s\").",
            exercise.exercise().id(),
            exercise.exercise().id());
      }
    }
  }

  private Optional<Workshop.Place> find(String id) {
    return exercises.values().stream()
        .filter(place -> place.exercise().id().toString().equals(id))
        .findFirst();
  }

  // Wrong answers

  private void checkWrongAnswers() {
    Set<ExerciseId> caught = new HashSet<>();
    for (Path file : WrongAnswer.files(workshop)) {
      wrongAnswers++;
      try {
        WrongAnswer answer = WrongAnswer.read(file);
        Workshop.Place place = exercises.get(answer.exercise());
        if (place != null) {
          caught.add(answer.exercise());
          answer.in(place.file());
          checkName(file, answer.exercise());
        } else if (unread.stream().noneMatch(p -> p.number() == answer.exercise().phase())) {
          problem(
              place(file),
              "there is no exercise %s.\nGive it the number of one.",
              answer.exercise());
        }
      } catch (Problem e) {
        problem(e);
      }
    }
    for (Workshop.Place place : exercises.values()) {
      ExerciseId id = place.exercise().id();
      if (!caught.contains(id)) {
        problem(
            place(place),
            "exercise %s has no wrong answer.\n"
                + "Write down a mistake that people make: backstage/wrong-answers/%s-its-name.txt",
            id,
            id);
      }
    }
  }

  private void checkName(Path file, ExerciseId exercise) {
    if (!file.getFileName().toString().startsWith(exercise + "-")) {
      problem(
          place(file),
          "this is for exercise %s, so its name has to start with \"%s-\".\nRename it.",
          exercise,
          exercise);
    }
  }
}
