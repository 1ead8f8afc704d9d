package workshop.classroom.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import workshop.classroom.testing.Compiler;
import workshop.exercises.Phase;
import workshop.exercises.Workshop;

/**
 * The classes of a phase, of the phases before it, and of its tests. They are kept up to date in a
 * folder of their own, and not in Maven's. For one thread.
 */
public final class Build implements AutoCloseable {
  private final List<Path> libraries;
  private final WarmCompiler compiler = new WarmCompiler();
  private final List<Unit> phases = new ArrayList<>();
  private final Unit tests;
  private final List<Path> resources = new ArrayList<>();

  /**
   * Nothing is compiled yet.
   *
   * @param libraries JUnit, the test kit, and what else phases and tests need
   * @param folder for the classes; an empty one
   */
  public Build(Workshop workshop, Phase phase, List<Path> libraries, Path folder) {
    this.libraries = libraries.stream().filter(Files::exists).toList();
    for (Phase one : workshop.phases()) {
      if (one.number() <= phase.number()) {
        phases.add(new Unit(List.of(one.given(), one.exercises()), folder.resolve(one.name())));
        resources.add(one.folder().resolve("src/main/resources"));
      }
    }
    tests = new Unit(List.of(phase.tests()), folder.resolve(phase.name()).resolve("tests"));
    resources.add(phase.folder().resolve("src/test/resources"));
  }

  /** Where the sources are. */
  List<Path> folders() {
    return units().stream().flatMap(unit -> unit.folders().stream()).toList();
  }

  private List<Unit> units() {
    List<Unit> units = new ArrayList<>(phases);
    units.add(tests);
    return units;
  }

  /** Compiles what has changed, and what depends on it; returns the errors of the first phase. */
  public List<CompileError> update() {
    List<Path> classPath = new ArrayList<>(libraries);
    List<Unit> units = units();
    for (int i = 0; i < units.size(); i++) {
      Unit.Outcome outcome = units.get(i).update(compiler, classPath);
      if (outcome.seen()) {
        units.subList(i + 1, units.size()).forEach(Unit::mustBeCompiledWhole);
      }
      if (!outcome.errors().isEmpty()) {
        return outcome.errors();
      }
      classPath.add(units.get(i).classes());
    }
    return List.of();
  }

  /** Of the phases and the tests, without the libraries. */
  public String classPath() {
    List<Path> path = new ArrayList<>(units().stream().map(Unit::classes).toList());
    resources.stream().filter(Files::isDirectory).forEach(path::add);
    return Compiler.joined(path);
  }

  /** The folder with the compiled tests. */
  public Path tests() {
    return tests.classes();
  }

  @Override
  public void close() {
    compiler.close();
  }
}
