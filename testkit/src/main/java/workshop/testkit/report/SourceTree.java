package workshop.testkit.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import workshop.exercises.Phase;

/** The sources of a module, and of the phases beside it. */
final class SourceTree {
  private final Path module;
  private final String answers;

  /**
   * Of this module.
   *
   * @param module its folder
   * @param answers what was compiled beside src/main: "exercise" or "solution"
   */
  SourceTree(Path module, String answers) {
    this.module = module;
    this.answers = answers;
  }

  /** The module's folder, as it is called on Maven's command line. */
  String moduleName() {
    return module.getFileName().toString();
  }

  /** Empty for a module that is not a phase. */
  Optional<Integer> phase() {
    return Phase.number(moduleName());
  }

  /** The same of another module beside it. */
  SourceTree of(String folder) {
    return new SourceTree(root().resolve(folder), answers);
  }

  /** The folder of the phase with this number, if there is one. */
  Optional<String> phaseFolder(int number) {
    return phases()
        .map(folder -> folder.getFileName().toString())
        .filter(name -> Phase.number(name).equals(Optional.of(number)))
        .findFirst();
  }

  /** The module's exercises, in their order. */
  List<MarkedExercise> stretches() {
    Path folder = module.resolve("src").resolve(answers).resolve("java");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> MarkedExercise.read(file, lines(file)).stream())
          .sorted(Comparator.comparing(MarkedExercise::id))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      // Not UTF-8: in ISO 8859-1 every file of a learner can be read, and the marks are ASCII.
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of a stack frame, if it is one of the workshop's; this module comes first. */
  Optional<Path> file(StackTraceElement frame) {
    if (frame.getFileName() == null) {
      return Optional.empty();
    }
    int dot = frame.getClassName().lastIndexOf('.');
    String folder = dot < 0 ? "" : frame.getClassName().substring(0, dot).replace('.', '/');
    return Stream.concat(Stream.of(module), phases())
        .flatMap(place -> Stream.of(answers, "main", "test").map(s -> place.resolve("src/" + s)))
        .map(place -> place.resolve("java").resolve(folder).resolve(frame.getFileName()))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** Where a method of a test begins. */
  Optional<String> method(String testClass, String name) {
    Path file = module.resolve("src/test/java").resolve(testClass.replace('.', '/') + ".java");
    if (name.isEmpty() || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    List<String> lines = lines(file);
    return IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).contains("void " + name + "("))
        .mapToObj(i -> place(file, i + 1))
        .findFirst();
  }

  /** Whether a file is the learner's to edit, in this module. */
  boolean isAnswer(Path file) {
    return file.startsWith(module.resolve("src").resolve(answers));
  }

  /**
   * A place that a learner can click on, or type in the top folder: {@code phase3-ipv4/src/…:57}.
   */
  String place(Path file, int line) {
    return root().relativize(file).toString().replace('\\', '/') + ":" + line;
  }

  private Path root() {
    return module.getParent();
  }

  private Stream<Path> phases() {
    try (Stream<Path> folders = Files.list(root())) {
      return folders
          .filter(folder -> Phase.number(folder.getFileName().toString()).isPresent())
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
