package workshop.backstage.instructor;

import java.util.BitSet;
import java.util.List;
import workshop.exercises.Exercise;
import workshop.exercises.MethodBodies;
import workshop.exercises.SolutionFile;

/**
 * The lines of a file that a learner is given to read: code and comments, but no blank line, no
 * package or import, no hint, and no line of an answer.
 */
final class GivenLines {
  private GivenLines() {}

  /** Their indices, from 0 on. */
  static BitSet of(SolutionFile file) {
    BitSet given = new BitSet();
    List<String> lines = file.answered().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      given.set(i, !line.isBlank() && !line.startsWith("package ") && !line.startsWith("import "));
    }
    if (file.exercises().isEmpty()) {
      return given;
    }
    for (MethodBodies.Body body : MethodBodies.of(file.name(), file.answered()).bodies()) {
      for (Exercise exercise : file.exercises()) {
        if (exercise.stretch().from() <= body.line() && body.line() < exercise.stretch().to()) {
          // The line of the opening brace is one of the signature.
          given.clear(line(file, body.from()) + 1, line(file, body.to()) + 1);
        }
      }
    }
    return given;
  }

  private static int line(SolutionFile file, int index) {
    return (int) file.answered().substring(0, index).chars().filter(c -> c == '\n').count();
  }
}
