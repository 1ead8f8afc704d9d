package workshop.classroom.learner;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import workshop.exercises.Problem;

/** The learner's editor, and how to tell it a line. */
public final class Editor {
  private final Map<String, String> environment;

  public Editor(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Opens a file, and waits as long as the editor does.
   *
   * @param line from 1 on
   * @return the editor's exit code
   * @throws Problem if there is no editor, or it does not start
   */
  public int open(Path file, int line) throws IOException {
    List<String> command = command(file, line);
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new Problem(
          "The editor %s does not start.\nIs it on the PATH? VISUAL or EDITOR names it."
              .formatted(command.get(0)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** What opens a file at a line. */
  List<String> command(Path file, int line) {
    List<String> command =
        named("VISUAL")
            .or(() -> named("EDITOR"))
            .or(() -> onPath("code"))
            .or(() -> onPath("idea"))
            .orElseThrow(
                () ->
                    new Problem(
                        "No editor is named, and neither code nor idea is on the PATH.\nName yours, for instance: export EDITOR=nano"));
    List<String> all = new ArrayList<>(command);
    switch (Path.of(command.get(0)).getFileName().toString()) {
      case "code", "code-insiders", "codium", "cursor" ->
          all.addAll(List.of("-g", file + ":" + line));
      case "idea", "idea.sh", "idea64", "intellij-idea-community", "intellij-idea-ultimate" ->
          all.addAll(List.of("--line", "" + line, file.toString()));
      case "vi", "vim", "nvim", "gvim", "nano", "emacs", "emacsclient", "gedit", "micro", "joe" ->
          all.addAll(List.of("+" + line, file.toString()));
      case "hx", "helix", "subl", "zed" -> all.add(file + ":" + line);
      default -> all.add(file.toString());
    }
    return all;
  }

  /** Such a variable may have options, too: "code --wait". */
  private Optional<List<String>> named(String variable) {
    String value = environment.getOrDefault(variable, "").strip();
    return value.isEmpty() ? Optional.empty() : Optional.of(List.of(value.split("\\s+")));
  }

  private Optional<List<String>> onPath(String program) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)))
        ? Optional.of(List.of(program))
        : Optional.empty();
  }
}
