package workshop.classroom.learner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workshop.exercises.ExerciseId;
import workshop.exercises.Stretch;

/**
 * The exercises in some files of one version of the workshop, by their names. In the next version
 * they may have other numbers, and be in other files.
 */
final class Answers {
  private static final Pattern TOPIC = Pattern.compile("phase[0-9]+-([^/]+)/.*");

  /**
   * What an exercise is called.
   *
   * @param topic its phase's name without the number
   */
  record Name(String topic, String title) {}

  /**
   * An exercise.
   *
   * @param lines with the marks
   */
  record Answer(Name name, ExerciseId id, String path, List<String> lines) {

    /** The lines between the marks. */
    List<String> inside() {
      return lines.subList(1, lines.size() - 1);
    }

    /** With these lines between the marks. */
    List<String> with(List<String> inside) {
      List<String> all = new ArrayList<>();
      all.add(lines.get(0));
      all.addAll(inside);
      all.add(lines.get(lines.size() - 1));
      return all;
    }

    /** The lines between the marks, for an exercise that has another number now. */
    List<String> insideFor(ExerciseId other) {
      return inside().stream()
          .map(
              line ->
                  Stretch.isNotDone(id, line)
                      ? line.replace("\"" + id + "\"", "\"" + other + "\"")
                      : line)
          .toList();
    }

    String heading() {
      return id + " " + name.title();
    }
  }

  private final Map<Name, Answer> answers = new LinkedHashMap<>();

  /** Adds those of a file. An exercise whose marks are not whole is none. */
  void add(String path, List<String> lines) {
    of(path, lines).forEach(answer -> answers.putIfAbsent(answer.name(), answer));
  }

  /** The exercises of one file, in their order. */
  static List<Answer> of(String path, List<String> lines) {
    Matcher topic = TOPIC.matcher(path);
    List<Answer> found = new ArrayList<>();
    if (!topic.matches()) {
      return found;
    }
    for (String line : lines) {
      Stretch.begin(line)
          .flatMap(
              mark ->
                  Stretch.find(lines, mark.id())
                      .filter(stretch -> holdsNoOther(stretch.in(lines)))
                      .map(
                          stretch ->
                              new Answer(
                                  new Name(topic.group(1), mark.title()),
                                  mark.id(),
                                  path,
                                  List.copyOf(stretch.in(lines)))))
          .ifPresent(found::add);
    }
    return found;
  }

  private static boolean holdsNoOther(List<String> stretch) {
    return stretch.subList(1, stretch.size() - 1).stream()
        .allMatch(line -> Stretch.begin(line).isEmpty() && Stretch.end(line).isEmpty());
  }

  /** The name of the exercise that has this number here. */
  Optional<Name> name(ExerciseId id) {
    return answers.values().stream().filter(a -> a.id().equals(id)).map(Answer::name).findFirst();
  }

  List<Answer> all() {
    return List.copyOf(answers.values());
  }

  /** The exercise of this name; one of another phase if no other has its title. */
  Optional<Answer> find(Name name) {
    if (answers.containsKey(name)) {
      return Optional.of(answers.get(name));
    }
    List<Answer> sameTitle =
        answers.values().stream().filter(a -> a.name().title().equals(name.title())).toList();
    return sameTitle.size() == 1 ? Optional.of(sameTitle.get(0)) : Optional.empty();
  }
}
