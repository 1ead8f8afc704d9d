package workshop.classroom.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import workshop.exercises.Workshop;

/**
 * An error that the compiler has found.
 *
 * @param file empty where it is in no file
 * @param line from 1 on
 * @param column from 1 on
 * @param message in the compiler's words
 */
public record CompileError(Optional<Path> file, long line, long column, String message) {
  private static final int MOST = 5;
  private static final int TAB = 8;

  static CompileError of(Diagnostic<? extends JavaFileObject> diagnostic) {
    return new CompileError(
        Optional.ofNullable(diagnostic.getSource()).map(source -> Path.of(source.toUri())),
        diagnostic.getLineNumber(),
        diagnostic.getColumnNumber(),
        diagnostic.getMessage(null));
  }

  static CompileError of(String message) {
    return new CompileError(Optional.empty(), 0, 0, message);
  }

  static CompileError unknown() {
    return of("The compiler gave up, and does not say why.");
  }

  /** The text for a learner; an error that is the same in many places is shown once. */
  static List<String> tell(List<CompileError> errors, Path root) {
    Map<String, List<CompileError>> same = new LinkedHashMap<>();
    errors.forEach(e -> same.computeIfAbsent(e.message, message -> new ArrayList<>()).add(e));
    List<String> lines = new ArrayList<>();
    same.values().stream()
        .limit(MOST)
        .forEach(
            places -> {
              lines.addAll(places.get(0).tell(root));
              if (places.size() > 1) {
                lines.add("    (the same in %s)".formatted(others(places.size() - 1)));
              }
            });
    if (same.size() > MOST) {
      lines.add("... and %d more".formatted(same.size() - MOST));
    }
    return lines;
  }

  private static String others(int count) {
    return count == 1 ? "1 other place" : count + " other places";
  }

  private List<String> tell(Path root) {
    List<String> words = message.lines().toList();
    if (file.isEmpty()) {
      return words;
    }
    List<String> lines = new ArrayList<>();
    Path name = file.get().startsWith(root) ? root.relativize(file.get()) : file.get();
    lines.add("%s:%d: %s".formatted(name, line, words.get(0)));
    words.subList(1, words.size()).forEach(word -> lines.add("    " + word.strip()));
    sourceLine()
        .ifPresent(
            source -> {
              String indent = " ".repeat(source.length() - source.stripLeading().length());
              lines.add("    " + source.strip());
              long caret = column - 1 - indent.length();
              if (caret >= 0 && caret <= source.strip().length()) {
                lines.add("    " + " ".repeat((int) caret) + "^");
              }
            });
    return lines;
  }

  /** With spaces for tabs, as the compiler counts them. */
  private Optional<String> sourceLine() {
    try {
      String source =
          Workshop.read(file.orElseThrow()).lines().skip(line - 1).findFirst().orElse("");
      StringBuilder spaced = new StringBuilder();
      for (char c : source.toCharArray()) {
        spaced.append(c == '\t' ? " ".repeat(TAB - spaced.length() % TAB) : c);
      }
      return Optional.of(spaced.toString()).filter(text -> !text.isBlank());
    } catch (java.io.UncheckedIOException e) {
      return Optional.empty(); // it has changed meanwhile, or is no text
    }
  }
}
