package workshop.classroom.learner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workshop.exercises.Stretch;
import workshop.exercises.Verdicts;
import workshop.exercises.Workshop;

/**
 * The files of a tree in a newer version: the new text, with the learner's changes. In src/exercise
 * this goes by exercise: each answer is put between the marks of the exercise with the same name.
 */
final class NewVersion {
  private static final Pattern EXERCISE =
      Pattern.compile("phase[0-9]+-[^/]+/src/exercise/.*\\.java");
  private static final Pattern SOLUTION =
      Pattern.compile("phase[0-9]+-[^/]+/src/solution/.*\\.java");
  private static final String PLACE = "// --- the place of exercise: ";

  private final Path root;
  private final Git git;
  private final List<Git.Difference> differences;

  /** The starts of the exercises in the old version and the new one. */
  private final Answers oldStart = new Answers();

  private final Answers newStart = new Answers();

  /** The references' answers in both. */
  private final Answers oldReference = new Answers();

  private final Answers newReference = new Answers();
  private final Answers learners = new Answers();

  private final List<Answers.Answer> changed = new ArrayList<>();
  private final Map<String, String> replaced = new LinkedHashMap<>();
  private int taken;

  NewVersion(Path root, Git git, String before, String after) throws IOException {
    this.root = root;
    this.git = git;
    differences = git.differences(before, after);
    addFilesThatAreTheSame(after);
    read(before, EXERCISE, oldStart);
    read(before, SOLUTION, oldReference);
    read(after, EXERCISE, newStart);
    read(after, SOLUTION, newReference);
    try (Stream<Path> phases = Files.list(root)) {
      for (Path phase : phases.sorted().toList()) {
        for (Path file : Workshop.javaFiles(phase.resolve("src/exercise/java"))) {
          learners.add(root.relativize(file).toString(), lines(Files.readAllBytes(file)));
        }
      }
    }
  }

  /** An exercise that is the same may have another reference, which a catch-up has put there. */
  private void addFilesThatAreTheSame(String commit) {
    Set<String> paths = new HashSet<>();
    differences.forEach(difference -> paths.add(difference.path()));
    git.files(commit, EXERCISE)
        .forEach(
            (path, text) -> {
              if (paths.add(path) && Files.exists(root.resolve(path))) {
                Optional<byte[]> both = Optional.of(text);
                differences.add(new Git.Difference(path, both, both, false));
              }
            });
  }

  private void read(String commit, Pattern which, Answers answers) {
    git.files(commit, which).forEach((path, text) -> answers.add(path, lines(text)));
  }

  /** All changes that make the tree the new version's. */
  List<Change> changes() throws IOException {
    List<Change> changes = new ArrayList<>();
    for (Git.Difference difference : differences) {
      Path file = root.resolve(difference.path());
      Optional<byte[]> mine =
          Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
      Optional<byte[]> becomes =
          EXERCISE.matcher(difference.path()).matches()
              ? exerciseFile(difference, mine)
              : otherFile(difference, mine);
      changes.add(new Change(file, becomes));
    }
    changes.add(hints());
    return changes;
  }

  /** By number, they were those of the old version. */
  private Change hints() {
    HintMemory hints =
        HintMemory.read(
            root, id -> oldStart.name(id).map(name -> HintMemory.name(name.topic(), name.title())));
    return hints.text().isEmpty()
        ? Change.away(hints.file())
        : Change.to(hints.file(), hints.text());
  }

  /** For files that are new: a change takes the permissions of what was there. */
  void makeExecutable() throws IOException {
    for (Git.Difference difference : differences) {
      Path file = root.resolve(difference.path());
      if (difference.executable() && !Files.isExecutable(file) && Files.exists(file)) {
        if (!file.toFile().setExecutable(true, false)) {
          throw new IOException(file + " cannot be made executable");
        }
      }
    }
  }

  // --- Given files

  private Optional<byte[]> otherFile(Git.Difference difference, Optional<byte[]> mine) {
    Optional<byte[]> before = difference.before();
    Optional<byte[]> after = difference.after();
    if (mine.isEmpty() || same(mine, before) || same(mine, after)) {
      return after;
    }
    if (before.isPresent() && after.isPresent()) {
      Optional<byte[]> merged = git.merge(mine.get(), before.get(), after.get());
      if (merged.isPresent()) {
        return merged;
      }
    }
    replaced.put(
        difference.path(),
        after.isPresent()
            ? "you and the new version have changed the same lines; the new lines are here now"
            : "not in the new version");
    return after;
  }

  private static boolean same(Optional<byte[]> one, Optional<byte[]> other) {
    return one.isPresent() && other.isPresent() && Arrays.equals(one.get(), other.get());
  }

  // --- Files with exercises

  private Optional<byte[]> exerciseFile(Git.Difference difference, Optional<byte[]> mine) {
    String path = difference.path();
    if (difference.after().isEmpty()) {
      if (mine.isPresent() && hasOwnBetweenExercises(difference, mine.get())) {
        replaced.put(path, "not in the new version");
      }
      return Optional.empty();
    }
    List<String> after = lines(difference.after().get());
    List<String> around = aroundWithOwn(difference, mine);
    Map<String, Answers.Answer> starts = new LinkedHashMap<>();
    Answers.of(path, after).forEach(start -> starts.put(PLACE + start.name().title(), start));
    List<String> becomes = new ArrayList<>();
    for (String line : around) {
      becomes.addAll(starts.containsKey(line) ? answer(starts.get(line)) : List.of(line));
    }
    if (mine.isPresent() && stripped(lines(mine.get())).equals(stripped(becomes))) {
      return mine;
    }
    boolean crLf =
        mine.isPresent() && new String(mine.get(), StandardCharsets.ISO_8859_1).contains("\r\n");
    String text = String.join(crLf ? "\r\n" : "\n", becomes) + (crLf ? "\r\n" : "\n");
    return Optional.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The new version outside of the exercises, with what the learner has changed there. */
  private List<String> aroundWithOwn(Git.Difference difference, Optional<byte[]> mine) {
    String path = difference.path();
    List<String> after = around(path, lines(difference.after().orElseThrow()));
    if (mine.isEmpty() || !hasOwnBetweenExercises(difference, mine.get())) {
      return after;
    }
    List<String> own = around(path, lines(mine.get()));
    Optional<List<String>> before = difference.before().map(text -> around(path, lines(text)));
    if (before.equals(Optional.of(after))) {
      return own;
    }
    Optional<byte[]> merged =
        before
            .filter(text -> places(text).equals(places(own)))
            .flatMap(text -> git.merge(bytes(own), bytes(text), bytes(after)));
    if (merged.isEmpty()) {
      replaced.put(path, "your lines outside of the marks do not fit the new version");
    }
    return merged.map(NewVersion::lines).orElse(after);
  }

  /** Whether the learner has changed something outside of the exercises, or their marks. */
  private static boolean hasOwnBetweenExercises(Git.Difference difference, byte[] mine) {
    String path = difference.path();
    return !difference
        .before()
        .map(before -> stripped(around(path, lines(before))))
        .equals(Optional.of(stripped(around(path, lines(mine)))));
  }

  /** A file with one line in place of each exercise. */
  private static List<String> around(String path, List<String> lines) {
    List<String> around = new ArrayList<>(lines);
    for (Answers.Answer answer : Answers.of(path, lines)) {
      Stretch stretch = Stretch.find(around, answer.id()).orElseThrow();
      List<String> place = around.subList(stretch.from(), stretch.to());
      place.clear();
      place.add(PLACE + answer.name().title());
    }
    return around;
  }

  private static Set<String> places(List<String> around) {
    Set<String> places = new HashSet<>(around);
    places.removeIf(line -> !line.startsWith(PLACE));
    return places;
  }

  /** The lines for an exercise: the learner's answer, or the start of the exercise. */
  private List<String> answer(Answers.Answer start) {
    Optional<Answers.Answer> found = learners.find(start.name());
    if (found.isEmpty()) {
      return start.lines();
    }
    Answers.Answer mine = found.get();
    Optional<Answers.Answer> before = oldStart.find(mine.name());
    if (before.isPresent() && equal(before.get(), mine)) {
      return start.lines();
    }
    Optional<Answers.Answer> reference = newReference.find(start.name());
    if (reference.isPresent()
        && oldReference.find(mine.name()).filter(old -> equal(old, mine)).isPresent()) {
      return start.with(reference.get().inside());
    }
    taken++;
    List<String> inside = mine.insideFor(start.id());
    List<String> startBefore =
        before.map(old -> stripped(old.insideFor(start.id()))).orElse(stripped(start.inside()));
    if (startBefore.equals(stripped(start.inside()))) {
      return start.with(inside);
    }
    Optional<byte[]> merged =
        git.merge(bytes(inside), bytes(startBefore), bytes(stripped(start.inside())));
    if (merged.isEmpty()) {
      changed.add(start);
    }
    return start.with(merged.map(NewVersion::lines).orElse(inside));
  }

  private static boolean equal(Answers.Answer one, Answers.Answer other) {
    return Verdicts.sum(one.lines()).equals(Verdicts.sum(other.lines()));
  }

  // --- What there is to tell

  /** How many answers of the learner's own are in the new version. */
  int taken() {
    return taken;
  }

  /** Exercises that have changed, with an answer that the change could not be made in. */
  List<Answers.Answer> changed() {
    return changed;
  }

  /** The learner's own answers to what is no exercise any more. */
  List<Answers.Answer> gone() {
    return learners.all().stream()
        .filter(mine -> newStart.find(mine.name()).isEmpty())
        .filter(mine -> oldStart.find(mine.name()).filter(old -> equal(old, mine)).isEmpty())
        .filter(mine -> oldReference.find(mine.name()).filter(old -> equal(old, mine)).isEmpty())
        .toList();
  }

  /** Files of the learner's, and why the new version's is there now. */
  Map<String, String> replaced() {
    return replaced;
  }

  // --- Lines

  /** A char is a byte, whatever the encoding: the marks are ASCII. */
  private static List<String> lines(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
  }

  private static byte[] bytes(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static List<String> stripped(List<String> lines) {
    return lines.stream().map(String::stripTrailing).toList();
  }
}
