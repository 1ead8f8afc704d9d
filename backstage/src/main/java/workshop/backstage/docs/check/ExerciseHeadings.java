package workshop.backstage.docs.check;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import workshop.backstage.docs.page.Finding;
import workshop.backstage.docs.page.Heading;
import workshop.backstage.docs.page.Page;
import workshop.exercises.Exercise;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;
import workshop.exercises.Workshop;

/**
 * Whether a phase has a chapter, and the chapter a heading for each exercise, in their order:
 * {@code ### 3.1 The fields of a header}. Failing tests send people there.
 */
public final class ExerciseHeadings {
  private static final int LEVEL = 3;

  private final Page chapter;
  private final Language language;
  private final Map<ExerciseId, Workshop.Place> exercises = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private ExerciseHeadings(Page chapter, Language language, List<Workshop.Place> exercises) {
    this.chapter = chapter;
    this.language = language;
    exercises.forEach(place -> this.exercises.put(place.exercise().id(), place));
  }

  /** The exercise that a heading is about, if it has the form of one. */
  static Optional<ExerciseId> exercise(Heading heading) {
    String number = heading.text().split(" ", 2)[0];
    return heading.level() == LEVEL ? ExerciseId.find(number) : Optional.empty();
  }

  /**
   * All that is wrong with the chapter of a phase in the language of the sources.
   *
   * @param exercises those of the phase, in their order
   * @param areAll false if some could not be read: then no heading is one too many
   */
  public static List<Finding> check(
      Workshop workshop, Phase phase, List<Workshop.Place> exercises, boolean areAll) {
    return check(workshop, phase, Language.ENGLISH, exercises, areAll);
  }

  /** The same for any language; in others, chapters may be missing. */
  static List<Finding> check(
      Workshop workshop,
      Phase phase,
      Language language,
      List<Workshop.Place> exercises,
      boolean areAll) {
    String name = language.chapter(phase);
    if (!Files.exists(workshop.root().resolve(name))) {
      if (!language.isThatOfSources()) {
        return List.of();
      }
      String missing =
          "there is no such page; failing tests send people to it: write it, with a heading for"
              + " each exercise";
      return List.of(new Finding(name, 1, missing));
    }
    ExerciseHeadings headings =
        new ExerciseHeadings(Page.read(workshop.root(), name), language, exercises);
    headings.checkEach(areAll);
    headings.checkAll(exercises);
    return headings.findings;
  }

  private void find(int line, String text, Object... arguments) {
    findings.add(new Finding(chapter.name(), line, text.formatted(arguments)));
  }

  private void checkEach(boolean areAll) {
    Set<ExerciseId> found = new HashSet<>();
    ExerciseId last = null;
    for (Heading heading : chapter.headings()) {
      Optional<ExerciseId> exercise = exercise(heading);
      if (exercise.isEmpty()) {
        continue;
      }
      ExerciseId id = exercise.get();
      Workshop.Place place = exercises.get(id);
      if (place == null) {
        if (areAll) {
          find(
              heading.line(),
              "there is no exercise %s in this phase; take the heading out, or give it another number",
              id);
        }
      } else if (!found.add(id)) {
        find(heading.line(), "a second heading for exercise %s; take one of them out", id);
      } else {
        checkTitle(heading, place);
        if (last != null && id.compareTo(last) < 0) {
          find(heading.line(), "exercise %s comes after %s here; order them", id, last);
        }
        last = id;
      }
    }
  }

  private void checkTitle(Heading heading, Workshop.Place place) {
    Exercise exercise = place.exercise();
    String title = heading.text().substring(exercise.id().toString().length()).strip();
    if (language.isThatOfSources() && !title.equals(exercise.title())) {
      find(
          heading.line(),
          "exercise %s is called \"%s\" here, and \"%s\" in %s:%d; make them the same",
          exercise.id(),
          title,
          exercise.title(),
          place.file().name(),
          exercise.stretch().from() + 1);
    }
  }

  private void checkAll(List<Workshop.Place> wanted) {
    for (Workshop.Place place : wanted) {
      ExerciseId id = place.exercise().id();
      if (chapter.headings().stream().noneMatch(h -> exercise(h).equals(Optional.of(id)))) {
        find(
            Math.max(1, chapter.lines().size()),
            "exercise %s has no section; write one: ### %s %s",
            id,
            id,
            place.exercise().title());
      }
    }
  }
}
