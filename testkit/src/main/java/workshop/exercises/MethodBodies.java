package workshop.exercises;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Finds the method bodies of a Java file, with the JDK's own compiler. */
public final class MethodBodies {
  /**
   * The body of one method.
   *
   * @param method its name; "&lt;init&gt;" is a constructor
   * @param line the index of the line where the method starts, from 0 on
   * @param from the index of its opening brace in the text
   * @param to the index after its closing brace
   * @param indentation the white space before the method
   * @param untilDone what it returns until its exercise is done, if it says so
   */
  public record Body(
      String method,
      int line,
      int from,
      int to,
      String indentation,
      Optional<UntilDone> untilDone) {}

  private final List<Body> bodies;

  private MethodBodies(List<Body> bodies) {
    this.bodies = bodies;
  }

  /** In the order of the file; those inside of another method are a part of that one. */
  public List<Body> bodies() {
    return bodies;
  }

  /**
   * Finds them.
   *
   * @param name the file's, for messages
   * @throws Problem if the text is no Java, or an {@code @UntilDone} does not fit
   */
  public static MethodBodies of(String name, String text) {
    List<Body> bodies = new ArrayList<>();
    parse(
        name,
        text,
        (unit, trees) ->
            unit.accept(new Finder(name, text, unit, trees.getSourcePositions()), bodies));
    return new MethodBodies(List.copyOf(bodies));
  }

  /**
   * Hands the parsed file to a reader.
   *
   * @param name the file's, for messages
   * @throws Problem if the text is no Java
   */
  public static void parse(
      String name, String text, BiConsumer<CompilationUnitTree, Trees> reader) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new Problem("This Java has no compiler.\nInstall a JDK, and point JAVA_HOME at it.");
    }
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null, null, problems, List.of("-proc:none"), null, List.of(new Source(text)));
    try {
      for (CompilationUnitTree unit : task.parse()) {
        reader.accept(unit, Trees.instance(task));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!problems.getDiagnostics().isEmpty()) {
      throw new Problem("%s: %s".formatted(name, problems.getDiagnostics().get(0)));
    }
  }

  private static final class Finder extends TreeScanner<Void, List<Body>> {
    private final String name;
    private final String text;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    Finder(String name, String text, CompilationUnitTree unit, SourcePositions positions) {
      this.name = name;
      this.text = text;
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Void visitMethod(MethodTree method, List<Body> bodies) {
      int start = (int) positions.getStartPosition(unit, method);
      if (method.getBody() == null || start < 0) {
        return null;
      }
      int line = (int) unit.getLineMap().getLineNumber(start) - 1;
      int startOfLine = text.lastIndexOf('\n', start) + 1;
      bodies.add(
          new Body(
              method.getName().toString(),
              line,
              (int) positions.getStartPosition(unit, method.getBody()),
              (int) positions.getEndPosition(unit, method.getBody()),
              text.substring(startOfLine, start),
              UntilDone.of(method, name + ":" + (line + 1))));
      return null;
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Source.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
