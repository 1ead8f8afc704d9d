package workshop.backstage.instructor;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workshop.classroom.learner.References;
import workshop.classroom.learner.TestResults;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/**
 * How far a class is: a line for each tree of a learner's.
 *
 * <p>It reads what the tests' report has left in each tree, or, with {@code --fresh}, runs the
 * tests of this tree here on the learner's src/exercise.
 */
final class Grade {
  /** What runs the tests of all phases in a tree. */
  interface TestRun {
    /**
     * Runs them, to the end or until it takes too long.
     *
     * @param tree its top folder
     * @param phases the names of their modules
     * @param options for Maven
     * @param log where what is printed goes
     * @return what kept it from the end, in words; empty if nothing did
     */
    String run(Path tree, List<String> phases, List<String> options, Path log) throws IOException;
  }

  /**
   * What is known about a learner's tree.
   *
   * @param words for each exercise that the tests' report knows: done, wrong and so on
   * @param doesNotCompile the phases' names
   * @param asReference how many exercises have the reference's answer, word for word
   * @param remarks for a person to read
   */
  private record Grades(
      String name,
      Map<ExerciseId, String> words,
      List<String> doesNotCompile,
      int asReference,
      List<String> remarks) {
    long done(List<ExerciseId> ids) {
      return ids.stream().filter(id -> "done".equals(words.get(id))).count();
    }

    List<ExerciseId> wrong(List<ExerciseId> ids) {
      return ids.stream().filter(id -> "wrong".equals(words.get(id))).toList();
    }
  }

  private final Workshop workshop;
  private final PrintStream progress;
  private final TestRun tests;
  private final Map<Phase, List<ExerciseId>> ids = new TreeMap<>((a, b) -> a.number() - b.number());

  /**
   * For learners of this workshop.
   *
   * @param progress for what shows that something goes on
   */
  Grade(Workshop workshop, PrintStream progress, TestRun tests) {
    this.workshop = workshop;
    this.progress = progress;
    this.tests = tests;
    for (Workshop.Place place : workshop.exercises()) {
      ids.computeIfAbsent(place.phase(), phase -> new ArrayList<>()).add(place.exercise().id());
    }
  }

  /**
   * The table.
   *
   * @param fresh whether to run the tests of this tree here
   * @param forMaven its options then
   * @param csv whether the table is for a spreadsheet
   * @throws Problem if there is nothing to look at
   */
  String run(List<Path> folders, boolean fresh, List<String> forMaven, boolean csv)
      throws IOException {
    List<Path> trees = new ArrayList<>();
    for (Path folder : folders) {
      trees.addAll(trees(folder));
    }
    List<Grades> grades = new ArrayList<>();
    for (int i = 0; i < trees.size(); i++) {
      Path tree = trees.get(i);
      if (fresh) {
        progress.printf("%d of %d: %s%n", i + 1, trees.size(), name(tree));
      }
      grades.add(grade(tree, fresh, forMaven));
    }
    return csv ? csv(grades) : table(grades);
  }

  /** If a tree cannot be graded, the others still are. */
  private Grades grade(Path tree, boolean fresh, List<String> forMaven) {
    try {
      return fresh ? testHere(tree, forMaven) : read(tree, tree, name(tree));
    } catch (IOException | UncheckedIOException e) {
      String why = printable("cannot be graded: " + e);
      return new Grades(name(tree), Map.of(), List.of(), 0, List.of(why));
    }
  }

  /** The folder itself, if it is a tree; otherwise all folders in it. */
  private List<Path> trees(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new Problem("There is no folder %s.\n./workshop grade --help".formatted(folder));
    }
    if (isTree(folder)) {
      return List.of(folder);
    }
    try (Stream<Path> inside = Files.list(folder)) {
      List<Path> found =
          inside
              .filter(Files::isDirectory)
              .filter(path -> !path.getFileName().toString().startsWith("."))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new Problem("There is nothing in %s.\n./workshop grade --help".formatted(folder));
      }
      return found;
    }
  }

  private boolean isTree(Path folder) {
    return ids.keySet().stream().anyMatch(phase -> Files.isDirectory(folder.resolve(phase.name())));
  }

  private static String name(Path tree) {
    return printable(tree.toAbsolutePath().normalize().getFileName().toString());
  }

  // --- Reading the results

  private static Phase in(Path tree, Phase phase) {
    return new Phase(phase.number(), tree.resolve(phase.name()));
  }

  /**
   * What the last test run in a tree has found.
   *
   * @param tested where the tests have run
   * @param learners where the learner's answers are
   */
  private Grades read(Path tested, Path learners, String name) {
    Map<ExerciseId, String> words = new TreeMap<>();
    List<String> remarks = new ArrayList<>();
    List<String> untested = new ArrayList<>();
    for (Phase phase : ids.keySet()) {
      Phase its = in(tested, phase);
      if (!Workshop.isInside(tested, its.folder().resolve("target/exercises.txt"))) {
        untested.add(phase.name());
        continue;
      }
      TestResults results = TestResults.of(its);
      ids.get(phase).forEach(id -> results.of(id).ifPresent(word -> words.put(id, word)));
      if (results.areOld()) {
        remarks.add(phase.name() + ": edited after its tests ran; edited exercises do not count");
      } else if (ids.get(phase).stream().noneMatch(words::containsKey)) {
        untested.add(phase.name());
      }
    }
    if (!isTree(learners)) {
      remarks.add("this is no tree of the workshop");
    } else if (!untested.isEmpty()) {
      remarks.add(
          "no results of %s: not tested, or it does not compile"
              .formatted(String.join(", ", untested)));
    }
    int asReference = References.count(workshop, learners);
    return new Grades(name, words, List.of(), asReference, remarks);
  }

  // --- Running the tests here

  /** In a tree of our own, which has nothing of the learner's but src/exercise. */
  private Grades testHere(Path learners, List<String> options) throws IOException {
    String name = name(learners);
    if (!isTree(learners)) {
      return read(learners, learners, name);
    }
    FreshTree fresh = new FreshTree(workshop, learners, name);
    fresh.make();
    List<String> phases = ids.keySet().stream().map(Phase::name).toList();
    Path log = fresh.root().resolve("maven.log");
    String ended = tests.run(fresh.root(), phases, options, log);
    Grades read = read(fresh.root(), learners, name);

    List<String> remarks = new ArrayList<>();
    Map<String, String> errors = CompileErrors.of(log);
    phases.stream().filter(errors::containsKey).forEach(phase -> remarks.add(errors.get(phase)));
    if (!ended.isEmpty()) {
      remarks.add(ended);
    }
    long withResults =
        ids.values().stream().filter(of -> of.stream().anyMatch(read.words()::containsKey)).count();
    if (errors.isEmpty() && withResults < ids.size()) {
      remarks.add("not all phases have results: see " + log);
    }
    return new Grades(
        name, read.words(), List.copyOf(errors.keySet()), read.asReference(), remarks);
  }

  // --- Telling

  private String table(List<Grades> all) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("name"));
    ids.keySet().forEach(phase -> head.add("phase " + phase.number()));
    head.addAll(List.of("all", "as reference", "wrong"));
    rows.add(head);
    List<ExerciseId> every = ids.values().stream().flatMap(List::stream).toList();
    for (Grades grades : all) {
      List<String> row = new ArrayList<>(List.of(grades.name()));
      ids.forEach((phase, of) -> row.add(cell(grades, phase, of)));
      row.add(grades.done(every) + "/" + every.size());
      row.add(Integer.toString(grades.asReference()));
      row.add(
          grades.wrong(every).stream().map(ExerciseId::toString).collect(Collectors.joining(" ")));
      rows.add(row);
    }
    StringBuilder text = new StringBuilder(aligned(rows));
    all.stream()
        .flatMap(grades -> grades.remarks().stream().map(remark -> grades.name() + ": " + remark))
        .forEach(
            line -> text.append(text.indexOf("\n\n") < 0 ? "\n" : "").append(line).append('\n'));
    return text.toString();
  }

  private static String cell(Grades grades, Phase phase, List<ExerciseId> of) {
    if (grades.doesNotCompile().contains(phase.name())) {
      return "error";
    }
    return of.stream().noneMatch(grades.words()::containsKey)
        ? "-"
        : grades.done(of) + "/" + of.size();
  }

  private static String aligned(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = rows.stream().mapToInt(any -> any.get(column).length()).max().orElse(0);
        line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private String csv(List<Grades> all) {
    List<ExerciseId> every = ids.values().stream().flatMap(List::stream).toList();
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("name", "done", "of", "as reference"));
    ids.keySet().forEach(phase -> head.add(phase.name()));
    every.forEach(id -> head.add(id.toString()));
    head.add("remarks");
    rows.add(head);
    for (Grades grades : all) {
      List<String> row = new ArrayList<>();
      row.addAll(List.of(grades.name(), "" + grades.done(every), "" + every.size()));
      row.add("" + grades.asReference());
      ids.values().forEach(of -> row.add("" + grades.done(of)));
      every.forEach(id -> row.add(grades.words().getOrDefault(id, "no result")));
      row.add(String.join("; ", grades.remarks()));
      rows.add(row);
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      text.append(row.stream().map(Grade::quoted).collect(Collectors.joining(","))).append('\n');
    }
    return text.toString();
  }

  /** As RFC 4180 has it. */
  private static String quoted(String text) {
    return text.matches("[\\w .:;/-]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  /** A learner's text must not do anything to our terminal. */
  static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
