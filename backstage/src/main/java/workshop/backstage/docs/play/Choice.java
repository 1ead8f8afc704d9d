package workshop.backstage.docs.play;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which scenes are played.
 *
 * @param scene the words of the scenes, or a line in one; all if empty
 * @param half plays the exercises with odd numbers only (1) or with even numbers only (0), and all
 *     other scenes; all if empty
 */
record Choice(Optional<String> scene, Optional<Integer> half) {

  private static final Pattern EXERCISE = Pattern.compile("\\d+\\.(\\d+)( .*)?");

  /** Whether a transcript of this script belongs to the chosen scenes. */
  Predicate<Transcript> in(Script script) {
    Predicate<Transcript> inHalf = transcript -> isInHalf(transcript.scene());
    return inHalf.and(scene.map(text -> named(text, script)).orElse(transcript -> true));
  }

  private static Predicate<Transcript> named(String text, Script script) {
    if (!text.matches("\\d+")) {
      return transcript -> transcript.scene().equals(text);
    }
    int line = Integer.parseInt(text);
    int begin =
        script.transcripts().stream()
            .mapToInt(Transcript::sceneLine)
            .filter(from -> from <= line)
            .max()
            .orElse(-1);
    return transcript -> transcript.sceneLine() == begin;
  }

  private boolean isInHalf(String name) {
    Matcher exercise = EXERCISE.matcher(name);
    return half.isEmpty()
        || !exercise.matches()
        || Integer.parseInt(exercise.group(1)) % 2 == half.get() % 2;
  }
}
