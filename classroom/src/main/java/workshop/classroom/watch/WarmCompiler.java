package workshop.classroom.watch;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import workshop.exercises.Problem;

/**
 * The JDK's compiler, inside this program. It keeps the libraries open between two compilations.
 * For one thread.
 */
final class WarmCompiler implements AutoCloseable {
  private static final List<String> OPTIONS =
      List.of(
          "--release", "17", "-g", "-proc:none", "-nowarn", "-implicit:none", "-Xmaxerrs", "1000");

  /**
   * What came of it.
   *
   * @param errors none if it compiles
   * @param apis what others can see of the classes in each source file
   */
  record Result(List<CompileError> errors, Map<Path, String> apis) {}

  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager files;

  WarmCompiler() {
    if (javac == null) {
      throw new Problem("This Java has no compiler.\nInstall a JDK, and point JAVA_HOME at it.");
    }
    files = javac.getStandardFileManager(null, null, StandardCharsets.UTF_8);
  }

  /**
   * Compiles.
   *
   * @param classPath folders, which exist, and jars
   * @param folder for the classes; it exists
   */
  Result compile(Collection<Path> sources, List<Path> classPath, Path folder) {
    List<CompileError> errors = new ArrayList<>();
    Map<Path, String> apis = new ConcurrentHashMap<>();
    try {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JavacTask task =
        (JavacTask)
            javac.getTask(
                null,
                files,
                diagnostic -> {
                  if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                    errors.add(CompileError.of(diagnostic));
                  }
                },
                OPTIONS,
                null,
                files.getJavaFileObjectsFromPaths(sources));
    task.addTaskListener(
        new TaskListener() {
          @Override
          public void finished(TaskEvent event) {
            if (event.getKind() == TaskEvent.Kind.ANALYZE && event.getTypeElement() != null) {
              JavaFileObject source = event.getSourceFile();
              apis.merge(Path.of(source.toUri()), Api.of(event.getTypeElement()), String::concat);
            }
          }
        });
    boolean compiles = task.call();
    if (!compiles && errors.isEmpty()) {
      errors.add(CompileError.unknown());
    }
    return new Result(errors, new TreeMap<>(apis));
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
