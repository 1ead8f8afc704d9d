package workshop.exercises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The verdicts of the tests on answers. Each verdict is stored with a sum of the answer's text. So
 * it stays valid whatever the clock says, after an edit of another exercise, and after a catch-up
 * and its undo. The file .workshop/verdicts has a line for each, the newest last:
 *
 * <pre>
 * 3.2 5d41402abc4b2a76 wrong
 * 3.2 b9719d911017c592 done
 * </pre>
 */
public final class Verdicts {
  private static final Pattern LINE =
      Pattern.compile("(" + ExerciseId.PATTERN + ") ([0-9a-f]{16}) (.+)");

  /** How many answers of one exercise are remembered; older ones are forgotten. */
  private static final int MOST_OF_AN_EXERCISE = 50;

  private static final int MOST_LINES = 5000;

  /** Of one answer. */
  private record Verdict(ExerciseId id, String sum, String word) {
    String line() {
      return "%s %s %s".formatted(id, sum, word);
    }
  }

  private final Path file;

  /** By the answer's sum, the newest last. */
  private final Map<String, Verdict> verdicts = new LinkedHashMap<>();

  private Verdicts(Path file) {
    this.file = file;
  }

  /**
   * The verdicts of a learner's tree. A file that cannot be read counts as empty: the next run of
   * the tests writes it again.
   *
   * @param root the tree's
   */
  public static Verdicts read(Path root) {
    Verdicts verdicts = new Verdicts(root.resolve(".workshop/verdicts"));
    List<String> lines = verdicts.lines();
    lines.forEach(verdicts::remember);
    if (lines.size() > MOST_LINES) {
      verdicts.forgetTheOldest();
    }
    return verdicts;
  }

  /**
   * The word of the last run that has tested this answer: "done", "wrong", "waits" or "not done".
   *
   * @param stretch the exercise's lines, with its marks
   */
  public Optional<String> of(List<String> stretch) {
    return Optional.ofNullable(verdicts.get(sum(stretch))).map(Verdict::word);
  }

  /** Remembers what a run has found about the answers with these sums. */
  public void add(Map<ExerciseId, String> sums, Map<ExerciseId, String> words) throws IOException {
    List<String> added = new ArrayList<>();
    sums.forEach(
        (id, sum) -> {
          String word = words.get(id);
          if (word != null
              && !Optional.ofNullable(verdicts.get(sum))
                  .map(Verdict::word)
                  .equals(Optional.of(word))) {
            String line = new Verdict(id, sum, word).line();
            added.add(line);
            remember(line);
          }
        });
    if (!added.isEmpty()) {
      Files.createDirectories(file.getParent());
      // At the end and at once: two programs may do it at the same moment.
      Files.write(file, added, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  /**
   * The sum of an answer's lines and of the exercise's title. It leaves out the exercise's number,
   * which a newer version of the workshop may change, and white space at the ends of lines.
   *
   * @param stretch the exercise's lines, with its marks
   */
  public static String sum(List<String> stretch) {
    StringBuilder text = new StringBuilder();
    for (String line : stretch) {
      String title = Stretch.begin(line).map(Stretch.Mark::title).orElse(line.stripTrailing());
      if (Stretch.end(line).isEmpty()) {
        text.append(title).append('\n');
      }
    }
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  private void remember(String line) {
    Matcher matcher = LINE.matcher(line);
    if (matcher.matches()) {
      String sum = matcher.group(4);
      verdicts.remove(sum); // so that it comes last
      verdicts.put(sum, new Verdict(ExerciseId.parse(matcher.group(1)), sum, matcher.group(5)));
    }
  }

  private void forgetTheOldest() {
    List<Verdict> newestFirst = new ArrayList<>(verdicts.values());
    Collections.reverse(newestFirst);
    Map<ExerciseId, Integer> counts = new HashMap<>();
    newestFirst.removeIf(
        verdict -> counts.merge(verdict.id(), 1, Integer::sum) > MOST_OF_AN_EXERCISE);
    Collections.reverse(newestFirst);
    Path beside = file.resolveSibling("verdicts.new");
    try {
      Files.write(beside, newestFirst.stream().map(Verdict::line).toList());
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // Then it stays long.
    }
  }
}
