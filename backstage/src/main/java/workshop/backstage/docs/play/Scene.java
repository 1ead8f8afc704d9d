package workshop.backstage.docs.play;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workshop.backstage.walk.WrongAnswer;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;
import workshop.exercises.Problem;
import workshop.exercises.SolutionFile;
import workshop.exercises.Workshop;

/**
 * How far the learner is whose terminal a page shows.
 *
 * @param last the last exercise that is answered; empty if all are, or none
 * @param all whether all are answered
 * @param wrong the mistake that is in one of the answers
 */
public record Scene(Optional<ExerciseId> last, boolean all, Optional<WrongAnswer> wrong) {
  /** As a fresh clone. */
  public static final Scene START = new Scene(Optional.empty(), false, Optional.empty());

  private static final String FORM =
      "\"%s\" is no scene; the form is start, 3.2, 3.2 wrong 3.2-name, solutions or solutions wrong 3.2-name";
  private static final Pattern WORDS =
      Pattern.compile("(?<last>start|solutions|\\d+\\.\\d+)( wrong (?<wrong>\\S+))?");

  /**
   * Reads the text of a mark.
   *
   * @throws Problem if there is no such exercise or wrong answer
   */
  public static Scene parse(String text, Workshop workshop) {
    Matcher words = WORDS.matcher(text);
    if (!words.matches() || text.startsWith("start ")) {
      throw new Problem(FORM.formatted(text));
    }
    if (text.equals("start")) {
      return START;
    }
    boolean all = words.group("last").equals("solutions");
    Optional<ExerciseId> last = Optional.empty();
    if (!all) {
      ExerciseId id = ExerciseId.parse(words.group("last"));
      workshop.exercise(id);
      last = Optional.of(id);
    }
    Optional<WrongAnswer> wrong =
        Optional.ofNullable(words.group("wrong")).map(name -> wrongAnswer(name, workshop));
    if (wrong.isPresent() && last.isPresent() && !wrong.get().exercise().equals(last.get())) {
      throw new Problem(
          "%s is a wrong answer of %s, not of %s; name one of %s"
              .formatted(words.group("wrong"), wrong.get().exercise(), last.get(), last.get()));
    }
    return new Scene(last, all, wrong);
  }

  private static WrongAnswer wrongAnswer(String name, Workshop workshop) {
    Path file = WrongAnswer.folder(workshop).resolve(name + ".txt");
    if (!WrongAnswer.files(workshop).contains(file)) {
      throw new Problem(
          "there is no wrong answer %s; look into backstage/wrong-answers".formatted(name));
    }
    return WrongAnswer.read(file);
  }

  /**
   * The files of src/exercise of all phases in this scene: their texts by the paths from the top of
   * the tree.
   */
  Map<Path, String> files(Workshop workshop) {
    Map<Path, String> texts = new TreeMap<>();
    Predicate<ExerciseId> done = id -> all || last.isPresent() && id.compareTo(last.get()) <= 0;
    for (Phase phase : workshop.phases()) {
      workshop
          .solutionFiles(phase)
          .forEach(
              (path, file) ->
                  texts.put(
                      workshop.root().relativize(phase.exercises()).resolve(path),
                      withMistake(file).withAnswers(done, phase.chapter())));
    }
    return texts;
  }

  private SolutionFile withMistake(SolutionFile file) {
    return wrong
        .filter(mistake -> file.exercise(mistake.exercise()).isPresent())
        .map(mistake -> new SolutionFile(file.name(), mistake.in(file)))
        .orElse(file);
  }
}
