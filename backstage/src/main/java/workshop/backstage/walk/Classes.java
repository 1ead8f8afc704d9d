package workshop.backstage.walk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import workshop.classroom.testing.Compiler;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;
import workshop.exercises.SolutionFile;
import workshop.exercises.Workshop;

/**
 * The compiled classes of the workshop: all with the reference answers, once; and for each try a
 * folder to be put before them on the class path, with those classes only that are other ones then.
 */
final class Classes {
  private final Workshop workshop;
  private final List<Path> libraries;
  private final Path folder;
  private final Compiler compiler = new Compiler();
  private final AtomicInteger tries = new AtomicInteger();
  private final Map<Phase, TestOrder> orders = new HashMap<>();

  /**
   * Compiles the reference.
   *
   * @param libraries what the tests need besides the phases, for instance JUnit
   * @param folder an empty one
   */
  Classes(Workshop workshop, List<Path> libraries, Path folder) {
    this.workshop = workshop;
    this.libraries = libraries;
    this.folder = folder;
    for (Phase phase : workshop.phases()) {
      List<Path> sources = new ArrayList<>();
      sources.addAll(Workshop.javaFiles(phase.folder().resolve("src/main/java")));
      sources.addAll(Workshop.javaFiles(phase.solutions()));
      compiler.compile(sources, classPath(), reference(phase));
      compiler.compile(Workshop.javaFiles(phase.tests()), classPath(), tests(phase));
      copy(phase.folder().resolve("src/main/resources"), reference(phase));
      copy(phase.folder().resolve("src/test/resources"), tests(phase));
      List<Path> all = new ArrayList<>(classPath());
      all.add(tests(phase));
      orders.put(phase, new TestOrder(all, tests(phase)));
    }
  }

  private Path reference(Phase phase) {
    return folder.resolve(phase.name()).resolve("reference");
  }

  /** Where the compiled tests of a phase are. */
  Path tests(Phase phase) {
    return folder.resolve(phase.name()).resolve("tests");
  }

  /**
   * For each class that has tests of an exercise: a folder with that class alone, among the tests
   * of the phase, in the order of the learner's report.
   */
  List<Path> testsOf(ExerciseId exercise, Phase phase) {
    return orders.get(phase).of(exercise).stream().map(name -> alone(name, phase)).toList();
  }

  /** The worker takes the names from there, and the classes from its class path. */
  private Path alone(String testClass, Phase phase) {
    Path all = tests(phase);
    Path alone = folder.resolve(phase.name()).resolve("alone").resolve(testClass);
    for (Path file : Workshop.files(all, "/" + testClass + ".class")) {
      Path copy = alone.resolve(all.relativize(file));
      try {
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      } catch (FileAlreadyExistsException e) {
        return alone; // another try needs it, too
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return alone;
  }

  /** The libraries, and the reference of every phase. */
  private List<Path> classPath() {
    List<Path> path = new ArrayList<>(libraries);
    workshop.phases().forEach(phase -> path.add(reference(phase)));
    return path;
  }

  private static void copy(Path from, Path to) {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A class path for the tests of this phase, with these exercises answered and no others. */
  String with(Phase tested, Predicate<ExerciseId> answered) {
    Path variant = folder.resolve("try" + tries.incrementAndGet());
    List<Path> sources = new ArrayList<>();
    for (Phase phase : workshop.phases()) {
      if (phase.number() > tested.number()) {
        break; // a phase does not know the later ones
      }
      for (Map.Entry<Path, SolutionFile> file : workshop.solutionFiles(phase).entrySet()) {
        String text = file.getValue().withAnswers(answered, phase.chapter());
        if (!text.equals(file.getValue().answered())) {
          sources.add(write(variant, file.getKey(), text));
        }
      }
    }
    return compiled(tested, variant, sources);
  }

  /**
   * A class path for the tests of this phase, with all exercises answered, one of them wrongly.
   *
   * @param file the path of the file with the wrong answer, below src/solution/java
   */
  String with(Phase tested, Path file, String text) {
    Path variant = folder.resolve("try" + tries.incrementAndGet());
    return compiled(tested, variant, List.of(write(variant, file, text)));
  }

  private static Path write(Path variant, Path file, String text) {
    Path source = variant.resolve("src").resolve(file);
    try {
      Files.createDirectories(source.getParent());
      Files.writeString(source, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return source;
  }

  private String compiled(Phase tested, Path variant, List<Path> sources) {
    List<Path> path = new ArrayList<>();
    if (!sources.isEmpty()) {
      Path classes = variant.resolve("classes");
      compiler.compile(sources, classPath(), classes);
      path.add(classes);
    }
    workshop.phases().forEach(phase -> path.add(reference(phase)));
    path.add(tests(tested));
    return Compiler.joined(path);
  }
}
