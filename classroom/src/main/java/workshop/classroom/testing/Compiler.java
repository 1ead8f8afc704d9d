package workshop.classroom.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import workshop.exercises.Problem;

/** The JDK's compiler, within this program. */
public final class Compiler {
  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();

  /**
   * Compiles sources into a folder.
   *
   * @throws Problem with the first error, if there is one
   */
  public void compile(List<Path> sources, List<Path> classPath, Path folder) {
    if (javac == null) {
      throw new Problem("This Java has no compiler.\nInstall a JDK, and point JAVA_HOME at it.");
    }
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = javac.getStandardFileManager(diagnostics, null, null)) {
      Files.createDirectories(folder);
      List<String> options =
          List.of(
              "--release",
              "17",
              "-proc:none",
              "-nowarn",
              "-implicit:none",
              "-encoding",
              "UTF-8",
              "-d",
              folder.toString(),
              "-cp",
              joined(classPath));
      javac
          .getTask(
              null, files, diagnostics, options, null, files.getJavaFileObjectsFromPaths(sources))
          .call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        throw new Problem(
            "Does not compile: %s:%d: %s"
                .formatted(
                    diagnostic.getSource() == null ? "?" : diagnostic.getSource().getName(),
                    diagnostic.getLineNumber(),
                    diagnostic.getMessage(Locale.ROOT)));
      }
    }
  }

  public static String joined(List<Path> classPath) {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
