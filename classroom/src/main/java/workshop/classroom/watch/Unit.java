package workshop.classroom.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Sources that are compiled together: those of a phase, or its tests. Only the files that have
 * changed are compiled, or all of them if others can see the change.
 */
final class Unit {
  private final List<Path> folders;
  private final Path classes;
  private final Path scratch;
  private Snapshot built = Snapshot.NONE;
  private Map<Path, String> apis = Map.of();
  private boolean all = true;

  /**
   * Nothing of it is compiled yet.
   *
   * @param folders of the sources
   * @param folder for the classes; nobody else uses it
   */
  Unit(List<Path> folders, Path folder) {
    this.folders = folders.stream().filter(Files::isDirectory).toList();
    this.classes = Folders.make(folder.resolve("classes"));
    this.scratch = folder.resolve("scratch");
  }

  List<Path> folders() {
    return folders;
  }

  Path classes() {
    return classes;
  }

  /** Something that all of it may use has changed. */
  void mustBeCompiledWhole() {
    all = true;
  }

  /**
   * What an update has done.
   *
   * @param seen whether others can see the change
   */
  record Outcome(List<CompileError> errors, boolean seen) {}

  /** Compiles what is not up to date; with errors, the classes stay as they were. */
  Outcome update(WarmCompiler compiler, List<Path> classPath) {
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        return new Outcome(List.of(CompileError.of("The folder is gone: " + folder)), false);
      }
    }
    Snapshot now = Snapshot.of(folders);
    Set<Path> changed = now.changedSince(built);
    all = all || !now.goneSince(built).isEmpty();
    if (!all && changed.isEmpty()) {
      return new Outcome(List.of(), false);
    }
    if (!all) {
      List<Path> withOwn = new ArrayList<>(classPath);
      withOwn.add(classes);
      WarmCompiler.Result result = compile(compiler, changed, withOwn);
      if (!result.errors().isEmpty()) {
        return new Outcome(result.errors(), false);
      }
      Map<Path, String> newApis = new TreeMap<>(apis);
      newApis.putAll(result.apis());
      if (newApis.equals(apis)) {
        changed.forEach(this::deleteClassesOf);
        Folders.moveFiles(scratch, classes);
        built = now;
        return new Outcome(List.of(), false);
      }
      all = true;
    }
    WarmCompiler.Result result = compile(compiler, now.files().keySet(), classPath);
    if (!result.errors().isEmpty()) {
      return new Outcome(result.errors(), false);
    }
    Folders.files(classes).forEach(file -> delete(classes.resolve(file)));
    Folders.moveFiles(scratch, classes);
    boolean seen = !result.apis().equals(apis);
    apis = result.apis();
    built = now;
    all = false;
    return new Outcome(List.of(), seen);
  }

  private WarmCompiler.Result compile(
      WarmCompiler compiler, Set<Path> sources, List<Path> classPath) {
    Folders.delete(scratch);
    Folders.make(scratch);
    return compiler.compile(new TreeSet<>(sources), classPath, scratch);
  }

  /** A nested class may be there no more. */
  private void deleteClassesOf(Path source) {
    Path folder = folders.stream().filter(source::startsWith).findFirst().orElseThrow();
    Path relative = folder.relativize(source);
    String name = relative.getFileName().toString().replace(".java", "");
    Path packageFolder = classes.resolve(relative).getParent();
    try (Stream<Path> files = Files.list(packageFolder)) {
      files
          .filter(file -> file.getFileName().toString().matches(name + "(\\$.*)?\\.class"))
          .forEach(Unit::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
